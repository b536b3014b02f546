import { readWords } from '../../../events/kit/words/reader.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import type { QuantityWords } from '../rows/amounts.js';
import type { RowSource } from '../rows/proposal.js';
import type { Findings, Told } from '../rows/readings.js';
import type { StakeRow } from '../rows/stake-rows.js';
import type { CapTableParties } from './cap-table-parties.js';
import { type ObjectReader, one } from './object-reader.js';
import type { Securities } from './securities.js';

/** What the whole package is about. */
export interface CapTableFrame {
  issuer: Told;
  asOf: Told;
  source: RowSource;
  parties: CapTableParties;
  findings: Findings;
}

/** Issuances of one holder that are still outstanding. */
interface HeldStock {
  holder: string;
  issuances: readonly ObjectReader[];
  /** In ten-billionths of a share. */
  quantity: bigint;
}

const whole = 10_000n;

const sumOf = (issuances: readonly ObjectReader[]): bigint =>
  issuances.reduce((sum, issuance) => sum + (issuance.numeric('quantity') ?? 0n), 0n);

/** Both ends, where it doesn't come out even. */
const rangeText = (low: bigint, high: bigint, unit: string): string =>
  low === high ? `${low}${unit}` : `${low}-${high}${unit}`;

const ceilingOf = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/** A part of all shares that are outstanding, in basis points. */
export const partText = (held: bigint, all: bigint): string =>
  rangeText((held * whole) / all, ceilingOf(held * whole, all), ' basis points');

const sharesText = (quantity: bigint): string => rangeText(quantity / one, ceilingOf(quantity, one), '');

/** The price that was paid for all of it; nothing where there are several. */
const priceOf = (issuances: readonly ObjectReader[]): string | undefined => {
  const prices = new Set(
    issuances.map((issuance) => {
      const price = issuance.money('share_price');
      return price && `${price.amount} ${price.currency}`;
    }),
  );
  const [price] = prices;
  return prices.size === 1 ? price : undefined;
};

/** What an export of a ledger says of the stake beside its shares; of a whole cap table it follows from the shares. */
const saidOf = ({ issuances }: HeldStock) => {
  const [issuance, ...others] = issuances;
  if (!issuance || others.length > 0) return undefined;
  const stake = issuance.comment('stake');
  return stake === undefined
    ? undefined
    : {
        stake,
        basis: issuance.comment('basis') ?? 'unstated',
        value: issuance.comment('value'),
        on: issuance.day('date'),
        known: issuance.comment('known'),
      };
};

const rowOf = (held: HeldStock, all: bigint, frame: CapTableFrame): StakeRow | undefined => {
  const [issuance] = held.issuances;
  if (!issuance) return undefined;
  const address = issuance.addressOf('quantity');
  const said = saidOf(held);
  const read = (words: string, dimension: 'part' | 'pieces' | 'money'): Told<QuantityWords> | undefined => {
    const quantity = readWords(words, dimension);
    return quantity instanceof UnreadableWords
      ? frame.findings.fault(address, quantity.detail)
      : { value: { words, quantity }, address };
  };
  const stake = read(said?.stake ?? partText(held.quantity, all), 'part');
  const shares = read(sharesText(held.quantity), 'pieces');
  const price = priceOf(held.issuances);
  const [told, value] = [price && read(price, 'money'), said?.value && read(said.value, 'money')];
  if (!stake || !shares) return undefined;
  frame.findings.readings.push({
    address,
    column: issuance.object.type,
    as: 'stake',
    written: issuance.optional('quantity') ?? '',
    read: `${held.holder} holds ${stake.value.words}, ${shares.value.words} shares`,
    ...(held.issuances.length > 1 && { note: `with ${held.issuances.length - 1} more issuances` }),
  });
  return {
    row: issuance.object.address,
    source:
      said?.known === undefined ? frame.source : { ...frame.source, knownOn: { value: said.known, address } },
    holder: { value: held.holder, address },
    issuer: frame.issuer,
    stake,
    shares,
    ...(told && { price: told }),
    ...(value && { value }),
    basis: { value: said?.basis ?? 'basic', address },
    on: said?.on === undefined ? frame.asOf : { value: said.on, address },
  };
};

const heldStock = (
  outstanding: readonly ObjectReader[],
  { parties, findings }: CapTableFrame,
): HeldStock[] => {
  const byHolder = Map.groupBy(outstanding, (issuance) => issuance.text('stakeholder_id') ?? '');
  return [...byHolder].flatMap(([id, issuances]): HeldStock[] => {
    const holder = parties.holder(id);
    if (holder !== undefined) return [{ holder, issuances, quantity: sumOf(issuances) }];
    if (id !== '' && !parties.isPerson(id))
      findings.fault(issuances[0]?.addressOf('stakeholder_id') ?? id, `there is no stakeholder "${id}"`);
    return [];
  });
};

/** Who holds how much of all stock that is outstanding, as of the day of the package. */
export const stakesIn = (securities: Securities, frame: CapTableFrame): StakeRow[] => {
  const [split] = securities.all('TX_STOCK_CLASS_SPLIT');
  if (split) {
    frame.findings.leaveOut(
      split.object.address,
      'is a split: how many shares of before it is are not worked out, and no stake in stock is read',
    );
    return [];
  }
  const outstanding = securities.outstanding('STOCK');
  const all = sumOf(outstanding);
  return all <= 0n ? [] : heldStock(outstanding, frame).flatMap((held) => rowOf(held, all, frame) ?? []);
};
