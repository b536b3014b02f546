import { isMeasure, measureText, titleOf } from '../../../../../projections/wording/measure.js';
import { moneyScale, powerScale, type AxisScale, textIn } from '../../../../charts/words/amounts.js';
import type { WatchedMeasure } from './sheet.js';

/** "planned chips", "released equity": a number of the bench in words. */
export const numberText = ({ measure, only }: WatchedMeasure): string => {
  const [basis, currency] = [textIn(only, 'basis'), textIn(only, 'currency')];
  const unusual = [basis === 'unstated' ? '' : basis, currency === 'USD' ? '' : currency].filter(Boolean);
  const words = [titleOf(measure), textIn(only, 'layer'), textIn(only, 'kind')].filter(Boolean);
  return [...words, ...unusual.map((word) => `(${word})`)].join(' ');
};

/** A whole amount of that number in words. */
export const amountOf = ({ measure, only }: WatchedMeasure, value: number | string | bigint): string => {
  const whole = Number(value);
  if (whole < 0) return `−${amountOf({ measure, only, view: 0 }, -whole)}`;
  const certain = { low: whole, point: whole, high: whole };
  return measureText(measure, isMeasure(certain) ? certain : null, only);
};

/** The same with its sign. */
export const changeText = (watched: WatchedMeasure, value: number | string): string =>
  Number(value) > 0 ? `+${amountOf(watched, value)}` : amountOf(watched, value);

/** The scale in which a level is typed and an axis is labelled. */
export const scaleOf = ({ measure }: WatchedMeasure, most: number, unit: string): AxisScale =>
  measure.endsWith('Kw') ? powerScale(most, unit) : moneyScale();

export const axisOf =
  ({ divisor, unit }: AxisScale) =>
  (value: number): string =>
    `${Number((value / divisor).toFixed(3))} ${unit}`.replace('-', '−');
