import type { StatedExtent } from '../certain.js';
import { minorDigitsOf } from '../../../events/kit/words/minor-units.js';
import type { Measure } from '../../../projections/kit/measure.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';
import { slugWords } from '../../../projections/wording/slug-words.js';
import type { Entry } from '../../../projections/kit/line.js';

/** A measure of an entry in words; "–" where the entry has none. */
export const measureWords = (entry: Entry, name: string): string => {
  const value = entry[name];
  if (value === undefined) return '–';
  return measureText(name, isMeasure(value) ? value : null, entry);
};

/** A number for drawing; the words beside it stay exact. */
export const toNumber = (value: Measure['point']): number | null => (value === null ? null : Number(value));

export const measureIn = (entry: Entry, name: string): Measure | null => {
  const value = entry[name];
  return isMeasure(value) ? value : null;
};

/** What is certain of a measure; nothing where the entry has none. */
export const lowIn = (entry: Entry, name: string): number => Number(measureIn(entry, name)?.low ?? 0);

/** How long a bar is drawn in all: to the point of a measure, or to what is certain where it has none. */
export const lengthOf = (entry: Entry | undefined, name: string): number => {
  const amount = entry && measureIn(entry, name);
  return Number(amount?.point ?? amount?.low ?? 0);
};

/** How much of a measure is certain, and how much is stated; nothing where the entry has none. */
export const extentOf = (entry: Entry, name: string): StatedExtent => ({
  low: lowIn(entry, name),
  stated: lengthOf(entry, name),
});

/** What is stated of a measure, in words, where its own words tell only what is certain: "≥ 8 GW" of up to 10. */
export const statedWords = (entry: Entry, name: string): string | undefined => {
  const { low, point, high } = measureIn(entry, name) ?? { low: 0, point: null, high: 0 };
  return high === null && point !== null && point > low
    ? measureText(name, { low: point, point, high: point }, entry)
    : undefined;
};

/** How far it may reach: for the order of rows, and for scales. */
export const reachOf = (entry: Entry, name: string): number => {
  const amount = measureIn(entry, name);
  return Number(amount?.high ?? amount?.point ?? amount?.low ?? 0);
};

/** Whether there is any of it for certain or perhaps: not so for nothing at all. */
export const isSome = (entry: Entry, name: string): boolean => {
  const amount = measureIn(entry, name);
  return amount !== null && !(amount.low === 0 && amount.high === 0);
};

export const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

export const listIn = (entry: Entry, name: string): Entry[] => {
  const value = entry[name];
  return Array.isArray(value) ? value.filter(isEntry) : [];
};

export const textsIn = (entry: Entry, name: string): string[] => {
  const value = entry[name];
  return Array.isArray(value) ? value.map(String) : [];
};

/** A term of ours as people write it: "under construction". */
export const wordsIn = (entry: Entry, name: string): string => slugWords(textIn(entry, name));

export const textIn = (entry: Entry, name: string): string =>
  entry[name] === undefined || entry[name] === null ? '' : String(entry[name]);

/** The scale of an axis: its divisor and the unit behind its numbers. */
export interface AxisScale {
  divisor: number;
  unit: string;
}

export const powerScale = (most: number, wanted: string): AxisScale =>
  wanted === 'MW' || (wanted === '' && most < 1_000_000)
    ? { divisor: 1_000, unit: 'MW' }
    : { divisor: 1_000_000, unit: 'GW' };

/** Billions of the currency of an entry: how many minor units these are, its currency says. */
export const moneyScale = (entry: Entry): AxisScale => ({
  divisor: 10 ** (9 + minorDigitsOf(textIn(entry, 'currency') || 'USD')),
  unit: 'B',
});
