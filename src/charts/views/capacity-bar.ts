import { isZero } from '../../../projections/kit/measure.js';
import { unsaidText } from '../../../projections/wording/measure.js';
import type { Bar, Segment } from '../bar-layout.js';
import { certainFirst, type StatedExtent } from '../certain.js';
import { fillOf } from '../grammar.js';
import { type Palette, stageShade } from '../palette.js';
import { extentOf, toNumber, measureIn, measureWords, statedWords, textIn } from '../words/amounts.js';
import { marksOf } from '../words/marks.js';
import type { Entry } from '../../../projections/kit/line.js';

const order = ['firm', 'optional', 'contingent', 'intent'];

const byFirmness = (left: Entry, right: Entry): number =>
  order.indexOf(textIn(left, 'bindingness')) - order.indexOf(textIn(right, 'bindingness'));

interface PartExtent extends StatedExtent {
  part: Entry;
}

/**
 * The parts of a number, the firmest first, and how much each adds to it. What two of them have in common (a firm part
 * of an intent) stands in the firmer one: together they are no more than the number. Where more is certain of the
 * number than of its parts, it is in the least firm of them.
 */
const partsOf = (parts: readonly Entry[], whole: Entry, measure: string): PartExtent[] => {
  const left = extentOf(whole, measure);
  const all = parts.toSorted(byFirmness).map((part): PartExtent => {
    const own = extentOf(part, measure);
    const stated = Math.min(left.stated, own.stated);
    const low = Math.min(left.low, own.low, stated);
    left.stated -= stated;
    left.low -= low;
    return { part, low, stated };
  });
  for (const one of all.toReversed()) {
    const more = Math.min(left.low, one.stated - one.low);
    one.low += more;
    left.low -= more;
  }
  return all;
};

/** The parts of a number by how firmly they are promised and how far they have come. */
export const segmentsOf = (
  parts: readonly Entry[],
  whole: Entry,
  measure: string,
  palette: Palette,
): Segment[] =>
  certainFirst(
    partsOf(parts, whole, measure).map(({ part, ...extent }) => ({
      ...extent,
      fill: fillOf(textIn(part, 'bindingness')),
      shade: stageShade(textIn(part, 'stage'), palette),
    })),
  );

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
  const isKnown = amount !== null && words !== unsaidText(measure);
  const isSpread = high === null || low !== high;
  return {
    ...named,
    segments,
    ...(!isKnown && !isZero(amount) && { slot: words === 'unknown' ? 'unknown' : 'undisclosed' }),
    ...(hasBounds &&
      isKnown &&
      isSpread && { reach: { low, high, stated: extentOf(entry, measure).stated } }),
    text: words,
    stated: statedWords(entry, measure),
    marks: marksOf(entry.flags),
  };
};
