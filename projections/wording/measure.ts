import type { Change } from '../difference.js';
import { isMeasure, type Measure } from '../kit/measure.js';
import {
  amountText,
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
  low <= point && point <= high && (high - low) * aboutParts <= 2n * point;

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

export const isNothing = (measure: Measure | null): boolean =>
  measure?.low === 0 && measure.point === 0 && measure.high === 0;

const relativeText = (relativeBp: Change['relativeBp']): string => {
  if (relativeBp === null) return '';
  return relativeBp === 'new' ? ' (new)' : ` (${changeText(BigInt(relativeBp), part)})`;
};

/** By how much a number changed: "+2 GW (+20%)"; the ends of it where only they moved. */
export const changeOf = (
  name: string,
  { low, point, high, relativeBp }: Change,
  entry: Entry = {},
): string => {
  const unit = unitOf(name, entry);
  const text = (value: Measure['low']): string => changeText(toUnits(value, unit), unit);
  if (point !== null && (point !== 0 || (low === 0 && high === 0)))
    return text(point) + relativeText(relativeBp);
  if (high === null) return low === 0 ? 'unknown' : `low ${text(low)}`;
  return low === high ? text(low) : `low ${text(low)}, high ${text(high)}`;
};
