import { titleOf } from '../../../projections/wording/measure.js';

const quantities: readonly (readonly [ending: string, word: string])[] = [
  ['Kw', 'power'],
  ['UsCents', 'money'],
  ['Bp', 'share'],
  ['Days', 'days'],
];

const withQuantity = (name: string): string => {
  const word = quantities.find(([ending]) => name.endsWith(ending))?.[1];
  return word === undefined ? name : `${titleOf(name)} ${word}`;
};

/** A title for each of the names that stand in one table; those that differ only in their unit say which it is. */
export const titlesOf = (names: readonly string[]): ((name: string) => string) => {
  const titles = names.map(titleOf);
  const doubled = new Set(titles.filter((title, index) => titles.indexOf(title) !== index));
  return (name) => (doubled.has(titleOf(name)) ? withQuantity(name) : titleOf(name));
};
