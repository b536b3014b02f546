import { setImmediate } from 'node:timers/promises';

/** Work that can be left off after each step. */
export type WorkInSteps<Result> = Generator<undefined, Result>;

/** All steps at once. */
export const finish = <Result>(steps: WorkInSteps<Result>): Result => {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
};

/** The same, with a turn of the event loop, or what else is given as one, after so many steps. */
export const finishInTurns = async <Result>(
  steps: WorkInSteps<Result>,
  perTurn: number,
  turn: () => Promise<void> = setImmediate,
): Promise<Result> => {
  for (let count = 1; ; count++) {
    const { done, value } = steps.next();
    if (done) return value;
    if (count % perTurn === 0) await turn();
  }
};
