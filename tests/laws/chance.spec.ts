import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { normalise } from '../../projections/asking.js';
import type { History } from '../../projections/kit/log.js';
import { outcomesOf } from '../../src/simulator/chance/draws.js';
import { decimal } from '../../src/simulator/chance/fraction.js';
import { coin, type Variable } from '../../src/simulator/chance/variable.js';
import { componentsOf } from '../../src/simulator/compute/components.js';
import { workOut } from '../../src/simulator/answer/outcomes.js';
import { Evaluation, type Evaluator } from '../../src/simulator/compute/evaluator.js';
import { type DividedWork, splitEvenly } from '../../src/simulator/compute/divided-work.js';
import type { EditedLog } from '../../src/simulator/edits/edited-log.js';
import { SelectionValues } from '../../src/simulator/compute/selection-values.js';
import { Simulation } from '../../src/simulator/compute/simulation.js';
import { editLog, type Ground, run, type ScenarioAnswer, workOn } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { usualTargets } from '../../src/simulator/scenario/targets.js';
import { ledger } from '../given.js';
import { cast, deal, payment, tranche } from '../spec/facts.js';
import { draws } from './found.js';
import { histories } from './histories.js';
import { valid } from '../valid.js';

const today = '2026-11-23';
const groundOf = (history: History): Ground => ({
  history,
  position: history.position,
  today,
  logHash: '0'.repeat(64),
});
const years = { timeline: 'quarter', from: '2025-10-01', to: '2028-12-31' };
const views = [
  { view: 'compute-capacity', effectiveAt: '2025-11-30', ...years },
  { view: 'obligations', effectiveAt: '2025-11-30', ...years, cumulative: 'true' },
];

const chanced = (edit: Record<string, unknown>, probability: number): Record<string, unknown> => ({
  ...edit,
  probability,
});
const probability = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20);
const target = fc.constantFrom('deal-one', 'deal-two', 'deal-three', 'deal-one/a', 'deal-two/b');
const edit = fc.oneof(
  fc.record({ op: fc.constant('delay'), target, months: fc.constantFrom(3, 6, 12) }),
  fc.record({ op: fc.constant('scale'), target, toBp: fc.constantFrom(0, 5_000, 12_000) }),
  fc.record({ op: fc.constant('cancel'), target }),
  fc.record({ op: fc.constant('reassign'), target, provider: fc.constant('nvidia') }),
);
const uncertain = fc.tuple(edit, probability).map(([one, p]) => chanced(one, p));
const alternatives = fc
  .tuple(edit, edit)
  .map(([one, other]) => ({ op: 'oneOf', edits: [chanced(one, 0.25), chanced(other, 0.5)] }));
