import { isMeasure, measureText, titleOf } from '../../../../../projections/wording/measure.js';
import { layerText } from '../../../../../projections/wording/layer-name.js';
import { moneyScale, powerScale, type AxisScale, textIn, wordsIn } from '../../../../charts/words/amounts.js';
import type { WatchedMeasure } from './sheet.js';

/** "planned chips", "released equity": a number of the bench in words. */
export const numberText = ({ measure, only }: WatchedMeasure): string => {
  const currency = textIn(only, 'currency');
  const words = [titleOf(measure), layerText(only), wordsIn(only, 'kind')].filter(Boolean);
  return words.join(' ') + (currency === 'USD' || currency === '' ? '' : ` (${currency})`);
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
export const scaleOf = ({ measure, only }: WatchedMeasure, most: number, unit: string): AxisScale =>
  measure.endsWith('Kw') ? powerScale(most, unit) : moneyScale(only);

export const axisOf =
  ({ divisor, unit }: AxisScale) =>
  (value: number): string =>
    `${Number((value / divisor).toFixed(3))} ${unit}`.replace('-', '−');
