import { measureText, titleOf } from '../../../projections/wording/measure.js';
import type { Whole } from '../../../events/kit/quantity.js';
import type { Attribution } from '../../simulator/answer/attribution.js';
import type { ScenarioAnswer } from '../../simulator/answer/run.js';
import type { Tornado } from '../../simulator/answer/tornado.js';
import { headingText } from './answer.js';
import { tableText } from './table.js';
import type { MonteCarloAnswer } from '../../simulator/answer/monte-carlo.js';
type MeasureTarget = {
  measure: string;
  only: Readonly<Record<string, string>>;
  currency?: string;
  by: string | null;
};

const amount = ({ measure, only, currency }: MeasureTarget, value: Whole): string =>
  measureText(measure, { low: value, point: value, high: value }, { ...only, ...(currency && { currency }) });

const signedAmount = (target: MeasureTarget, value: Whole): string => {
  const whole = BigInt(value);
  return whole < 0n ? `−${amount(target, String(-whole))}` : amount(target, value);
};

const titleOfTarget = ({ measure, only, by }: MeasureTarget): string =>
  [titleOf(measure), ...Object.values(only), ...(by === null ? [] : [`by ${by}`])].join(' · ');

const percentText = (part: number): string => `${Math.round(part * 10_000) / 100}%`;

const rightColumns = (...titles: string[]) => titles.map((title) => ({ title, right: true }));

const targetText = (target: MonteCarloAnswer['targets'][number]): string => {
  const { fan, reaching, shortfall } = target;
  const rows = fan.periods.map(({ period, mean, p10, p50, p90, standardError }) => [
    period ?? '',
    ...[mean, p10, p50, p90, standardError].map((value) => amount(target, value)),
  ]);
  return [
    `${titleOfTarget(target)} (${fan.label})`,
    tableText([{ title: 'period' }, ...rightColumns('mean', 'P10', 'P50', 'P90', '± mean')], rows),
    ...(reaching
      ? [
          `reaches ${amount(target, reaching.level)} with ${percentText(reaching.probability)} (± ${percentText(reaching.standardError)})`,
        ]
      : []),
    ...(shortfall ? [`falls short of it by ${amount(target, shortfall.expected)} on average`] : []),
  ].join('\n');
};

const correlationText = ({ correlation }: MonteCarloAnswer): string[] => {
  if (!correlation) return [];
  if ('matrix' in correlation) return [`ranks correlate: ${correlation.matrix.variables.join(', ')}`];
  return correlation.factors.map(
    ({ name, loadings }) =>
      `in common, ${name}: ${Object.entries(loadings)
        .map(([id, loading]) => `${id} (${loading})`)
        .join(', ')}`,
  );
};

const chanceText = (chance: MonteCarloAnswer): string[] => [
  '',
  headingText(
    chance.method === 'exact'
      ? `Chance: all ${chance.combinations} combinations`
      : `Chance: ${chance.draws} draws, seed ${chance.seed}`,
  ),
  ...correlationText(chance),
  ...chance.targets.map(targetText),
  ...chance.notes,
];

const attributionText = (one: Attribution): string =>
  [
    titleOfTarget(one),
    tableText(
      [{ title: 'edit' }, ...rightColumns('part')],
      [
        ...one.parts.map(({ edit, op, value }) => [`${edit + 1}. ${op}`, signedAmount(one, value)]),
        ['difference', signedAmount(one, one.difference)],
      ],
    ),
  ].join('\n');

const tornadoText = (one: Tornado): string =>
  [
    `${titleOfTarget(one)}, ${amount(one, one.base)} at base`,
    tableText(
      [{ title: 'input' }, ...rightColumns('at P10', 'at P90', 'swing')],
      one.bars.map(({ variable, p10, p90, swing }) => [
        variable,
        ...[p10.value, p90.value, swing].map((value) => amount(one, value)),
      ]),
    ),
  ].join('\n');

/** What is uncertain, which edit the difference is owed to, and how far each input swings it. */
export const uncertaintyText = ({ monteCarlo, attribution, tornado }: ScenarioAnswer): string[] => [
  ...(monteCarlo ? chanceText(monteCarlo) : []),
  ...(attribution ? ['', headingText('Attribution'), ...attribution.map(attributionText)] : []),
  ...(tornado ? ['', headingText('Tornado'), ...tornado.map(tornadoText)] : []),
];
