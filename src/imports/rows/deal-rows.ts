import { daysOf } from '../../../events/kit/date.js';
import type { DealKind, Stage } from '../../../events/deal/deal.words.js';
import { bindingnessAt, moneyKindOf } from './choices.js';
import type { DealStatement, StatedPayment, StatedTranche } from './deal-statement.js';
import { sourceOf } from './proposal.js';
import type { Told } from './readings.js';
import type { RowReader } from './row-reader.js';

export interface Sides {
  consumer?: Told;
  provider?: Told;
  payer?: Told;
  payee?: Told;
  supplier?: Told;
}

export const sidesOf = (reader: RowReader): Sides => {
  const pair = reader.pair('parties');
  const [first, second] = pair?.value ?? [];
  const ofPair = (party: string | undefined): Told | undefined =>
    party === undefined ? undefined : { value: party, address: pair!.address };
  const sides = {
    consumer: reader.party('consumer') ?? ofPair(first),
    provider: reader.party('provider') ?? ofPair(second),
    payer: reader.party('payer'),
    payee: reader.party('payee'),
    supplier: reader.party('supplier'),
  };
  return Object.fromEntries(Object.entries(sides).filter(([, told]) => told !== undefined));
};

const roleNames: Readonly<Record<keyof Sides, string>> = {
  consumer: 'customer',
  provider: 'provider',
  payer: 'payer',
  payee: 'payee',
  supplier: 'supplier',
};

export const partiesOf = (sides: Sides, kind: DealKind): DealStatement['parties'] => {
  const isInvestment = moneyKindOf(kind) === 'equity';
  const named = (role: keyof Sides): string => {
    if (role === 'payer' && isInvestment) return 'investor';
    return role === 'payee' && isInvestment ? 'investee' : roleNames[role];
  };
  const all = (Object.keys(roleNames) as (keyof Sides)[]).flatMap((role) => {
    const told = sides[role];
    return told ? [{ party: told.value, role: named(role), address: told.address }] : [];
  });
  return all.filter(({ party }, index) => all.findIndex((other) => other.party === party) === index);
};

const paymentOf = (
  reader: RowReader,
  sides: Sides,
  kind: DealKind,
  bindingness: string,
): StatedPayment | undefined => {
  const amount = reader.termedAmount('amount');
  const months = reader.months('over');
  if (!amount) return undefined;
  const from = sides.payer ?? sides.consumer ?? sides.provider;
  const others = [sides.payee, sides.provider, sides.consumer];
  const to = others.find((one) => one !== undefined && one.value !== from?.value);
  return (
    from && {
      from: from.value,
      ...(to && { to: to.value }),
      kind: moneyKindOf(kind),
      amount,
      ...(months && { months }),
      bindingness,
    }
  );
};

export const trancheOf = (
  reader: RowReader,
  sides: Sides,
  { name, layer, bindingness }: { name: string; layer: string; bindingness: string },
): StatedTranche | undefined => {
  const power = reader.power('power');
  const accelerators = reader.pieces('accelerators');
  const basis = reader.choice('basis');
  const told = {
    starts: reader.date('starts'),
    due: reader.date('due'),
    ends: reader.date('ends'),
    toldBindingness: reader.choice('bindingness'),
  };
  const provider = sides.provider ?? sides.payee;
  const consumer = sides.consumer;
  if ((!power && !accelerators) || !(provider ?? consumer)) return undefined;
  const isOpen = consumer === undefined || provider === undefined;
  return {
    name,
    layer: reader.choice('layer')?.value ?? layer,
    provider: (provider ?? consumer)!.value,
    ...(provider && consumer && { consumer: consumer.value }),
    ...(sides.supplier && { supplier: sides.supplier.value }),
    ...(power && { power }),
    ...(accelerators && { accelerators }),
    ...(basis && { basis }),
    ...Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined)),
    bindingness: isOpen ? 'intent' : (told.toldBindingness?.value ?? bindingness),
  };
};

const yearOf = (on: Told | undefined): string[] => (on ? [daysOf(on.value).first.slice(0, 4)] : []);

/** The parties as the row names them. */
const namesIn = (reader: RowReader, parties: DealStatement['parties']): string => {
  const written = ['consumer', 'payer', 'provider', 'payee'].flatMap((role) => reader.raw(role) ?? []);
  return (written.length > 1 ? written : parties.map(({ party }) => party)).join(' and ').slice(0, 300);
};

interface NamingMembers {
  source: DealStatement['source'];
  on?: Told;
  toldStage?: Told;
  stage: Stage;
  stream?: string;
}

/** What rows of deals and of sites say alike: who says it, when it was announced, how far it has come. */
export const namingOf = (reader: RowReader, file: string): NamingMembers => {
  const toldStage = reader.choice('stage');
  const on = reader.date('on');
  const deal = reader.slug('deal');
  return {
    source: sourceOf(reader, file),
    ...(deal && { stream: `deal-${deal.value.replace(/^deal-/, '')}` }),
    ...(on && { on }),
    ...(toldStage && { toldStage }),
    stage: (toldStage?.value ?? 'announced') as Stage,
  };
};

/** The payment from where it begins, as firm as the capacity is. */
const startedPayment = (
  payment: StatedPayment | undefined,
  tranche: StatedTranche | undefined,
  on: Told | undefined,
): Pick<DealStatement, 'payment'> => {
  const start = tranche?.starts ?? on;
  const bindingness = tranche?.toldBindingness?.value ?? payment?.bindingness ?? 'intent';
  return payment ? { payment: { ...payment, ...(start && { start }), bindingness } } : {};
};

/** What a row of a list of deals says. Undefined where it names nobody. */
export const dealOfRow = (reader: RowReader, file: string): DealStatement | undefined => {
  const sides = sidesOf(reader);
  const kind = (reader.choice('kind')?.value ?? 'cloud-services') as DealKind;
  const title = reader.text('title');
  const naming = namingOf(reader, file);
  const bindingness = bindingnessAt(naming.stage);
  const payment = paymentOf(reader, sides, kind, bindingness);
  const layer = kind === 'chip-supply' ? 'chips' : 'hosting';
  const tranche = trancheOf(reader, sides, { name: 'all', layer, bindingness });
  const parties = partiesOf(sides, kind);
  if (parties.length === 0) return undefined;
  return {
    row: reader.address,
    ...naming,
    newName: ['deal', ...parties.slice(0, 2).map(({ party }) => party), ...yearOf(naming.on)].join('-'),
    title: title?.value ?? namesIn(reader, parties),
    ...(title && { toldTitle: title }),
    kind,
    parties,
    ...startedPayment(payment, tranche, naming.on),
    ...(tranche && { tranche }),
    levels: [],
    reached: [],
    isNamed: false,
  };
};
