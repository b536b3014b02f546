import { itemAt } from '../../events/kit/item-at.js';
import { type Fact, streamOf } from '../../events/index.js';
import { listsAddedTo, partsOfStream } from '../../events/parts.js';
import { additionsTo, stateWithout } from './additions.js';
import type { Folding } from './folding.js';

/** So many facts after the one that is left out it is looked for the last time whether what it did has passed. */
const farthestLook = 64;

/** Which fact of a list is left out in another one; undefined where they differ otherwise. */
export const placeLeftOut = (all: readonly Fact[], facts: readonly Fact[]): number | undefined => {
  if (facts.length !== all.length - 1) return undefined;
  let place = 0;
  while (place < facts.length && facts[place] === all[place]) place++;
  for (let at = place; at < facts.length; at++) if (facts[at] !== all[at + 1]) return undefined;
  return place;
};

/**
 * What a stream comes to without one of its facts. Mostly what a fact did has passed after the next few, but for what it
 * added to lists that no fact looks at, and to parts of which none tells any more: then what all facts come to is the same
 * but for that, and not all that came after has to be folded again.
 */
export class LeftOut {
  readonly #facts: readonly Fact[];
  readonly #lists: ReadonlySet<string>;
  readonly #isLooked: boolean;
  #lastOf: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly stream: string,
    private readonly folding: Folding,
  ) {
    this.#facts = [...folding.facts];
    this.#lists = new Set(listsAddedTo(stream));
    // What a scenario splits off is told what was said of the whole.
    this.#isLooked = !this.#facts.some(({ hypothetical }) => hypothetical);
  }

  without(place: number): unknown {
    const declared = streamOf(this.stream);
    const evolve = (state: unknown, fact: Fact): unknown => declared?.evolve(state, fact);
    let less = this.folding.stateAfter(place);
    let more = this.folding.stateAfter(place + 1);
    let look = this.#isLooked ? 0 : undefined;
    for (let at = place + 1; ; at++) {
      const passed = at - place - 1;
      if (passed === look) {
        const state = this.#stateWithout(place, at, [less, more]);
        if (state !== undefined) return state;
        look = passed < farthestLook ? Math.max(1, 2 * passed) : undefined;
      }
      const fact = this.#facts[at];
      if (!fact) return less;
      less = evolve(less, fact);
      if (look !== undefined) more = evolve(more, fact);
    }
  }

  /** What all come to without what one of them added by a place; undefined where it did more than add. */
  #stateWithout(place: number, at: number, [less, more]: readonly [unknown, unknown]): unknown {
    const additions = additionsTo(less, more, this.#lists);
    if (!additions || (additions.some(({ isEntry }) => isEntry) && this.#lastOfPart(place) >= at))
      return undefined;
    return stateWithout(this.folding.state, additions);
  }

  /** Where the last fact stands that tells of the same part as another one. */
  #lastOfPart(place: number): number {
    const partOf = (fact: Fact): string => partsOfStream(this.stream)?.of(fact) ?? '';
    this.#lastOf ??= new Map(this.#facts.map((fact, at) => [partOf(fact), at]));
    return this.#lastOf.get(partOf(itemAt(this.#facts, place))) ?? this.#facts.length;
  }
}
