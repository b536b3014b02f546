import { setTimeout } from 'node:timers/promises';

/** Waits until the work is done, or has failed, but no longer than so many milliseconds. */
export const waitAtMost = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.allSettled([
    Promise.race([work, setTimeout(milliseconds, undefined, { signal })]).finally(() => waiting.abort()),
  ]);
};
