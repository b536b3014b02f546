import type { HookState } from './hook.js';
import type { Delivery } from './sending.js';

/** How a receiver that takes nothing is asked again. */
export interface Patience {
  /** After the first failure; twice as long after each further one. */
  firstMs: number;
  mostMs: number;
  /** After failing for so long it is given up. */
  giveUpMs: number;
}

export const usualPatience: Patience = { firstMs: 1_000, mostMs: 3_600_000, giveUpMs: 3 * 86_400_000 };

export const newState = (delivered: number): HookState => ({
  delivered,
  failures: 0,
  failingSince: null,
  retryAt: null,
  fault: null,
  paused: false,
});

const laterBy = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** How it fares after it did not take the next message. `chance` from 0 to 1 keeps many from coming back at once. */
export const stateAfterFailure = (
  before: HookState,
  { fault, gone, waitMs }: Delivery,
  now: Date,
  { firstMs, mostMs, giveUpMs }: Patience,
  chance: number,
): HookState => {
  const failingSince = before.failingSince ?? now.toISOString();
  const backOffMs = Math.min(firstMs * 2 ** Math.min(before.failures, 30), mostMs);
  const paused = gone || now.getTime() - Date.parse(failingSince) >= giveUpMs;
  return {
    ...before,
    failures: before.failures + 1,
    failingSince,
    retryAt: paused ? null : laterBy(now, Math.max(waitMs, backOffMs * (1 + chance / 5))),
    fault,
    paused,
  };
};

/** How it fares once it is given up before it was asked. */
export const stateGivenUp = (before: HookState, fault: string): HookState => ({
  ...before,
  retryAt: null,
  fault,
  paused: true,
});

/** Whether it is asked now. */
export const isDue = ({ paused, retryAt }: HookState, now: Date): boolean =>
  !paused && (retryAt === null || retryAt <= now.toISOString());
