import type { Problem } from '../../events/index.js';

/** A scenario that some combination of its outcomes makes impossible, or that is too much work. */
export class Refused extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}

export const refuse = (pointer: string, detail: string): never => {
  throw new Refused([{ pointer, detail }]);
};
