import { itemAt } from '../../../events/kit/item-at.js';
import type { Count } from '../../../events/kit/formats.js';
import { type Whole, wholeOf } from '../../../events/kit/quantity.js';
import { type Target, periodNameOf } from '../scenario/targets.js';
import { type Fraction, fraction, roundHalfToEven, toNumber } from '../chance/fraction.js';
import { errorOf, meanOf, percentile, type Spread, worstError, worstMean } from '../chance/spread.js';

/** A number of the view over all paths: whole units, means and errors rounded to them. */
export interface Summary {
  period: string | null;
  mean: Whole;
  standardError: Whole;
  p10: Whole;
  p25: Whole;
  p50: Whole;
  p75: Whole;
  p90: Whole;
}

export interface TargetReport {
  view: Count;
  measure: string;
  only: Readonly<Record<string, string>>;
  /** Of money that is in another currency than the US dollar, where `only` does not say so. */
  currency?: string;
  /** The period that counts; null for a table. */
  by: string | null;
  /** Percentiles of each period by themselves. */
  fan: { label: string; periods: Summary[] };
  least: Whole;
  most: Whole;
  /** Every outcome, where there are few. */
  outcomes?: { value: Whole; probability: number }[];
  reaching?: { level: Whole; probability: number; standardError: number };
  shortfall?: { level: Whole; expected: Whole; standardError: Whole };
  /** The average of the lowest tenth. */
  worst: { partBp: number; mean: Whole; standardError: Whole };
}

const toWhole = (value: Fraction): Whole => wholeOf(roundHalfToEven(value));
const fractionOfPercent = (part: number): Fraction => fraction(BigInt(part), 100n);
const tenth = fractionOfPercent(10);
const mostOutcomes = 32;

export const summaryOf = (spread: Spread, period: string): Summary => {
  const at = (part: number): Whole => wholeOf(percentile(spread, fractionOfPercent(part)));
  return {
    period: period === '' ? null : period,
    mean: toWhole(meanOf(spread)),
    standardError: toWhole(errorOf(spread)),
    p10: at(10),
    p25: at(25),
    p50: at(50),
    p75: at(75),
    p90: at(90),
  };
};

const chanceOfLevel = (
  spread: Spread,
  level: number | undefined,
): Pick<TargetReport, 'reaching' | 'shortfall'> => {
  if (level === undefined) return {};
  const needed = BigInt(level);
  const reached = (value: bigint): bigint => (value >= needed ? 1n : 0n);
  const missing = (value: bigint): bigint => (value < needed ? needed - value : 0n);
  return {
    reaching: {
      level,
      probability: toNumber(meanOf(spread, reached)),
      standardError: toNumber(errorOf(spread, reached)),
    },
    shortfall: {
      level,
      expected: toWhole(meanOf(spread, missing)),
      standardError: toWhole(errorOf(spread, missing)),
    },
  };
};

/** What is said of one target: its fan, and everything about the period that counts. */
export const reportOf = (target: Target, summaries: readonly Summary[], spread: Spread): TargetReport => {
  const { view, measure, only, currency, level } = target;
  const { values, weights, of } = spread;
  return {
    view,
    measure,
    only,
    ...(currency !== undefined && { currency }),
    by: periodNameOf(target),
    fan: { label: 'not one path', periods: [...summaries] },
    least: wholeOf(itemAt(values, 0)),
    most: wholeOf(itemAt(values, values.length - 1)),
    ...(values.length <= mostOutcomes && {
      outcomes: values.map((value, index) => ({
        value: wholeOf(value),
        probability: toNumber(fraction(itemAt(weights, index), of)),
      })),
    }),
    ...chanceOfLevel(spread, level),
    worst: {
      partBp: 1_000,
      mean: toWhole(worstMean(spread, tenth)),
      standardError: toWhole(worstError(spread, tenth)),
    },
  };
};
