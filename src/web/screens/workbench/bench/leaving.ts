import { type HeldOrder, useOrder } from '../../../shell/use-order.js';

/** Whether what is on the bench may leave it: be saved, shared, copied, adopted. */
export interface BenchCondition {
  /** Why not; undefined where it may, or where that is not known yet. */
  why: string | undefined;
  /** All that was typed has been read, and answered as it stands. */
  isSettled: boolean;
}

export const readingText = 'Reading what was typed…';

/** Only what is known speaks against it: what is still being read is waited for. */
export const isHindered = ({ why, isSettled }: BenchCondition): boolean => isSettled && why !== undefined;

/** Carries out what leaves the bench once all that was typed has been read, and not where that is refused. */
export const useDeparture = <Order>(
  { why, isSettled }: BenchCondition,
  carryOut: (order: Order) => Promise<void>,
): HeldOrder<Order> =>
  useOrder<Order>(isSettled, async (order) => {
    if (why === undefined) await carryOut(order);
  });
