import type { Entry } from '../kit/line.js';
import type { Measure } from '../kit/measure.js';

/** What the numbers of an entry come to at least and at most over all rival claims, of those that are shown. */
export const spansOf = (entry: Entry): [name: string, ends: Measure][] =>
  Object.entries(entry.span ?? {})
    .filter(([name]) => entry[name] !== null)
    .map(([name, ends]) => [name, { ...ends, point: null }]);
