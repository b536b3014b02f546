import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../projections/kit/log.js';
import { enough, quarters } from '../scarce.js';
import { ledger } from '../given.js';
import { factsOf } from '../packed.js';
import { cast, deal, energized, fact, tranche } from '../spec/facts.js';
import { whatIf } from '../what-if.js';
import { draws, expectFound } from './found.js';
import { kinHistories } from './kin.js';

const MW = 1_000;
const names = ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4'];
const horizon = quarters('2027-01-01', '2027-12-31');
const reference = (place: number): string => `deal-one/t-${place}`;

interface Nested {
  megawatts: number;
  due: string | undefined;
  state: string;
  bound: string;
  /** The place of an earlier one that it is part of. */
  within: number | undefined;
}

const nested = (bounds: readonly string[], states: readonly string[]): fc.Arbitrary<Nested> =>
  fc.record({
    megawatts: fc.integer({ min: 1, max: 8 }).map((hundreds) => hundreds * 100),
    due: fc.constantFrom('2026-Q4', '2027-02', '2027-Q1', '2027-05', '2027-H1', '2027', '2028-Q1', undefined),
    state: fc.constantFrom(...states),
    bound: fc.constantFrom(...bounds),
    within: fc.option(fc.nat(2), { nil: undefined, freq: 3 }),
  });

const historyOf = (plan: readonly Nested[]): History =>
  ledger([
    ...cast,
    deal('deal-one'),
    ...plan.map(({ bound, megawatts, due }, place) =>
      tranche('deal-one', `t-${place}`, `${bound}${megawatts} MW`, due === undefined ? {} : { due }),
    ),
    ...plan.flatMap(({ state, megawatts }, place) =>
      state === 'draws power' || state === 'cancelled'
        ? [energized('2025-06-01', 'deal-one', `t-${place}`, `${megawatts / 2} MW`)]
        : [],
    ),
    ...plan.flatMap(({ within }, place) =>
      within === undefined || within >= place
        ? []
        : [
            fact('2025-07-01', 'deal-one', 'PartOfStated', {
              tranche: `t-${place}`,
              partOf: reference(within),
            }),
          ],
    ),
    ...plan.flatMap(({ state }, place) =>
      state === 'cancelled' || state === 'gone'
        ? [fact('2025-08-01', 'deal-one', 'CapacityCancelled', { tranche: `t-${place}` })]
        : [],
    ),
  ]);

const power = (supply: readonly number[]) => ({
  name: 'power',
  kind: 'power',
  of: { layer: 'chips' },
  supply: { periods: Object.fromEntries(names.map((name, index) => [name, supply[index]!])) },
});
const plenty = names.map(() => 100_000 * MW);

/** What of all of it has become due by the end of each quarter, and before the first; null where nobody can tell. */
const dueBy = (history: History, edits: unknown[] = [], asOf = horizon): (number | null)[] => {
  const view = { view: 'compute-capacity', ...asOf, from: '2026-10-01', by: 'layer' };
  const { totals } = whatIf(history, { edits, views: [view] }).views[0]!.scenario;
  const entries = totals as unknown as { dueKw?: { point: number | null } }[];
  return ['2026-Q4', ...names].map(
    (_, place) => entries[place]?.dueKw?.point ?? (entries[place]?.dueKw ? null : 0),
  );
};

const newlyDue = (levels: readonly (number | null)[]): (number | null)[] =>
  levels.slice(1).map((level, place) => {
    const before = levels[place];
    return level === null || before === null || before === undefined ? null : level - before;
  });

const plans = (bounds: readonly string[], states: readonly string[], most: number) =>
  fc.array(nested(bounds, states), { minLength: 2, maxLength: most });

describe('What a plan of wholes and their parts uses', () => {
  it.each([
    ['as they are told', [''], ['stands', 'stands', 'draws power', 'cancelled', 'gone']],
    ['stated within bounds', ['', 'about ', 'at least ', 'up to ', '1 to '], ['stands']],
  ])('is what becomes due in the capacity view: %s', (_, bounds, states) => {
    let met = 0;
    fc.assert(
      fc.property(plans(bounds, states, 5), (plan) => {
        const history = historyOf(plan);
        const told = newlyDue(dueBy(history));
        const { resources } = enough(history, horizon, [power(plenty)]);
        const { periods, left } = resources[0]!;
        if (told.includes(null) || left.some(({ because }) => because === 'unknown')) return;
        met += 1;
        expect(periods.map(({ use }) => use)).toEqual(told);
      }),
      { numRuns: 150 },
    );
    expectFound(met, 60);
  });
});

