import { measureIn, measureWords } from '../../charts/words/amounts.js';
import { isZero } from '../../../projections/kit/measure.js';
import type { Entry } from '../../../projections/kit/line.js';

const bounds: readonly (readonly [RegExp, string])[] = [
  [/^≥ /, 'at least '],
  [/^≤ /, 'up to '],
  [/^~/, 'about '],
  [/(\d)–/, '$1 to '],
];

const notSaid: ReadonlySet<string> = new Set(['–', 'unknown', 'undisclosed']);

/** A number as it stands in a sentence: "at least 10 GW", "up to $100B", "6 to 8 GW"; undefined where nobody has said. */
export const amountSaid = (entry: Entry, measure: string): string | undefined => {
  const text = measureWords(entry, measure);
  if (notSaid.has(text)) return undefined;
  return bounds.reduce((said, [sign, words]) => said.replace(sign, words), text);
};

/** Whether it is known to be nothing: what nobody has said is not. */
export const isNone = (entry: Entry, measure: string): boolean => isZero(measureIn(entry, measure));

/** Whether one number is all of another: only where neither has an open end can that be told. */
export const isAllOf = (entry: Entry, part: string, whole: string): boolean => {
  const [some, all] = [measureIn(entry, part), measureIn(entry, whole)];
  if (!some || !all || some.high === null) return false;
  return some.low === all.low && some.point === all.point && some.high === all.high;
};

/** "A, B and C". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** "1 is signed", "3 are signed". */
export const counted = (count: number, what: string): string =>
  `${count} ${count === 1 ? 'is' : 'are'} ${what}`;
