import { pinnedAddress } from '../charts/ask-charts.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import type { Alert, Watch, WatchedMove } from './watch.js';

/** How many of the numbers that moved an alert lists. */
const mostMoves = 100;

/** What is told of the numbers of a watch that moved, as they stand in this answer. */
export const alertOf = (
  { id, view, measure }: Watch,
  answer: ViewAnswer,
  moves: readonly WatchedMove[],
  at: string,
): Omit<Alert, 'number'> => ({
  watch: id,
  at,
  view,
  measure,
  effectiveAt: answer.effectiveAt,
  knownAt: answer.knownAt,
  position: answer.position,
  address: pinnedAddress(answer),
  moves: moves.slice(0, mostMoves),
  more: Math.max(0, moves.length - mostMoves),
});
