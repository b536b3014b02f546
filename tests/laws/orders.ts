import type { History } from '../../projections/kit/log.js';
import { contentHashOf } from '../../src/simulator/answer/hash.js';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { answered } from './asked.js';

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };

/** Views that between them show what every type of event says. */
const views: readonly object[] = [
  { view: 'compute-capacity', by: 'tranche,provider,consumer', ...at },
  { view: 'obligations', by: 'payment', ...at },
  { view: 'ownership', ...at },
  { view: 'market-share', ...at },
  { view: 'reconciliation', ...at },
];

const shown = (answer: ScenarioAnswer | undefined): string | undefined =>
  answer?.views.map(({ scenario: { viewHash: _, ...said } }) => contentHashOf(said)).join();

interface Tried {
  /** Whether either order is accepted, so that there was something to report. */
  isAccepted: boolean;
  isOrdered: boolean;
  /** What the answer says of the pair where that is wrong. */
  wrong?: unknown;
}

/** Makes two edits in both orders, and holds what is reported of the pair against what comes of them. */
export const tryBothOrders = (
  history: History,
  one: object,
  other: object,
  asked: readonly object[] = views,
): Tried => {
  const [forth, back] = [
    [one, other],
    [other, one],
  ].map((edits) => answered(history, edits, asked));
  const either = forth ?? back;
  const isOrdered = shown(forth) !== shown(back);
  if (!either) return { isAccepted: false, isOrdered };
  const isRight = JSON.stringify(either.orderDependent) === (isOrdered ? '[[0,1]]' : '[]');
  return {
    isAccepted: true,
    isOrdered,
    ...(!isRight && { wrong: { one, other, orderDependent: either.orderDependent } }),
  };
};
