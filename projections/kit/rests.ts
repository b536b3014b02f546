import { allRestsOf, comparePlaces, firstOf, mostListed, placeOfEvent } from './first-rests.js';
import type { Log } from './log.js';

/** The members of answers that name events which a number rests on. */
const restsMembers = new Set(['rests', 'distinctRests']);

export const restsChoices = ['first', 'all'] as const;

/** Says of an entry that it rests on a confidential fact: among its marks, where it has any. */
const markConfidential = (entry: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(entry.flags)
    ? { ...entry, flags: entry.flags.concat('confidential') }
    : { ...entry, confidential: true };

/** Lists the events that the numbers of an answer rest on, wherever they stand in it. */
class RestsLister {
  constructor(
    private readonly log: Pick<Log, 'fact'>,
    private readonly areAllAsked: boolean,
  ) {}

  list(told: unknown): unknown {
    if (Array.isArray(told)) return told.map((one) => this.list(one));
    if (typeof told !== 'object' || told === null) return told;
    const listed = Object.fromEntries(Object.entries(told).flatMap((member) => this.#membersFor(member)));
    return 'rests' in told && this.#isConfidential(told.rests) ? markConfidential(listed) : listed;
  }

  #isConfidential(rests: unknown): boolean {
    if (!Array.isArray(rests)) return false;
    return allRestsOf(rests)?.isConfidential ?? rests.some((id: string) => this.log.fact(id)?.confidential);
  }

  #membersFor([name, value]: [string, unknown]): [string, unknown][] {
    if (!restsMembers.has(name) || !Array.isArray(value)) return [[name, this.list(value)]];
    const all = allRestsOf(value);
    if (all)
      return [
        [name, value],
        [`${name}Count`, all.count],
      ];
    const ids = [...new Set(value as string[])];
    const places = ids.map((id) => placeOfEvent(id, this.log));
    const listed = this.areAllAsked ? places.sort(comparePlaces) : firstOf(places, mostListed);
    return [
      [name, listed.map(([, id]) => id)],
      [`${name}Count`, ids.length],
    ];
  }
}

/** An answer with the first events that each number rests on, or all, in order of position, and how many there are. */
export const listRests = <Told>(told: Told, log: Pick<Log, 'fact'>, asked?: 'all'): Told =>
  new RestsLister(log, asked === 'all').list(told) as Told;
