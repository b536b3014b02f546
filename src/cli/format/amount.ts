import type { Whole } from '../../../events/kit/quantity.js';
import type { Entry } from '../../../projections/kit/line.js';
import { measureText } from '../../../projections/wording/measure.js';

/** A whole number in the unit that its name ends in, money in the entry's currency; below nothing with a minus sign. */
export const amountOf = (name: string, value: Whole, entry: Entry = {}): string => {
  const whole = BigInt(value);
  const size = String(whole < 0n ? -whole : whole);
  const text = measureText(name, { low: size, point: size, high: size }, entry);
  return whole < 0n ? `−${text}` : text;
};