describe('What a plan uses of deals that took the place of others', () => {
  it('is what becomes due in the capacity view, with the parts of what they took the place of', () => {
    const asOf = { ...horizon, effectiveAt: '2026-08-15', knownAt: '2026-11-30' };
    let met = 0;
    fc.assert(
      fc.property(kinHistories, (history) => {
        const facts = factsOf(history);
        // Each of two that overlap counts whole: docs/scenarios.md says so.
        if (facts.some(({ type }) => type === 'OverlapStated')) return;
        const told = newlyDue(dueBy(history, [], asOf));
        const { periods, left } = enough(history, asOf, [power(plenty)]).resources[0]!;
        if (told.includes(null) || left.some(({ because }) => because === 'unknown')) return;
        if (facts.some(({ body }) => body.stage === 'superseded')) met += 1;
        expect(periods.map(({ use }) => use)).toEqual(told);
      }),
      { numRuns: 150 },
    );
    expectFound(met, 20);
  });
});

/** All ways to move tranches by whole quarters. */
const movesOf = (count: number): number[][] =>
  Array.from({ length: count }).reduce<number[][]>(
    (all) => all.flatMap((some) => [0, 1, 2, 3].map((one) => [...some, one])),
    [[]],
  );

const editsOf = (later: readonly number[]) =>
  later.flatMap((quartersLater, place) =>
    quartersLater === 0 ? [] : [{ op: 'delay', target: reference(place), months: 3 * quartersLater }],
  );

/** How much comes of each in the end, the larger of it and its parts. */
const wholesOf = (plan: readonly Nested[]): number[] => {
  const all = plan.map(({ megawatts }) => megawatts);
  for (let place = plan.length - 1; place >= 0; place--)
    all[place] = Math.max(
      all[place]!,
      partsIn(plan, place).reduce((sum, part) => sum + all[part]!, 0),
    );
  return all;
};

const partsIn = (plan: readonly Nested[], whole: number): number[] =>
  plan.flatMap(({ within }, place) => (within === whole && place > whole ? [place] : []));

/** Of a whole of which the parts come to more nothing is moved where one comes after it: it turns on all of them which of it that is. */
const isExceeded = (plan: readonly Nested[]): boolean =>
  wholesOf(plan).some((kw, place) => kw > plan[place]!.megawatts);

describe('Delays that are proposed of wholes and their parts', () => {
  const supplies = fc.array(
    fc.integer({ min: 0, max: 12 }).map((hundreds) => hundreds * 100 * MW),
    {
      minLength: 4,
      maxLength: 4,
    },
  );

  it('keep to the supply when they are run, as the capacity view tells them', () => {
    let met = 0;
    fc.assert(
      fc.property(plans([''], ['stands', 'stands', 'draws power'], 5), supplies, (plan, supply) => {
        const history = historyOf(plan);
        const { schedule } = enough(history, horizon, [power(supply)]);
        const pieces = schedule?.inOnePiece;
        if (!pieces) return;
        met += pieces.edits.length;
        const due = newlyDue(dueBy(history, pieces.edits));
        expect(pieces.resources[0]!.periods.map(({ use }) => use)).toEqual(due);
        due.forEach((kw, place) => expect(kw).toBeLessThanOrEqual(supply[place]!));
      }),
      { numRuns: 200 },
    );
    expectFound(met, 40);
  });

  it('are the least that trying all delays finds', () => {
    let met = 0;
    fc.assert(
      fc.property(plans([''], ['stands'], 3), supplies, (plan, supply) => {
        fc.pre(!isExceeded(plan));
        const history = historyOf(plan);
        const planned = dueBy(history);
        const before = newlyDue(planned);
        if (before.every((kw, place) => kw! <= supply[place]!)) return;
        const delays = movesOf(plan.length).flatMap((later) => {
          const levels = dueBy(history, editsOf(later));
          const isWithin = newlyDue(levels).every((kw, place) => kw! <= supply[place]!);
          if (!isWithin || levels.at(-1) !== planned.at(-1) || levels[0] !== planned[0]) return [];
          return [planned.reduce<number>((sum, level, place) => sum + level! - levels[place]!, 0)];
        });
        const pieces = enough(history, horizon, [power(supply)]).schedule?.inOnePiece ?? undefined;
        if (pieces) met += 1;
        expect(pieces?.delayKwPeriods).toBe(delays.length > 0 ? Math.min(...delays) : undefined);
      }),
      draws(60),
    );
    expectFound(met, 8);
  });
});
