import { mostListed } from './listed-rests.js';
import type { Log } from './log.js';

export type RestedPlace = readonly [position: number, id: string];

/** In order of position; what was not recorded stands behind, in the order in which the edits brought it. */
export const comparePlaces = ([one, oneId]: RestedPlace, [other, otherId]: RestedPlace): number =>
  one - other || oneId.length - otherId.length || (oneId < otherId ? -1 : 1);

/** Puts one more in order; false, and as before, where it stands behind so many that are there. */
export const placeAmong = (first: RestedPlace[], place: RestedPlace, count: number): boolean => {
  const last = first[count - 1];
  if (last && comparePlaces(last, place) < 0) return false;
  const index = first.findLastIndex((one) => comparePlaces(one, place) < 0) + 1;
  first.splice(index, 0, place);
  return true;
};

/** The first so many in order, without putting all of them in order. */
export const firstOf = (places: Iterable<RestedPlace>, count: number): RestedPlace[] => {
  const first: RestedPlace[] = [];
  for (const place of places) if (placeAmong(first, place, count) && first.length > count) first.pop();
  return first;
};

export const placeOfEvent = (id: string, log: Pick<Log, 'fact'>): RestedPlace => [
  log.fact(id)?.position ?? Infinity,
  id,
];

/** The log in which the first events stand, and whether any of them may be confidential. */
export type PlacesLog = Pick<Log, 'fact' | 'confidentialFrom' | 'below'>;

const hasConfidential = ({ confidentialFrom, below }: PlacesLog): boolean =>
  confidentialFrom !== undefined || (below !== undefined && hasConfidential(below));

/** The events that the listed ones stand for. */
interface AllRests {
  readonly count: number;
  readonly isConfidential: boolean;
}

const counted = new WeakMap<readonly string[], AllRests>();

/** What a list of first events stands for; undefined where a list is all there is. */
export const allRestsOf = (listed: readonly string[]): AllRests | undefined => counted.get(listed);

/** So many are known in order: as many as may go before the others have to be looked at again. */
const mostKnown = 4 * mostListed;

/** The events that a number rests on, in no order. */
export interface RestedEvents {
  readonly size: number;
  keys(): Iterable<string>;
  /** Where the first so many stand, in order; looked up one by one where these know it no better. */
  firstPlaces?(log: PlacesLog, count: number): RestedPlace[];
}

/** The first events that a number rests on, in order of position, kept while others come and go. */
export class FirstRests {
  /** All that stand before the last of them, and no others. */
  #known: RestedPlace[] = [];
  #areAllKnown = false;
  #confidential = 0;

  constructor(
    private readonly ids: RestedEvents,
    private readonly log: PlacesLog,
  ) {
    this.#read();
  }

  get listed(): readonly string[] {
    if (!this.#areAllKnown && this.#known.length < mostListed) this.#read();
    const listed = this.#known.slice(0, mostListed).map(([, id]) => id);
    counted.set(listed, { count: this.ids.size, isConfidential: this.#confidential > 0 });
    return listed;
  }

  add(id: string): void {
    this.#countConfidential(id, 1);
    const place = placeOfEvent(id, this.log);
    const last = this.#known.at(-1);
    if (!this.#areAllKnown && (!last || comparePlaces(last, place) < 0)) return;
    placeAmong(this.#known, place, Infinity);
    if (this.#known.length <= mostKnown) return;
    this.#known.pop();
    this.#areAllKnown = false;
  }

  remove(id: string): void {
    this.#countConfidential(id, -1);
    const index = this.#known.findIndex(([, known]) => known === id);
    if (index >= 0) this.#known.splice(index, 1);
  }

  #read(): void {
    this.#known = this.ids.firstPlaces?.(this.log, mostKnown) ?? firstOf(this.#places(), mostKnown);
    this.#areAllKnown = this.ids.size <= mostKnown;
    this.#confidential = 0;
    if (hasConfidential(this.log)) for (const id of this.ids.keys()) this.#countConfidential(id, 1);
  }

  *#places(): Iterable<RestedPlace> {
    for (const id of this.ids.keys()) yield placeOfEvent(id, this.log);
  }

  #countConfidential(id: string, sign: number): void {
    if (hasConfidential(this.log) && this.log.fact(id)?.confidential) this.#confidential += sign;
  }
}

/** Of events that a number rests on, the first ones. */
export type FirstRestsMaker = (events: RestedEvents) => FirstRests;

/** In the order of a log. */
export const firstRestsIn =
  (log: PlacesLog): FirstRestsMaker =>
  (events) =>
    new FirstRests(events, log);
