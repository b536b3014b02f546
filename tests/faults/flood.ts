import { setTimeout } from 'node:timers/promises';
import { Progress } from './progress.js';

/** What came of one request. */
export interface Outcome {
  status: number;
  retryAfter: string | null;
  ms: number;
}

/** The number that so large a part of them does not exceed. */
export const partOf = (part: number, numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length * part)] ?? NaN;

/** Asks at a rate, whether or not what was asked before is answered. */
export const flood = async <T>(perSecond: number, count: number, ask: () => Promise<T>): Promise<T[]> => {
  const begun = performance.now();
  const progress = new Progress('requests of a flood', count);
  const all: Promise<T>[] = [];
  while (all.length < count) {
    const due = Math.min(count, 1 + ((performance.now() - begun) * perSecond) / 1_000);
    while (all.length < due) {
      all.push(ask());
      progress.count();
    }
    await setTimeout(5);
  }
  progress.end();
  return Promise.all(all);
};
