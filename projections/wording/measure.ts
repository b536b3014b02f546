import type { Change } from '../difference.js';
import { isMeasure, type Measure } from '../kit/measure.js';
import {
  amountText,
  changeRangeText,
  changeText,
  days,
  money,
  part,
  plain,
  power,
  rangeText,
  tenThousandths,
  type UnitSteps,
} from './number.js';
import type { Entry } from '../kit/line.js';

export { isMeasure };

/** The unit that a name ends in; money is in the entry's own currency. */
const unitOf = (name: string, entry: Entry = {}): UnitSteps => {
  if (name.endsWith('Kw')) return power;
  if (name.endsWith('Bp')) return part;
  if (name.endsWith('Days')) return days;
  if (name === 'hhi') return tenThousandths;
  return name.endsWith('UsCents')
    ? money(typeof entry.currency === 'string' ? entry.currency : 'USD')
    : plain;
};

/** "headlineKw" → "headline". */
export const titleOf = (name: string): string =>
  name
    .replace(/(?:Kw|UsCents|Bp|Days)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

const toUnits = (value: Measure['low'], unit: UnitSteps): bigint =>
  unit === tenThousandths ? BigInt(Math.round(Number(value) * 10_000)) : BigInt(value);
const toUnitsOrNull = (value: Measure['point'], unit: UnitSteps): bigint | null =>
  value === null ? null : toUnits(value, unit);

/** At most so many parts of the point away from it on either side, and it is said as "about". */
const aboutParts = 20n;

const isAbout = (low: bigint, point: bigint, high: bigint): boolean =>
  low <= point &&
  point <= high &&
  (point - low) * aboutParts <= point &&
  (high - point) * aboutParts <= point;

const closedText = (low: bigint, point: bigint | null, high: bigint, unit: UnitSteps): string => {
  if (low === high) return amountText(low, unit);
  if (point !== null && isAbout(low, point, high)) return `~${amountText(point, unit)}`;
  return low === 0n && (point === 0n || point === high)
    ? `≤ ${amountText(high, unit)}`
    : rangeText(low, high, unit);
};

/** What nobody has observed, rather than not told. */
const observed = new Set(['energizedKw', 'overdueKw', 'paidUsCents']);
/** What follows from it; what is planned takes nothing observed as nothing, and is open only where what is due is. */
const following = new Set(['outstandingKw', 'outstandingUsCents', 'hhi']);

/** Of what is not there: nobody has seen it, or nobody has told it. */
export const unsaidText = (name: string): string =>
  observed.has(name) || following.has(name) ? 'unknown' : 'undisclosed';

const allOfIt = 10_000n;

/** "Over 80%" ends at all of it, which goes without saying. */
const isAllAbove = (low: bigint, point: bigint | null, high: bigint, unit: UnitSteps): boolean =>
  unit === part && high === allOfIt && point === low && low < high;

/** "181 days (1 to 364)": by the last days of two dates and, wherever they lie, at least and at most. */
const daysText = ({ low, point, high }: Measure): string => {
  const [least, most] = [BigInt(low), BigInt(high ?? low)];
  const text = amountText(BigInt(point ?? low), days);
  return least === most ? text : `${text} (${amountText(least, plain)} to ${amountText(most, plain)})`;
};

/** A measure in words: "10 GW", "≥ 10 GW", "≤ $100B", "6–8 GW", "undisclosed", "unknown". */
export const measureText = (name: string, measure: Measure | null, entry: Entry = {}): string => {
  if (measure === null) return unsaidText(name);
  const unit = unitOf(name, entry);
  if (unit === days) return daysText(measure);
  const [low, point, high] = [
    toUnits(measure.low, unit),
    toUnitsOrNull(measure.point, unit),
    toUnitsOrNull(measure.high, unit),
  ];
  if (low === 0n && point === null && (high === null || observed.has(name))) return unsaidText(name);
  return high === null || isAllAbove(low, point, high, unit)
    ? `≥ ${amountText(low, unit)}`
    : closedText(low, point, high, unit);
};

const relativeText = (relativeBp: Change['relativeBp']): string => {
  if (relativeBp === null) return '';
  return relativeBp === 'new' ? ' (new)' : ` (${changeText(BigInt(relativeBp), part)})`;
};

const least = (ends: readonly bigint[]): bigint => ends.reduce((one, other) => (other < one ? other : one));
const most = (ends: readonly bigint[]): bigint => ends.reduce((one, other) => (other > one ? other : one));

/** "+2 GW", "−1 to 0 GW": between the ends of a difference; in parts of what was there only where these agree. */
const closedChangeText = (
  ends: readonly bigint[],
  unit: UnitSteps,
  relativeBp: Change['relativeBp'],
): string => {
  const [low, high] = [least(ends), most(ends)];
  return low === high ? changeText(low, unit) + relativeText(relativeBp) : changeRangeText(low, high, unit);
};

/** Of a difference without a most: which of the two sides is open says to which side it is. */
const openChangeText = (ends: readonly bigint[], unit: UnitSteps, change: Change): string => {
  const [wasOpen, isOpen] = [change.baseline, change.scenario].map(
    (side) => side !== null && side.high === null,
  );
  if (!isOpen) return `≤ ${changeText(most(ends), unit)}`;
  if (!wasOpen) return `≥ ${changeText(least(ends), unit)}`;
  if (change.point !== null) return closedChangeText(ends, unit, change.relativeBp);
  return change.low === 0 ? 'unknown' : `low ${changeText(least(ends), unit)}`;
};

/** By how much a number changed, with its bounds: "+2 GW (+20%)", "−1 to 0 GW", "≤ −10 GW" where it was open above. */
export const changeOf = (name: string, change: Change, entry: Entry = {}): string => {
  const unit = unitOf(name, entry);
  const { low, point, high, relativeBp } = change;
  const ends = [low, point, high].flatMap((end) => (end === null ? [] : [toUnits(end, unit)]));
  return high === null ? openChangeText(ends, unit, change) : closedChangeText(ends, unit, relativeBp);
};
