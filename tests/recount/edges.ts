import { exactly, isNothing, isUndisclosed, minus, most, nothing, sum, type Bounds } from './bounds.js';
import {
  addMoney,
  currencyOf,
  owedAt,
  owedIn,
  stoppedOn,
  tablePart,
  type MoneyCell,
  type Owed,
} from './money.js';
import { familiesAt, grouped, keyText, type CapacityCell } from './capacity.js';
import { type Cut, type Recorded, type Weigher, weightsOf } from './log.js';

export type MoneyEdge = MoneyCell &
  Record<'amountUsCents' | 'unpaidUsCents' | 'passingUsCents', Bounds | null>;

/** What is stated on one side only is not one number. */
const oneNumber = (stated: Bounds): Bounds =>
  stated.point !== null &&
  stated.low !== stated.high &&
  (stated.point === stated.low || stated.point === stated.high)
    ? { ...stated, point: null, poisons: true }
    : stated;

/** Firm money as stated, the rest from what is released or paid up to all of it. */
const amountOf = (one: Omit<Owed, 'ahead'>): Bounds => {
  if (one.payment.bindingness === 'firm' && !one.payment.release) return oneNumber(one.committed);
  const gone = most(one.released, one.paid ?? nothing);
  if (isNothing(one.conditional)) return oneNumber(gone);
  if (stoppedOn(one.deal, one.payment) !== undefined) return gone;
  const high =
    one.whole.high === null || gone.high === null
      ? null
      : one.whole.high > gone.high
        ? one.whole.high
        : gone.high;
  if (gone.low === high) return exactly(gone.low);
  return { low: gone.low, point: null, high, ...(!isUndisclosed(one.whole) && { poisons: true }) };
};

/** `lowest` and `highest` compare what the money of a stream comes to, the first measure of both views. */
const weighEdges =
  (stream: string): Weigher =>
  (facts) =>
    weightsOf(owedIn(stream, facts), currencyOf, amountOf);

const edgeCell = (some: readonly Owed[]): MoneyEdge => {
  const own = some.filter(({ isPassing }) => !isPassing);
  const isAny = own.length > 0;
  const cell = addMoney(own.map(tablePart));
  return {
    ...cell,
    paidUsCents: isAny ? cell.paidUsCents : nothing,
    amountUsCents: sum(own.map(amountOf)),
    unpaidUsCents: sum(own.map((one) => minus(amountOf(one), one.paid ?? nothing))),
    passingUsCents: sum(some.filter(({ isPassing }) => isPassing).map(({ whole }) => whole)),
  };
};

export const moneyEdges = (
  log: readonly Recorded[],
  cut: Cut,
  names: readonly string[],
): Map<string, MoneyEdge> => {
  const groups = new Map<string, Owed[]>();
  for (const one of owedAt(log, cut, weighEdges)) {
    const key = keyText(one.keys, names);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return new Map([...groups].map(([key, some]) => [key, edgeCell(some)]));
};

export const computeEdges = (
  log: readonly Recorded[],
  cut: Cut,
  names: readonly string[],
): Map<string, CapacityCell> => {
  const families = familiesAt(log, cut, cut.effectiveAt, weighEdges);
  return grouped(families, families.statements, names, false);
};
