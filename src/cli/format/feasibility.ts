import type { Whole } from '../../../events/kit/quantity.js';
import type {
  Conflict,
  Feasibility,
  OnePiece,
  Relaxation,
  ResourceAnswer,
  ScheduleAnswer,
} from '../../simulator/feasibility/answer.js';
import { amountOf } from './amount.js';
import { headingText } from './answer.js';
import { tableText } from './table.js';

const rightColumn = (title: string) => ({ title, right: true });
const names: Record<string, string> = { power: 'useKw', funding: 'useUsCents', chips: 'chips' };

const periodsOf: Record<string, string> = {
  month: 'months',
  quarter: 'quarters',
  half: 'half-years',
  year: 'years',
};
const unitOf: Record<string, string> = { power: 'kilowatt', chips: 'chip', funding: 'US cent' };

/** Amounts of a resource in its own unit, and delays in the question's periods. */
class Units {
  readonly #resources: ReadonlyMap<string, ResourceAnswer>;
  readonly #periods: string;

  constructor({ resources, question }: Feasibility) {
    this.#resources = new Map(resources.map((resource) => [resource.name, resource]));
    this.#periods = periodsOf[String(question.timeline)]!;
  }

  amount(resource: string, value: Whole): string {
    const { kind, of } = this.#resources.get(resource)!;
    return amountOf(names[kind]!, value, of);
  }

  one(resource: string): string {
    const { kind, of } = this.#resources.get(resource)!;
    const { currency = 'USD' } = of;
    return kind === 'funding' && currency !== 'USD' ? `minor unit of ${currency}` : unitOf[kind]!;
  }

  /** Power times periods: "1 GW-quarters". */
  delay(kwPeriods: Whole): string {
    return `${amountOf('delayKw', kwPeriods)}-${this.#periods}`;
  }

  saved(kwPeriods: number): string {
    return `${kwPeriods} kW-${this.#periods}`;
  }
}

type Balances = Pick<ResourceAnswer, 'name' | 'periods'>[];

const balancesText = (resources: Balances, units: Units): string =>
  tableText(
    [{ title: 'resource' }, { title: 'period' }, ...['supply', 'available', 'use', 'slack'].map(rightColumn)],
    resources.flatMap(({ name, periods }) =>
      periods.map(({ period, supply, available, use, slack }) => [
        name,
        period,
        ...[supply, available, use, slack].map((amount) => units.amount(name, amount)),
      ]),
    ),
  );

const leftText = ({ name, left }: ResourceAnswer): string[] =>
  left.length === 0
    ? []
    : [`Left out of ${name}: ${left.map(({ target, because }) => `${target}, ${because}`).join(', ')}`];

const piecesText = ({ edits, resources }: OnePiece, units: Units): string[] => [
  ...edits.map(({ target, months }) => `  delay target ${target} months ${months}`),
  balancesText(resources, units),
];

const scheduleText = (title: string, schedule: ScheduleAnswer, units: Units): string[] => {
  const { inOnePiece: pieces, delayKwPeriods, binding, later } = schedule;
  const delay = pieces ? pieces.delayKwPeriods : delayKwPeriods;
  return [
    '',
    headingText(`${title}: ${units.delay(delay)} late${pieces ? '' : ', in parts of tranches'}`),
    ...(pieces
      ? piecesText(pieces, units)
      : later.map(({ tranche, period, kw }) => `  ${tranche}: ${amountOf('Kw', kw)} in ${period}`)),
    ...binding.map(
      ({ resource, period, shadowPrice }) =>
        `${resource} binds in ${period}: one ${units.one(resource)} more saves ${units.saved(shadowPrice)}`,
    ),
  ];
};

const conflictText = ({ tranches, payments, supplies }: Conflict, units: Units): string[] => [
  '',
  headingText('What conflicts, and none of which could be left out'),
  ...tranches.map(({ tranche, due, kw }) => `  ${tranche}, ${amountOf('Kw', kw)} due ${due}`),
  ...payments.map(
    ({ payment, period, amountUsCents }) =>
      // What conflicts of money is of one fund.
      `  ${payment}, ${units.amount(supplies[0]!.resource, amountUsCents)} due in ${period}`,
  ),
  ...supplies.map(
    ({ resource, period, available }) =>
      `  ${resource} has ${units.amount(resource, available)} for ${period}`,
  ),
];

const relaxationText = ({ extra, schedule }: Relaxation, units: Units): string[] => [
  '',
  headingText('The least more that would do'),
  ...extra.map(
    ({ resource, period, more }) => `  ${resource}: ${units.amount(resource, more)} more in ${period}`,
  ),
  ...scheduleText('With it', schedule, units),
];

const verdicts: Record<Feasibility['verdict'], string> = {
  fits: 'There is enough as planned.',
  'fits-with-delays': 'There is not enough as planned; with delays there is.',
  'fits-in-parts': 'There is not enough as planned; with delays of parts of tranches there is.',
  'does-not-fit': 'There is not enough within the horizon, whatever is delayed.',
};

const firstText = ({ firstViolated }: Feasibility): string[] =>
  firstViolated ? [`First short in ${firstViolated.period}: ${firstViolated.resources.join(', ')}`] : [];

/** Supply, use and slack; then a schedule, or what conflicts and what would do. */
export const feasibilityText = (answer: Feasibility): string => {
  const { resources, verdict, schedule, conflict, relaxation } = answer;
  const units = new Units(answer);
  return [
    headingText(verdicts[verdict]),
    ...firstText(answer),
    balancesText(resources, units),
    ...resources.flatMap(leftText),
    ...(schedule && verdict !== 'fits' ? scheduleText('With the least delay', schedule, units) : []),
    ...(conflict ? conflictText(conflict, units) : []),
    ...(relaxation ? relaxationText(relaxation, units) : []),
  ].join('\n');
};
