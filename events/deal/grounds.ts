import type { Fact } from '../kit/envelope.js';

/** What any part of a deal carries: the facts it rests on, whether one is hypothetical, how many rival claims there are. */
export interface Grounds {
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
  /** A scenario changed the cause of something that it rests on. */
  readonly counterfactual?: true;
}

export const ungrounded: Grounds = { rests: [], hypothetical: false };

/** The grounds after one more fact. */
export const addGrounds = (before: Grounds, fact: Omit<Fact, 'body'>): Grounds => ({
  rests: [...before.rests, ...fact.grounds],
  hypothetical: before.hypothetical || fact.hypothetical,
  ...((before.rivals ?? fact.rivals) && { rivals: (before.rivals ?? 0) + (fact.rivals ?? 0) }),
  ...((before.counterfactual ?? fact.counterfactual) && { counterfactual: true }),
});

/** Without the members that are undefined. */
export const dropUndefined = <T extends object>(value: T): T => {
  const kept: Partial<T> = {};
  // Every fact of every deal comes by here: lists of members would cost more than the members.
  for (const name in value) if (value[name] !== undefined) kept[name] = value[name];
  return kept as T;
};
