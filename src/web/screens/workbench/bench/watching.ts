import type { Comparison, ScenarioAnswer } from '../../../../simulator/answer/run.js';
import { measureIn } from '../../../../charts/words/amounts.js';
import type { WatchedMeasure } from './sheet.js';
import type { Entry } from '../../../../../projections/kit/line.js';

/** The numbers that may be watched, by view, those that people ask for first. */
const measuresOf: Readonly<Record<string, readonly string[]>> = {
  'compute-capacity': ['plannedKw', 'headlineKw', 'signedKw', 'firmKw'],
  obligations: ['releasedUsCents', 'committedUsCents', 'conditionalUsCents'],
};

const notKinds = new Set(['period', 'undisclosed']);

/** What never adds, such as layer and basis: a number is of one of each. */
const kindOf = (total: Entry): Record<string, string> =>
  Object.fromEntries(
    Object.entries(total)
      .filter(([name, value]) => typeof value === 'string' && !notKinds.has(name))
      .map(([name, value]) => [name, String(value)]),
  );

const keyOf = ({ measure, only }: Omit<WatchedMeasure, 'view'>): string =>
  JSON.stringify([measure, ...Object.entries(only).sort().flat()]);

export const isSameNumber = (one: WatchedMeasure, other: WatchedMeasure): boolean =>
  keyOf(one) === keyOf(other);

const numbersIn = (entries: readonly Entry[], measures: readonly string[]): Omit<WatchedMeasure, 'view'>[] =>
  measures.flatMap((measure) =>
    entries
      .filter((entry) => entry[measure] !== undefined)
      .map((entry) => ({ measure, only: kindOf(entry) })),
  );

const uniqueNumbers = (numbers: readonly WatchedMeasure[]): WatchedMeasure[] =>
  [...new Map([...numbers].reverse().map((number) => [keyOf(number), number])).values()].reverse();

/** A view with its number in the scenario, when its numbers can be watched. */
const watchableViews = ({ views }: ScenarioAnswer): { comparison: Comparison; view: number }[] =>
  views
    .map((comparison, view) => ({ comparison, view }))
    .filter(({ comparison }) => measuresOf[comparison.view] !== undefined);

/** The numbers that the scenario moves; every number when it moves none. */
export const numbersToWatch = (answer: ScenarioAnswer): WatchedMeasure[] => {
  const found = (entriesOf: (comparison: Comparison) => readonly Entry[]): WatchedMeasure[] =>
    uniqueNumbers(
      watchableViews(answer).flatMap(({ comparison, view }) =>
        numbersIn(entriesOf(comparison), measuresOf[comparison.view]!).map((number) => ({ view, ...number })),
      ),
    );
  const moved = found(({ difference }) => difference.totals);
  return moved.length > 0
    ? moved
    : found(({ baseline, scenario }) => [...baseline.totals, ...scenario.totals]);
};

/** The number that is watched: the chosen one while there is such a number, else the first. */
export const numberWatched = (
  numbers: readonly WatchedMeasure[],
  chosen: WatchedMeasure | undefined,
): WatchedMeasure | undefined =>
  (chosen && numbers.find((number) => isSameNumber(number, chosen))) ?? numbers[0];

/** The periods of the view that a number is of; none for a table. */
export const periodsOf = (answer: ScenarioAnswer, { view }: WatchedMeasure): string[] => {
  const { question, baseline } = answer.views[view]!;
  if (question.timeline === undefined) return [];
  return [...new Set(baseline.totals.map(({ period }) => String(period)))];
};

const isOf = (only: WatchedMeasure['only']) => (entry: Entry) =>
  Object.entries(only).every(([name, value]) => entry[name] === value);

const sizeOf = (change: unknown): number => {
  const { low, point } = change as { low: number | string; point: number | string | null };
  return Math.abs(Number(point ?? low));
};

/** The period at whose end the scenario moves the number most, the latest of equals; the last one when it moves none. */
export const usualPeriod = (answer: ScenarioAnswer, watched: WatchedMeasure): string | undefined => {
  const { view, measure, only } = watched;
  const moved = answer.views[view]!.difference.totals.filter(
    (entry: Entry) => isOf(only)(entry) && entry[measure] !== undefined,
  ).map((entry: Entry) => ({ period: String(entry.period), size: sizeOf(entry[measure]) }));
  const most = Math.max(0, ...moved.map(({ size }) => size));
  const periods = periodsOf(answer, watched);
  return (
    periods.findLast((period) =>
      moved.some((one) => one.period === period && one.size === most && most > 0),
    ) ?? periods.at(-1)
  );
};

/** The number as it stands without the scenario; its lower bound where the point is unknown. */
export const baselineOf = (
  answer: ScenarioAnswer,
  { view, measure, only }: WatchedMeasure,
  by?: string,
): number => {
  const entries = answer.views[view]!.baseline.totals.filter(isOf(only));
  const entry = by === undefined ? entries.at(-1) : entries.find(({ period }) => period === by);
  const amount = entry && measureIn(entry, measure);
  return amount ? Number(amount.point ?? amount.low) : 0;
};
