import type { Feasibility, Relaxation, ScheduleAnswer } from '../../../../simulator/feasibility/answer.js';
import { measureText } from '../../../../../projections/wording/measure.js';
import { plural } from '../../../../charts/words/dates.js';
import { cell, type TableGrid } from '../../../charts/table.js';
import { listed } from '../../../findings/said.js';
import type { EnoughAsked, PeriodLength, Scarce, ScarceKind } from './asked-forms.js';
import type { BenchScenario } from './bench.js';

interface ResourceWords {
  unit: string;
  /** Whole units in one of the unit that is typed. */
  size: number;
  say(amount: number | string): string;
}

const certain = (amount: number | string) => ({ low: amount, point: amount, high: amount });

export const resourceWords: Readonly<Record<ScarceKind, ResourceWords>> = {
  power: { unit: 'GW', size: 1_000_000, say: (kw) => measureText('plannedKw', certain(kw)) },
  chips: {
    unit: 'thousand',
    size: 1_000,
    say: (count) => `${Number(count).toLocaleString('en')} chips`,
  },
  funding: {
    unit: '$B',
    size: 1e11,
    say: (cents) => measureText('committedUsCents', certain(cents), { currency: 'USD' }),
  },
};

/** "power for chips": how the answer calls it, too. */
export const scarceName = ({ kind, layer }: Scarce): string =>
  kind === 'funding' ? 'money' : `${kind} for ${layer === '' ? 'everything' : layer}`;

const resourceOf = (one: Scarce) => ({
  name: scarceName(one),
  kind: one.kind,
  ...(one.layer !== '' && one.kind !== 'funding' && { of: { layer: one.layer } }),
  ...(one.kind === 'funding' && { of: { currency: 'USD' } }),
  supply: { perPeriod: Math.round(one.each * resourceWords[one.kind].size) },
  carriesOver: one.carriesOver,
  ...(one.kind === 'chips' && { usePerGw: Math.round(one.perGw * 1_000) }),
});

/** What the server is asked: whether there is enough of each resource for the edited plan. */
export const enoughQuestion = (
  { views: _, monteCarlo: __, attribution: ___, tornado: ____, ...body }: BenchScenario,
  { timeline, from, to, resources }: EnoughAsked,
  cut: Readonly<Record<string, string>>,
) => ({
  ...body,
  question: { ...cut, timeline, from: `${from}-01-01`, to: `${to}-12-31` },
  resources: resources.map(resourceOf),
});

const kilowattPeriods = (kw: number | string, length: PeriodLength): string =>
  `${measureText('plannedKw', certain(kw))}-${length}s`;

const latenessSaid = ({ delayKwPeriods, later }: ScheduleAnswer, length: PeriodLength): string =>
  `${plural(new Set(later.map(({ tranche }) => tranche)).size, 'tranche')} ${later.length === 1 ? 'comes' : 'come'} later, ${kilowattPeriods(delayKwPeriods, length)} of delay in all`;

const sayOf = (name: string, resources: readonly Scarce[], amount: number | string): string => {
  const one = resources.find((resource) => scarceName(resource) === name);
  return one ? resourceWords[one.kind].say(amount) : String(amount);
};

const shortSaid = ({ firstViolated, resources }: Feasibility, scarce: readonly Scarce[]): string => {
  if (!firstViolated) return '';
  const { period, resources: names } = firstViolated;
  const short = names.map((name) => {
    const found = resources.find((one) => one.name === name)?.periods.find((one) => one.period === period);
    return found
      ? `${name} (${sayOf(name, scarce, found.use)} needed, ${sayOf(name, scarce, found.available)} there)`
      : name;
  });
  return ` First short in ${period}: ${listed(short)}.`;
};

const extraSaid = ({ extra }: Relaxation, resources: readonly Scarce[]): string =>
  listed(
    extra.map(
      ({ resource, period, more }) => `${sayOf(resource, resources, more)} more ${resource} in ${period}`,
    ),
  );

const verdictSaid = (answer: Feasibility, { timeline, resources }: EnoughAsked): string => {
  const { verdict, schedule, relaxation } = answer;
  if (verdict === 'fits') return 'There is enough of everything as planned.';
  if (verdict === 'does-not-fit')
    return `There is not enough, even with delays.${relaxation ? ` It would take at least ${extraSaid(relaxation, resources)}.` : ''}`;
  const late = schedule ? `: at the least ${latenessSaid(schedule, timeline)}` : '';
  return verdict === 'fits-with-delays'
    ? `There is enough only with delays${late}.`
    : `There is enough only with delays, and with tranches in parts${late}.`;
};

/** What it may have to meet besides: undisclosed is not nothing. */
const unsaid = ({ resources }: Feasibility): string => {
  const left = new Set(resources.flatMap((one) => one.left.map(({ target }) => target)));
  return left.size === 0
    ? ''
    : ` Not counted: ${plural(left.size, 'tranche or payment', 'tranches or payments')} of which nobody has said how much, or when.`;
};

/** The answer in a sentence, with its bounds: whether it fits, how late, or what it would take. */
export const enoughSaid = (answer: Feasibility, asked: EnoughAsked): string =>
  verdictSaid(answer, asked) + shortSaid(answer, asked.resources) + unsaid(answer);

/** Supply and use of each resource, period by period. */
export const enoughGrid = ({ resources }: Feasibility, { resources: scarce }: EnoughAsked): TableGrid => ({
  columns: [
    { title: 'of' },
    { title: 'period' },
    { title: 'there', isNumber: true },
    { title: 'needed', isNumber: true },
    { title: 'left', isNumber: true },
  ],
  rows: resources.flatMap(({ name, periods }) =>
    periods.map(({ period, available, use, slack }) => [
      cell(name),
      cell(period),
      ...[available, use, slack].map((amount) => ({
        text: Number(amount) < 0 ? `−${sayOf(name, scarce, -Number(amount))}` : sayOf(name, scarce, amount),
        order: Number(amount),
      })),
    ]),
  ),
});
