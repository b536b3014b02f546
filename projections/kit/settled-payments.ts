import type { Deal, Payment } from '../../events/deal/deal.js';
import { beginning, daysOf } from '../../events/kit/date.js';
import { type Bounds, nothing } from '../../events/kit/quantity.js';
import { accountOf } from './account.js';
import { isNothing } from './measure.js';

type NamedPayment = readonly [string, Payment];
type Made = Payment['made'];

/** The payment of a deal that another was split off, however often; itself where it was not. */
const wholeOf = ({ payments }: Deal, id: string): string => {
  let whole = id;
  for (let from = payments.get(id)?.splitFrom; from !== undefined; from = payments.get(from)?.splitFrom)
    whole = from;
  return whole;
};

/** What can be settled of it, whenever it is due; null where nobody can tell. */
const owedOf = (deal: Deal, payment: Payment): bigint | null => {
  const { amount } = accountOf(deal, payment, beginning, nothing);
  return amount.point ?? amount.high;
};

/** What was paid up to a limit, and what is over, each as of the day on which it was paid. */
const divideMade = (made: Made, limit: bigint): [Made, Made] => {
  let room = limit;
  const within = made.map(({ on, amount: { low, point, high } }) => {
    const fits = (end: bigint): bigint => (end < room ? end : room);
    const amount = { low: fits(low), point: point && fits(point), high: high === null ? room : fits(high) };
    room -= amount.point ?? amount.low;
    return { on, amount };
  });
  const over = made.map(({ on, amount }, place) => ({ on, amount: restOf(amount, within[place]!.amount) }));
  return [within, over];
};

const restOf = ({ low, point, high }: Bounds, taken: Bounds): Bounds => ({
  low: low - taken.low,
  point: point === null || taken.point === null ? null : point - taken.point,
  high: high === null || taken.high === null ? null : high - taken.high,
});

/** Of one payment in parts: what was paid of any settles the part that is due first. */
const settleParts = (deal: Deal, parts: readonly NamedPayment[]): NamedPayment[] => {
  const startOf = ([, { over }]: NamedPayment): string => (over ? daysOf(over.from).first : beginning);
  const inTurn = parts.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
  const limits = inTurn.slice(0, -1).map(([, payment]) => owedOf(deal, payment));
  let left: Made = parts
    .flatMap(([, { made }]) => made)
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  if (left.length === 0 || limits.includes(null)) return [...parts];
  // Which part was paid of rests on when each is due as on what was paid, of whichever it was said.
  const rests = [...new Set(parts.flatMap(([, payment]) => payment.rests))];
  return inTurn.map(([id, payment], place) => {
    const limit = limits[place];
    const [made, over] = typeof limit === 'bigint' ? divideMade(left, limit) : [left, []];
    left = over;
    const isGone = payment.cancelled && made.every(({ amount }) => isNothing(amount));
    return [id, { ...payment, made: isGone ? [] : made, rests }];
  });
};

/**
 * The payments of a deal, each with what was paid of it. What a scenario split off a payment is settled with it: what was
 * paid goes to what is due first.
 */
export const settledPayments = (deal: Deal): readonly NamedPayment[] => {
  const all = [...deal.payments];
  if (all.every(([, { splitFrom }]) => splitFrom === undefined)) return all;
  const families = Map.groupBy(all, ([id]) => wholeOf(deal, id));
  const settled = new Map(
    [...families.values()].flatMap((parts) => (parts.length > 1 ? settleParts(deal, parts) : parts)),
  );
  return all.map(([id, payment]) => [id, settled.get(id) ?? payment]);
};
