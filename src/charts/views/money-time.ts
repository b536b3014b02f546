import { granularities } from '../../../events/kit/date.js';
import { groupBy } from '../../../events/kit/group.js';
import { type Period, periodsOf } from '../../../projections/kit/question.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import { cell } from '../grid.js';
import type { Palette } from '../palette.js';
import type { Series, SeriesPoint } from '../series.js';
import { drawTimeline } from '../timeline.js';
import { isSome, measureIn, moneyScale, measureWords, textIn } from '../words/amounts.js';
import { capitalize } from '../../../projections/wording/capitalize.js';
import { plural } from '../words/dates.js';
import { stockOf } from './capacity-time.js';
import type { Entry } from '../../../projections/kit/line.js';

const looks = [
  { measure: 'committedUsCents', stage: 2, form: 'wide' },
  { measure: 'conditionalUsCents', stage: 4, form: 'dashed' },
  { measure: 'releasedUsCents', stage: 5, form: 'plain' },
] as const;
const measures = looks.map(({ measure }) => measure);
const nothing: SeriesPoint = { low: 0, point: 0, high: 0 };

interface MoneyGroup {
  kind: string;
  currency: string;
  /** One per period; undefined where nothing of this kind falls due. */
  totals: readonly (Entry | undefined)[];
}

const groupsOf = (totals: readonly Entry[], periods: readonly string[]): MoneyGroup[] =>
  [...groupBy(totals, (total) => `${textIn(total, 'kind')}|${textIn(total, 'currency')}`).values()].map(
    (own) => ({
      kind: textIn(own[0], 'kind'),
      currency: textIn(own[0], 'currency'),
      totals: periods.map((period) => own.find((total) => total.period === period)),
    }),
  );

/** Between the first and the last period in which something falls due, a period without anything has nothing. */
const stocksOf = (totals: MoneyGroup['totals'], measure: string): (SeriesPoint | undefined)[] => {
  const isDue = (total: Entry | undefined): boolean => total !== undefined;
  const [first, last] = [totals.findIndex(isDue), totals.findLastIndex(isDue)];
  return totals.map((total, index) => {
    if (index < first || index > last) return undefined;
    return total ? stockOf(measureIn(total, measure)) : nothing;
  });
};

const seriesOf = ({ totals }: MoneyGroup, { stages }: Palette): Series[] => {
  const told = totals.filter((total) => total !== undefined);
  return looks.flatMap(({ measure, stage, form }) =>
    told.some((total) => isSome(total, measure))
      ? [
          {
            name: measure.replace('UsCents', ''),
            colour: stages[stage],
            form,
            stocks: stocksOf(totals, measure),
          },
        ]
      : [],
  );
};

const chartOf = (
  group: MoneyGroup,
  periods: readonly Period[],
  answer: ShownAnswer,
  setting: ChartSettings,
): Chart => {
  const { kind, currency, totals } = group;
  const { divisor, unit } = moneyScale({ currency });
  const { question, undated, effectiveAt } = answer;
  const each =
    question.cumulative === 'true' ? 'running sums' : `what falls due in each ${String(question.timeline)}`;
  return {
    title: `${capitalize(kind)} over time in ${currency}`,
    summary: `${capitalize(each)}, spread evenly over its term unless a schedule is given: an assumption. Without a date and on no axis: ${plural(undated.length, 'payment')}. Kinds and currencies are never added.`,
    draw: (palette, width) =>
      drawTimeline({
        periods: periods.map(({ name }) => name),
        series: seriesOf(group, palette),
        hasBounds: setting.hasBounds,
        axis: (value) => `${value / divisor}${unit}`,
        ahead: periods.findIndex(({ last }) => last > effectiveAt),
      })(palette, width),
    grid: {
      columns: [
        { title: 'period' },
        ...measures.map((measure) => ({ title: measure.replace('UsCents', ''), isNumber: true })),
      ],
      rows: totals.map((total, index) => [
        cell(periods[index]?.name ?? ''),
        ...measures.map((measure) => cell(total ? measureWords(total, measure) : '–')),
      ]),
    },
    legend: { bands: true, marks: ['assumed'] },
  };
};

/** All periods without a gap, up to the last one in which anything falls due. */
const periodsIn = ({ question, totals }: ShownAnswer): Period[] => {
  const { from, to, timeline } = question;
  const last =
    totals
      .map((total) => textIn(total, 'period'))
      .toSorted()
      .at(-1) ?? '';
  const granularity = granularities.find((one) => one === timeline);
  return granularity
    ? periodsOf(String(from), String(to), granularity).filter(({ name }) => name <= last)
    : [];
};

/** A chart for each kind of money in each currency, the commonest currency first. */
export const moneyOverTime = (answer: ShownAnswer, setting: ChartSettings): Chart[] => {
  const periods = periodsIn(answer);
  const groups = groupsOf(
    answer.totals,
    periods.map(({ name }) => name),
  );
  const like = ({ currency }: MoneyGroup): number => groups.filter((one) => one.currency === currency).length;
  return groups
    .toSorted((left, right) => like(right) - like(left))
    .map((group) => chartOf(group, periods, answer, setting));
};
