import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { cast, deal, tranche } from '../spec/facts.js';
import { whatIf } from '../what-if.js';

const { history } = given(
  ...cast,
  deal('deal-one'),
  tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' }),
  tranche('deal-one', 'b', '2 GW', { due: '2027-Q2' }),
  tranche('deal-one', 'c', '700 MW', { due: '2027-Q3', bindingness: 'optional' }),
);

const view = {
  view: 'compute-capacity',
  effectiveAt: '2025-11-30',
  timeline: 'quarter',
  from: '2027-07-01',
  to: '2027-09-30',
};

/** What an edit says of how late or how large, by an assumption or by itself. */
const valueOf = (name: string, values: readonly number[]) =>
  fc.oneof(fc.constant({ assumption: name }), fc.constantFrom(...values));
const target = fc.constantFrom('deal-one', 'deal-one/a', 'deal-one/b', 'deal-one/c');

const edit = fc.oneof(
  fc.record({ op: fc.constant('set'), assumption: fc.constant('late'), value: fc.constantFrom(0, 3, 9) }),
  fc.record({
    op: fc.constant('set'),
    assumption: fc.constant('part'),
    value: fc.constantFrom(5_000, 8_000),
  }),
  fc.record({ op: fc.constant('delay'), target, months: valueOf('late', [3, 6]) }),
  fc.record({ op: fc.constant('scale'), target, toBp: valueOf('part', [7_500, 20_000]) }),
  fc.record({ op: fc.constant('cancel'), target }),
  fc.record({
    op: fc.constant('cap'),
    cumulativeKw: fc.constantFrom(900_000, 2_500_000),
    overflow: fc.constantFrom('drop', 'defer'),
  }),
);

const assumptions = { late: 6, part: 10_000 };

/** What is planned when only these edits are in the scenario: a run of its own. */
const plannedWith = (edits: readonly object[]): number => {
  const { totals } = whatIf(history, { edits, assumptions, views: [view] }).views[0]!.scenario;
  return Number((totals[0]?.plannedKw as { point: number } | undefined)?.point ?? 0);
};

const factorial = (count: number): number => (count < 2 ? 1 : count * factorial(count - 1));

/** Shapley's values times the number of orders, with every selection run as a scenario of its own. */
const sharesByHand = (edits: readonly object[]): number[] => {
  const count = edits.length;
  const values = Array.from({ length: 2 ** count }, (_, mask) =>
    plannedWith(edits.filter((_one, at) => (mask >> at) & 1)),
  );
  return edits.map((_, at) =>
    values.reduce((sum, value, mask) => {
      if ((mask >> at) & 1) return sum;
      const size = [...mask.toString(2)].filter((bit) => bit === '1').length;
      return sum + factorial(size) * factorial(count - size - 1) * (values[mask | (1 << at)]! - value);
    }, 0),
  );
};

describe('The part of each edit in a difference', () => {
  it('is the average over all orders of what it adds, where each selection is a scenario of its own', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const [attribution] = whatIf(history, {
          edits,
          assumptions,
          views: [view],
          attribution: true,
        }).attribution!;
        const orders = factorial(edits.length);
        const shown = attribution!.parts.map(({ value, exact }) => {
          const [over = '0', under = '1'] = (exact ?? String(value)).split('/');
          return (Number(over) / Number(under)) * orders;
        });
        sharesByHand(edits).forEach((share, at) => expect(shown[at]).toBeCloseTo(share, 4));
        const levels = attribution!.waterfall.steps.map(({ level }) => Number(level));
        const laid = [...edits.keys()].map((at) => plannedWith(edits.slice(0, at + 1)));
        expect(levels).toEqual(laid);
      }),
      { numRuns: 60 },
    );
  });
});
