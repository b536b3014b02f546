import type { Count } from '../../../events/kit/formats.js';
import type { Result } from '../../../events/kit/decode.js';
import type { PathsPart } from '../chance/paths.js';
import type { Component } from './components.js';
import type { Target } from '../scenario/targets.js';

/** Plain data that says which outcomes came about and which edits are made; what is missing is as the views show it. */
export interface PlainSituation {
  outcomes?: ReadonlyMap<string, number>;
  made?: readonly number[];
}

/** What is read, and off which timeline: the whole one, or only the periods that count. */
export interface WatchedTargets {
  readonly targets: readonly Target[];
  readonly isAtEnds: boolean;
}

/** What components come to by themselves, each in some situations: all numbers of all targets for each of them. */
export interface ValuesPart extends WatchedTargets {
  readonly kind: 'values';
  readonly asked: readonly {
    readonly component: Component;
    readonly situations: readonly PlainSituation[];
  }[];
}

/** What all selections of a component's edits come to whose first edits stand as a prefix says, one bit for each. */
export interface SelectionsPart extends WatchedTargets {
  readonly kind: 'selections';
  readonly component: Component;
  readonly bits: number;
  readonly prefixes: readonly number[];
}

// Two edits by their numbers; without names of the two, which the description of answers cannot hold.
export type EditPair = [Count, Count];

/** Two of the edits of a component. */
export interface MeetingPair {
  readonly pair: EditPair;
  readonly component: Pick<Component, 'edits' | 'scope'>;
}

/** In which views the order of two edits matters: pair by pair a 1 for each view in which it does, else a 0. */
export interface OrdersPart {
  readonly kind: 'orders';
  readonly pairs: readonly MeetingPair[];
  /** The hashes of what the views show of all edits as they stand. */
  readonly shown: readonly string[];
}

/** A piece of a run's work that stands by itself: plain data that a worker beside this one can be sent. */
export type WorkPart = ValuesPart | SelectionsPart | PathsPart | OrdersPart;

/** Its numbers; or why the scenario can't be answered. Can be cloned, too. */
export type WorkPartAnswer = Result<Float64Array>;

/** Work that is handed out in parts; what comes back are their numbers, in the same order. */
export type DividedWork<Outcome> = Generator<readonly WorkPart[], Outcome, readonly Float64Array[]>;

/** So many pieces of a list, as equal as can be; none of them empty. */
export const splitEvenly = <Item>(items: readonly Item[], pieces: number): Item[][] =>
  Array.from({ length: pieces }, (_, piece) =>
    items.slice(
      Math.floor((piece * items.length) / pieces),
      Math.floor(((piece + 1) * items.length) / pieces),
    ),
  ).filter((piece) => piece.length > 0);

export const concatenate = (all: readonly Float64Array[]): Float64Array => {
  if (all.length === 1) return all[0]!;
  const whole = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const one of all) {
    whole.set(one, from);
    from += one.length;
  }
  return whole;
};

/** The numbers of components in some situations, worked out in so many pieces. */
export function* valuesOf(
  { targets, isAtEnds }: WatchedTargets,
  asked: readonly { component: Component; situations: readonly PlainSituation[] }[],
  pieces: number,
): DividedWork<Float64Array> {
  const single = asked.flatMap(({ component, situations }) =>
    situations.map((situation) => ({ component, situation })),
  );
  const parts = splitEvenly(single, pieces).map((some): ValuesPart => {
    const runs: { component: Component; situations: PlainSituation[] }[] = [];
    for (const { component, situation } of some) {
      if (runs.at(-1)?.component !== component) runs.push({ component, situations: [] });
      runs.at(-1)!.situations.push(situation);
    }
    return { kind: 'values', targets, isAtEnds, asked: runs };
  });
  return concatenate(yield parts);
}
