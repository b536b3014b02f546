import { allRestsOf, comparePlaces, firstOf, placeOfEvent } from './first-rests.js';
import { mostListed } from './listed-rests.js';
import type { Log } from './log.js';

/** The members of answers that name events which a number rests on. */
const restsMembers = new Set(['rests', 'distinctRests']);

/** Says of an entry that it rests on a confidential fact: among its marks, where it has any. */
const markConfidential = (entry: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(entry.flags)
    ? { ...entry, flags: entry.flags.concat('confidential') }
    : { ...entry, confidential: true };

const isObject = (told: unknown): told is Readonly<Record<string, unknown>> =>
  typeof told === 'object' && told !== null;

/** The log that ids are looked up in, and from where on anything in it is confidential. */
type RestsLog = Pick<Log, 'fact' | 'confidentialFrom'>;

interface ListedRests {
  listed: readonly string[];
  count: number;
}

/** Lists the events that the numbers of an answer rest on, wherever they stand in it; what names none stays as it is. */
class RestsLister {
  readonly #listed = new Map<readonly string[], ListedRests>();

  constructor(
    private readonly log: RestsLog,
    private readonly areAllAsked: boolean,
  ) {}

  list(told: unknown): unknown {
    if (Array.isArray(told)) return this.#listEach(told);
    if (!isObject(told)) return told;
    const listed: Record<string, unknown> = {};
    let isListed = false;
    for (const name of Object.keys(told)) {
      const value = told[name];
      const restsOn = restsMembers.has(name) && Array.isArray(value) ? this.#first(value) : undefined;
      const one = (listed[name] = restsOn ? restsOn.listed : this.list(value));
      if (restsOn) listed[`${name}Count`] = restsOn.count;
      isListed ||= one !== value || restsOn !== undefined;
    }
    if (!isListed) return told;
    return this.#isConfidential(told.rests) ? markConfidential(listed) : listed;
  }

  #listEach(told: readonly unknown[]): readonly unknown[] {
    const listed = told.map((one) => this.list(one));
    return listed.every((one, index) => one === told[index]) ? told : listed;
  }

  #isConfidential(rests: unknown): boolean {
    if (this.log.confidentialFrom === undefined || !Array.isArray(rests)) return false;
    return allRestsOf(rests)?.isConfidential ?? rests.some((id: string) => this.log.fact(id)?.confidential);
  }

  /** Many entries of an answer may rest on one and the same list; short ones are found sooner than remembered. */
  #first(rests: readonly string[]): ListedRests {
    if (rests.length < mostListed) return this.#find(rests);
    const found = this.#listed.get(rests) ?? this.#find(rests);
    this.#listed.set(rests, found);
    return found;
  }

  #find(rests: readonly string[]): ListedRests {
    const all = allRestsOf(rests);
    if (all) return { listed: rests, count: all.count };
    const ids = [...new Set(rests)];
    const places = ids.map((id) => placeOfEvent(id, this.log));
    const first =
      this.areAllAsked || ids.length <= mostListed ? places.sort(comparePlaces) : firstOf(places, mostListed);
    return { listed: first.map(([, id]) => id), count: ids.length };
  }
}

/** Lists the events behind an answer, or behind parts of it one after the other, as below. */
export const restsListing = (log: RestsLog, asked?: 'all'): (<Told>(told: Told) => Told) => {
  const lister = new RestsLister(log, asked === 'all');
  return <Told>(told: Told) => lister.list(told) as Told;
};

/** An answer with the first events that each number rests on, or all, in order of position, and how many there are. */
export const listRests = <Told>(told: Told, log: RestsLog, asked?: 'all'): Told =>
  restsListing(log, asked)(told);
