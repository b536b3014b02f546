import { DealAnnounced, StageReached } from '../../../events/deal/agreement/agreement.events.js';
import { PaymentCommitted } from '../../../events/deal/payment/payment.events.js';
import { CapacityCommitted, CapacityEnergized } from '../../../events/deal/tranche/tranche.events.js';
import type { DealStatement, StatedPayment, StatedTranche } from '../rows/deal-statement.js';
import { type Clocks, type ProposedEvent, proposeEvent, toldBody } from '../rows/proposal.js';
import type { Told } from '../rows/readings.js';

/** What is announced on a day is known by then. */
const announcedClocks = ({ on }: DealStatement): Clocks =>
  on
    ? {
        effectiveOn: on.value,
        knownOn: on.value,
        cells: { '/effectiveOn': on.address, '/knownOn': on.address },
      }
    : {};

const sourceIn = (statement: DealStatement): DealStatement['source'] & { row: string } => ({
  ...statement.source,
  row: statement.row,
});

const announcement = (stream: string, statement: DealStatement): ProposedEvent => {
  const { title, toldTitle, toldStage, kind, stage, parties } = statement;
  const told = toldBody({ title: toldTitle ?? title, kind, stage: toldStage ?? stage });
  return proposeEvent(
    stream,
    DealAnnounced,
    {
      body: { ...told.body, parties: parties.map(({ party, role }) => ({ party, role })) },
      cells: {
        ...told.cells,
        ...Object.fromEntries(parties.map(({ address }, index) => [`/body/parties/${index}/party`, address])),
      },
    },
    sourceIn(statement),
    announcedClocks(statement),
  );
};

/** The term of a payment: so many months from where it begins. */
export const termOf = ({
  amount,
  months,
  start,
}: StatedPayment): { from: string; months: number } | undefined => {
  const length = amount.value.months ?? months?.value;
  return length === undefined || start === undefined ? undefined : { from: start.value, months: length };
};

export const commitment = (
  stream: string,
  name: string,
  payment: StatedPayment,
  statement: DealStatement,
): ProposedEvent => {
  const { amount, from, to, kind, bindingness } = payment;
  const words: Told = { value: amount.value.amount.words, address: amount.address };
  const over = termOf(payment);
  return proposeEvent(
    stream,
    PaymentCommitted,
    toldBody({
      payment: name,
      from,
      to,
      kind,
      [amount.value.isRate ? 'ratePerMonth' : 'amount']: words,
      ...(over && { over: { value: over, address: amount.address } }),
      bindingness,
    }),
    sourceIn(statement),
    announcedClocks(statement),
  );
};

const wordsTold = (told: StatedTranche['power']): Told | undefined =>
  told && { value: told.value.words, address: told.address };

export const capacity = (stream: string, tranche: StatedTranche, statement: DealStatement): ProposedEvent => {
  const { name, layer, provider, consumer, supplier, power, accelerators, basis, starts, due, ends } =
    tranche;
  const isOpen = consumer === undefined;
  return proposeEvent(
    stream,
    CapacityCommitted,
    toldBody({
      tranche: name,
      layer,
      provider,
      consumer,
      supplier,
      power: wordsTold(power),
      accelerators: wordsTold(accelerators),
      basis: basis ?? (power && !power.value.quantity.basis ? 'unstated' : undefined),
      starts,
      due,
      ends,
      bindingness: isOpen ? 'intent' : (tranche.toldBindingness ?? tranche.bindingness),
    }),
    sourceIn(statement),
    announcedClocks(statement),
  );
};

export const level = (
  stream: string,
  tranche: string,
  told: DealStatement['levels'][number],
  statement: DealStatement,
): ProposedEvent =>
  proposeEvent(
    stream,
    CapacityEnergized,
    toldBody({ tranche, power: wordsTold(told) }),
    sourceIn(statement),
    { effectiveOn: told.period, cells: { '/effectiveOn': told.address } },
  );

export const milestone = (
  stream: string,
  tranche: string | undefined,
  told: DealStatement['reached'][number],
  statement: DealStatement,
): ProposedEvent =>
  proposeEvent(
    stream,
    StageReached,
    toldBody({ stage: { value: told.stage, address: told.address }, tranche }),
    sourceIn(statement),
    { effectiveOn: told.value, cells: { '/effectiveOn': told.address } },
  );

/** Everything that a row says of a deal that the ledger does not know. */
export const eventsOfNewDeal = (stream: string, statement: DealStatement): ProposedEvent[] => {
  const { payment, tranche, levels, reached } = statement;
  return [
    announcement(stream, statement),
    ...(payment ? [commitment(stream, payment.kind, payment, statement)] : []),
    ...(tranche ? [capacity(stream, tranche, statement)] : []),
    ...reached.map((one) => milestone(stream, tranche?.name, one, statement)),
    ...(tranche ? levels.map((one) => level(stream, tranche.name, one, statement)) : []),
  ];
};
