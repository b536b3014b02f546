import type { Bar, Segment } from '../bar-layout.js';
import { fillOf } from '../grammar.js';
import { type Palette, stageShade } from '../palette.js';
import { toNumber, lengthOf, measureIn, measureWords, textIn } from '../words/amounts.js';
import { marksOf } from '../words/marks.js';
import type { Entry } from '../../../projections/kit/line.js';

const order = ['firm', 'optional', 'contingent', 'intent'];

const byFirmness = (left: Entry, right: Entry): number =>
  order.indexOf(textIn(left, 'bindingness')) - order.indexOf(textIn(right, 'bindingness'));

/**
 * The parts of a number, the firmest first, and how much each adds to it. What two of them have in common (a firm part
 * of an intent) stands in the firmer one: together they are no more than the number.
 */
export const partsOf = (parts: readonly Entry[], whole: Entry, measure: string): [Entry, number][] => {
  let left = lengthOf(whole, measure);
  return parts.toSorted(byFirmness).map((part) => {
    const added = Math.min(left, lengthOf(part, measure));
    left -= added;
    return [part, added];
  });
};

/** The parts of a number by how firmly they are promised and how far they have come. */
export const segmentsOf = (
  parts: readonly Entry[],
  whole: Entry,
  measure: string,
  palette: Palette,
): Segment[] =>
  partsOf(parts, whole, measure).map(([part, value]) => ({
    value,
    fill: fillOf(textIn(part, 'bindingness')),
    shade: stageShade(textIn(part, 'stage'), palette),
  }));

interface BarLabel {
  label: string;
  heading?: string;
  swatch?: Bar['swatch'];
}

/** A number of an entry as a bar: its parts, its bounds and its words. */
export const barOf = (
  named: BarLabel,
  entry: Entry,
  measure: string,
  segments: readonly Segment[],
  hasBounds: boolean,
): Bar => {
  const amount = measureIn(entry, measure);
  const [low, high] = [Number(amount?.low ?? 0), amount?.high === null ? null : toNumber(amount?.high ?? 0)];
  const words = measureWords(entry, measure);
  const isKnown = amount !== null && !(low === 0 && amount.point === null);
  const isNothing = amount !== null && low === 0 && amount.point === 0 && high === 0;
  const isSpread = high === null || low !== high;
  return {
    ...named,
    segments,
    ...(!isKnown && !isNothing && { slot: words === 'unknown' ? 'unknown' : 'undisclosed' }),
    ...(hasBounds && isKnown && isSpread && { reach: { low, high } }),
    text: words,
    marks: marksOf(entry.flags),
  };
};