const slipping = (deal: string): unknown[] => [
  { op: 'set', assumption: deal, distribution: { values: [0, 1, 4, 9] } },
  { op: 'delay', target: deal, months: { assumption: deal } },
];
const scenarios = fc
  .tuple(fc.array(fc.oneof(uncertain, alternatives, edit), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([edits, slips]) => [...edits, ...(slips ? slipping('deal-two') : [])]);

const asksOf = (history: History, isCapacity: boolean) =>
  views.slice(0, isCapacity ? 1 : 2).map(({ view, ...parameters }) => {
    return valid(normalise(view, parameters, { today, position: history.position }, history));
  });

const ran = (history: History, edits: unknown[], more: object = {}): ScenarioAnswer => {
  return valid(run({ edits, views, ...more }, groundOf(history)));
};

/** Does the parts of some work one after the other. */
const workedOut = <Result>(prepared: Simulation, work: DividedWork<Result>): Result => {
  let step = work.next();
  while (!step.done) step = work.next(step.value.map((part) => workOn(prepared, part).value!));
  return step.value;
};

const evaluated = (history: History, edits: unknown[], isCapacity = false) => {
  const asked = asksOf(history, isCapacity);
  const targets = usualTargets(asked, () => [{}]);
  const prepared = new Simulation({ edits, views }, groundOf(history), asked);
  const evaluator = prepared.evaluator(targets);
  const { shown } = prepared.editions;
  const prints = asked.map((one) => editLog(shown, history, one, today).value!.footprints);
  const components = componentsOf(shown, prints, groundOf(history), evaluator.grain);
  return { prepared, evaluator, components };
};

/** Every combination of outcomes, each with what running it from nothing gives. */
const replayed = (evaluator: Evaluator, variables: readonly Variable[], place: number): Map<number, bigint> =>
  variables
    .reduce<{ outcomes: Map<string, number>; weight: bigint }[]>(
      (all, { id, values, weights }) =>
        all.flatMap(({ outcomes, weight }) =>
          values.map((_, index) => ({
            outcomes: new Map(outcomes).set(id, index),
            weight: weight * weights[index]!,
          })),
        ),
      [{ outcomes: new Map(), weight: 1n }],
    )
    .filter(({ weight }) => weight > 0n)
    .reduce((spread, { outcomes, weight }) => {
      const value = evaluator.values({ outcomes })[place]!;
      return spread.set(value, (spread.get(value) ?? 0n) + weight);
    }, new Map<number, bigint>());

describe('The compiled engine', () => {
  it('gives for every combination what making its edits on the log gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(histories, scenarios, fc.nat(), fc.boolean(), (history, edits, at, isCapacity) => {
        if (run({ edits, views }, groundOf(history)).problems) return;
        const { prepared, evaluator, components } = evaluated(history, edits, isCapacity);
        const drawing = { seed: 1, mixes: new Map(), draws: 10, pieces: 1 };
        const { method, places } = workedOut(
          prepared,
          workOut(evaluator, components, drawing, (spread) => spread),
        );
        expect(method).toBe('exact');
        const place = at % evaluator.layout.width;
        const found = places[place]!;
        const variables = components.flatMap((component) => component.variables);
        const oracle = replayed(evaluator, variables, place);
        expect(found.values.map(Number)).toEqual([...oracle.keys()].sort((a, b) => a - b));
        const whole = [...oracle.values()].reduce((sum, weight) => sum + weight, 0n);
        found.values.forEach((value, index) =>
          expect(found.weights[index]! * whole).toBe(oracle.get(Number(value))! * found.of),
        );
        compared++;
      }),
      draws(50),
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('adds up component by component to what all edits on the whole log give, whatever comes about and is made', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        histories,
        scenarios,
        fc.boolean(),
        fc.array(fc.tuple(fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), fc.nat()), {
          minLength: 16,
          maxLength: 16,
        }),
        (history, edits, isCapacity, situations) => {
          if (run({ edits, views }, groundOf(history)).problems) return;
          const { prepared, evaluator, components } = evaluated(history, edits, isCapacity);
          const variables = prepared.editions.shown.flatMap(({ variable }) => variable ?? []);
          const parts = components.map((component) => evaluator.of(component));
          const none = { makes: () => false };
          const start = evaluator.values(none);
          for (const [drawn, mask] of situations) {
            const outcomes = new Map(
              variables.map(({ id, values }, index) => [id, drawn[index % 12]! % values.length]),
            );
            const situation = { outcomes, makes: (edit: number) => ((mask >> edit) & 1) === 1 };
            const sums = start.map((value, place) =>
              parts.reduce(
                (sum, part) => sum + part.values(situation)[place]! - part.values(none)[place]!,
                value,
              ),
            );
            expect(sums).toEqual(evaluator.values(situation));
            compared++;
          }
        },
      ),
      draws(56),
    );
    // About half of the scenarios drawn are refused.
    expect(compared).toBeGreaterThan(400);
  });

  it('makes every selection of edits on what the one before it left as it makes each anew', () => {
    fc.assert(
      fc.property(histories, fc.array(edit, { minLength: 1, maxLength: 4 }), (history, edits) => {
        if (run({ edits, views }, groundOf(history)).problems) return;
        const { evaluator, components } = evaluated(history, edits);
        for (const component of components) {
          const evaluation = evaluator.of(component);
          const bits = Math.min(2, component.edits.length);
          const anew = Array.from({ length: 2 ** component.edits.length }, (_, mask) => {
            const values = evaluation.values({
              makes: (one) => ((mask >> component.edits.indexOf(one)) & 1) === 1,
            });
            return evaluator.targets.map((_, index) => values[evaluator.layout.placeOf(index)]!);
          });
          // All at once, and those that begin alike apart from each other.
          const apart = splitEvenly([...Array(2 ** bits).keys()], 2).map((prefixes) => ({ bits, prefixes }));
          for (const { bits, prefixes } of [{ bits: 0, prefixes: [0] }, ...apart]) {
            const { numbers } = new SelectionValues(evaluation, component, bits, prefixes);
            const masks = prefixes.flatMap((prefix) =>
              Array.from({ length: anew.length >>> bits }, (_, rest) => prefix | (rest << bits)),
            );
            expect([...numbers]).toEqual(masks.flatMap((mask) => anew[mask]!));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads nothing anew for an edit that changes nothing on what those before it left', () => {
    const history = ledger([...cast, deal('deal-one'), tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' })]);
    const [halved, idle] = [
      { op: 'scale', target: 'deal-one', toBp: 5_000 },
      { op: 'delay', target: 'deal-one', months: 0 },
    ];
    const readOf = (edits: object[]): number => {
      const { evaluator, components } = evaluated(history, edits, true);
      const read = vi.fn();
      const readings = evaluator.readings.map(({ reads, places }) => ({
        reads: { asked: reads.asked, read: (log?: EditedLog) => (read(), reads.read(log)) },
        places,
      }));
      const { editions, base, layout } = evaluator;
      const counted = new Evaluation(editions, base, today, layout, readings);
      for (const component of components) void new SelectionValues(counted, component, 0, [0]).numbers;
      return read.mock.calls.length;
    };
    expect(
      [
        [halved, idle],
        [idle, halved, idle],
        [halved, { ...idle, months: 6 }],
      ].map(readOf),
    ).toEqual([2, 2, 4]);
  });

  it('reads the same numbers off a board that moves as the views read off one of their own', () => {
    fc.assert(
      fc.property(histories, scenarios, (history, edits) => {
        if (run({ edits, views }, groundOf(history)).problems) return;
        const { evaluator } = evaluated(history, edits);
        evaluator.values({ makes: () => false });
        const [capacity] = ran(history, edits).views;
        const moved = evaluator.values({});
        const targetsOfFirst = evaluator.targets[0]!;
        targetsOfFirst.periods.forEach((period, index) => {
          const points = capacity!.scenario.totals
            .filter((total) => total.period === period)
            .map((total) => (total.plannedKw as { point: number | null }).point);
          if (points.includes(null)) return;
          expect(moved[index]).toBe(points.reduce<number>((sum, point) => sum + point!, 0));
        });
      }),
      { numRuns: 40 },
    );
  });
});

const coins = Array.from({ length: 16 }, (_, index) => `t-${index}`);
/** Sixteen gigawatts, each a tranche of its own with its own coin. */
const sixteen = ledger([
  ...cast,
  deal('deal-one'),
  deal('deal-two'),
  ...coins.map((name, index) =>
    tranche(index % 2 === 0 ? 'deal-one' : 'deal-two', name, '1 GW', { due: '2027-Q1' }),
  ),
  payment('deal-one', 'p', 'up to 100B USD', {
    from: 'vendor',
    to: 'lab',
    kind: 'equity',
    bindingness: 'intent',
    release: { per: '2 GW', amount: '10B USD' },
  }),
]);
const losing = (name: string, probability: number): unknown => ({
  op: 'cancel',
  target: `deal-${Number(name.slice(2)) % 2 === 0 ? 'one' : 'two'}/${name}`,
  probability,
});
const edits = coins.map((name) => losing(name, 0.25));
const headline = { view: 'compute-capacity', effectiveAt: '2025-11-30' };
const released = { view: 'obligations', effectiveAt: '2025-11-30', ...years, cumulative: 'true' };

describe('Monte Carlo', () => {
  const monteCarlo = { draws: 20_000, seed: 3 };
  const answer = valid(run({ edits, views: [headline, released], monteCarlo }, groundOf(sixteen)));
  const [power, money] = answer.monteCarlo!.targets;
  const GW = 1_000_000;

  it('meets a sum of coins within four standard errors: 12 of 16 GW stay, √(16 · 3 ÷ 16) off', () => {
    const { mean, standardError } = power!.fan.periods[0]!;
    expect(answer.monteCarlo!.method).toBe('sampled');
    expect(Math.abs(Number(mean) - 12 * GW)).toBeLessThan(4 * Number(standardError));
    expect(Number(standardError) / ((Math.sqrt(3) * GW) / Math.sqrt(20_000))).toBeCloseTo(1, 1);
  });

  it('meets a rule with a staircase: $10B for every two of the eight that stay', () => {
    const choose = (k: number): number =>
      Array.from({ length: k }, (_, index) => (8 - index) / (index + 1)).reduce(
        (product, one) => product * one,
        1,
      );
    const expected = Array.from(
      { length: 9 },
      (_, k) => choose(k) * 0.75 ** k * 0.25 ** (8 - k) * Math.floor(k / 2) * 10,
    ).reduce((sum, one) => sum + one, 0);
    const { mean, standardError } = money!.fan.periods.at(-1)!;
    expect(Math.abs(Number(mean) / 1e11 - expected)).toBeLessThan((4 * Number(standardError)) / 1e11);
  });
});

describe('A variable', () => {
  it('that is added or taken away leaves the draws of all others bit-identical', () => {
    const outcomesById = (all: readonly unknown[]): Map<string, string> =>
      new Map(
        readEdits(all, undefined).value!.map(({ variable }) => [
          variable!.id,
          outcomesOf(variable!, 11, 500).join(''),
        ]),
      );
    const full = outcomesById(edits);
    fc.assert(
      fc.property(fc.subarray(edits, { minLength: 1 }), (some) => {
        for (const [id, outcomes] of outcomesById(some)) expect(outcomes).toBe(full.get(id));
      }),
      { numRuns: 30 },
    );
  });

  it('lands as often as its probability says, within four standard errors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(), (percent, seed) => {
        const p = percent / 100;
        const variable = coin({ id: 'coin', edit: 0 }, decimal(p));
        const landed = outcomesOf(variable, seed, 4_000).filter((outcome) => outcome === 0).length;
        // Five instead of four: forty tries look harder for the rare one.
        expect(Math.abs(landed / 4_000 - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 4_000));
      }),
      { numRuns: 40 },
    );
  });
});

describe('Attribution', () => {
  it('adds to the difference exactly, and gives an edit without effect nothing', () => {
    fc.assert(
      fc.property(histories, fc.array(edit, { minLength: 1, maxLength: 4 }), (history, some) => {
        const all = [...some, { op: 'delay', target: 'deal-three', months: 0 }];
        if (run({ edits: all, views }, groundOf(history)).problems) return;
        for (const { difference, parts } of ran(history, all, { attribution: true }).attribution!) {
          expect(parts.reduce((sum, { value }) => sum + BigInt(value), 0n)).toBe(BigInt(difference));
          expect(parts.at(-1)).toMatchObject({ value: 0 });
          expect(parts.at(-1)!.exact).toBeUndefined();
        }
      }),
      { numRuns: 30 },
    );
  });
});
