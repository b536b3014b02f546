import type { AtLeastOne } from '../../events/kit/group.js';

/**
 * Something and all in it, each before what it contains: whoever reckons from the inside goes through it backwards, and
 * however deep that is, nothing calls itself. What contains itself has to be left out by `inside`.
 */
export const withAllInside = <One>(outer: One, inside: (one: One) => readonly One[]): AtLeastOne<One> => {
  const all: One[] = [];
  const waiting = inside(outer).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    all.push(next);
    // One by one: there may be more of them than a call takes.
    for (const one of inside(next).toReversed()) waiting.push(one);
  }
  return [outer, ...all];
};
