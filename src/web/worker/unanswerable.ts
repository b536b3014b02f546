import type { Problem } from './protocol.js';

/** A question that can't be answered, with what is wrong in it. */
export class Unanswerable extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}
