import type { Deal } from '../events/deal/deal.js';
import { isDated } from './kit/account.js';
import type { Board } from './kit/board.js';
import { comparesClaims } from './kit/claims.js';
import type { Question } from './kit/question.js';
import { StateReader } from './kit/state-reader.js';

/**
 * Of a board with a timeline the deals that say anything without a date, or whose place others took, and these: whether
 * anything undated counts is told of them.
 */
const undatedDeals = new StateReader(({ stream, tranches, payments, supersededBy }: Deal) => {
  const told = [...tranches.values()];
  const named = [supersededBy, ...told.map((tranche) => tranche.supersededBy)].flatMap((by) => by ?? []);
  const isUndated =
    told.some(({ due }) => due === undefined) || [...payments.values()].some((payment) => !isDated(payment));
  return isUndated || named.length > 0 ? [stream, ...named] : [];
});

/** What such a board looks for in its streams. */
export const looksForUndated = ({ timeline, policy }: Question): (typeof undatedDeals)[] =>
  timeline && !comparesClaims(policy) ? [undatedDeals] : [];

/** What has no date, of the same question asked as a table: no axis can show it. */
export const undatedNames = (board: Board): string[] => {
  const { timeline: _timeline, from: _from, to: _to, ...table } = board.question;
  // Which claims count may differ from a timeline to a table where they are compared.
  const deals = comparesClaims(table.policy) ? board.log.streams('deal') : undatedDeals.of(board);
  const { cells } = board.another(table, new Set(deals)).totals;
  return [...new Set(cells.flatMap((cell) => cell.undated.sorted))].sort();
};
