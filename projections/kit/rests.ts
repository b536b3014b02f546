import type { Log } from './log.js';

/** How many of the events that a number rests on are listed unless all are asked for. */
export const mostListed = 20;

export const restsChoices = ['first', 'all'] as const;

type RestedPlace = readonly [position: number, id: string];

/** In order of position; what was not recorded stands behind, in the order in which the edits brought it. */
const comparePlaces = ([one, oneId]: RestedPlace, [other, otherId]: RestedPlace): number =>
  one - other || oneId.length - otherId.length || (oneId < otherId ? -1 : 1);

/** The first so many in order, without putting all of them in order. */
const firstOf = (places: Iterable<RestedPlace>, count: number): RestedPlace[] => {
  const first: RestedPlace[] = [];
  for (const place of places) {
    if (first.length === count && comparePlaces(first[count - 1]!, place) < 0) continue;
    let index = first.length;
    while (index > 0 && comparePlaces(place, first[index - 1]!) < 0) index--;
    first.splice(index, 0, place);
    if (first.length > count) first.pop();
  }
  return first;
};

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
    return Array.isArray(rests) && rests.some((id: string) => this.log.fact(id)?.confidential);
  }

  #membersFor([name, value]: [string, unknown]): [string, unknown][] {
    if (name !== 'rests' || !Array.isArray(value)) return [[name, this.list(value)]];
    const ids = [...new Set(value as string[])];
    const places = ids.map((id): RestedPlace => [this.log.fact(id)?.position ?? Infinity, id]);
    const listed = this.areAllAsked ? places.sort(comparePlaces) : firstOf(places, mostListed);
    return [
      ['rests', listed.map(([, id]) => id)],
      ['restsCount', ids.length],
    ];
  }
}

/** An answer with the first events that each number rests on, or all, in order of position, and how many there are. */
export const listRests = <Told>(told: Told, log: Pick<Log, 'fact'>, asked?: 'all'): Told =>
  new RestsLister(log, asked === 'all').list(told) as Told;
