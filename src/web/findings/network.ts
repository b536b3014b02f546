import { listed } from './said.js';
import { plural } from '../../charts/words/dates.js';

interface NamedLoop {
  readonly parties: readonly string[];
}

/** Who is in most loops; of several the first by name. */
const busiest = (loops: readonly NamedLoop[]): [party: string, count: number] => {
  const counts = new Map<string, number>();
  for (const party of loops.flatMap(({ parties }) => [...new Set(parties)]))
    counts.set(party, (counts.get(party) ?? 0) + 1);
  return [...counts].toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))[0]!;
};

/** How many loops there are, and who is in most of them. */
export const loopsFinding = (loops: readonly NamedLoop[], nameOf: (slug: string) => string): string => {
  if (loops.length === 0) return 'No loop is known: nothing comes back to who gave.';
  const [party, count] = busiest(loops);
  const [only] = loops;
  if (loops.length === 1) return `One loop is known, between ${listed(only!.parties.map(nameOf))}.`;
  const of = count < loops.length ? String(count) : count === 2 ? 'both' : 'all';
  return `${plural(loops.length, 'loop')} of money, equity and compute are known; ${nameOf(party)} is in ${of} of them.`;
};
