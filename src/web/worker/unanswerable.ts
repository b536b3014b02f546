import type { Problem } from '../../../events/kit/decode.js';

/** A question that can't be answered, with what is wrong in it. */
export class UnanswerableQuestion extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}
