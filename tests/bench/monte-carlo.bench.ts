import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ViewQuestion } from '../../projections/asking.js';
import { type MonteCarloAnswer, drawChance } from '../../src/simulator/answer/monte-carlo.js';
import type { MonteCarlo } from '../../src/simulator/scenario/asks.js';
import { componentsOf } from '../../src/simulator/compute/components.js';
import type { WorkPart } from '../../src/simulator/compute/divided-work.js';
import { Simulation } from '../../src/simulator/compute/simulation.js';
import {
  editLog,
  type Ground,
  readView,
  run,
  type Scenario,
  workOn,
} from '../../src/simulator/answer/run.js';
import { readTargets } from '../../src/simulator/scenario/targets.js';
import { valid } from '../valid.js';
import { axis, historyOf, type Plan, plansOf, quarters, scenarioOf, slips } from './planned-log.js';

const askedOf = ({ views }: Scenario, ground: Ground): ViewQuestion =>
  readView(views[0], '/views/0', ground.position, ground, []).value!;

const fanOf = ({ targets }: MonteCarloAnswer): unknown[][] =>
  targets[0]!.fan.periods.map(({ p10, p25, p50, p75, p90 }) => [p10, p25, p50, p75, p90]);

/** The reference implementation of Threefry-2x32-20, written down again: the first half of what comes out. */
const threefry = (path: number, key0: number, key1: number): number => {
  const keys = [key0, key1, 0x1bd11bda ^ key0 ^ key1];
  let [x0, x1] = [(path + key0) | 0, key1 | 0];
  const mix = (by: number): void => {
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << by) | (x1 >>> (32 - by))) ^ x0;
  };
  for (let group = 1; group <= 5; group++) {
    for (const by of group % 2 === 1 ? [13, 15, 26, 6] : [17, 29, 16, 24]) mix(by);
    x0 = (x0 + keys[group % 3]!) | 0;
    x1 = (x1 + keys[(group + 1) % 3]! + group) | 0;
  }
  return x0 >>> 0;
};

const percentiles = [0.1, 0.25, 0.5, 0.75, 0.9];

/** The bare loop: for every path and tranche a draw, its slip off a table, and a step from its quarter on; then percentiles. */
const bare = (plans: readonly Plan[], draws: number): number[][] => {
  const stock = Array.from({ length: quarters }, () => new Float64Array(draws));
  for (const { tranche, kw, due } of plans) {
    const digest = createHash('sha256').update(`v1|7|assumption ${tranche}`).digest();
    const [key0, key1] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
    // Eight equally likely values in rising order: the first three bits are the place in the table.
    const from = Uint8Array.from(slips, (months) => Math.min(quarters, due + months / 3));
    for (let path = 0; path < draws; path++) {
      const start = from[threefry(path, key0, key1) >>> 29]!;
      if (start < quarters) stock[start]![path]! += kw;
    }
  }
  for (let quarter = 1; quarter < quarters; quarter++)
    for (let path = 0; path < draws; path++) stock[quarter]![path]! += stock[quarter - 1]![path]!;
  return stock.map((values) => {
    const sorted = values.sort();
    return percentiles.map((part) => sorted[Math.ceil(part * draws) - 1]!);
  });
};

const timed = <Result>(work: () => Result): { result: Result; ms: number } => {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
};

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

/** Does the work part by part and says how long the tables took, and how long the paths and their percentiles. */
const drawn = (
  prepared: Simulation,
  scenario: Scenario,
): { chance: MonteCarloAnswer; tables: number; paths: number } => {
  const { value: targets } = readTargets([{ measure: 'plannedKw' }], prepared.views, {
    log: prepared.ground.history,
  });
  const evaluator = prepared.evaluator(targets!);
  const { shown } = prepared.editions;
  const prints = prepared.views.map(
    (one) => editLog(shown, prepared.ground.history, one, prepared.ground.today).value!.footprints,
  );
  const components = componentsOf(shown, prints, prepared.ground, evaluator.grain);
  evaluator.values({});
  const work = drawChance(evaluator, components, scenario.monteCarlo as MonteCarlo, { mixes: new Map() }, 1);
  const start = performance.now();
  const first = work.next();
  const numbers = (first.value as readonly WorkPart[]).map((part) => workOn(prepared, part).value!);
  const between = performance.now();
  let step = work.next(numbers);
  while (!step.done) step = work.next(step.value.map((part) => workOn(prepared, part).value!));
  return { chance: step.value, tables: between - start, paths: performance.now() - between };
};

it('measures 10,000 paths of 1,000 tranches over 40 quarters against a bare loop with the same draws', () => {
  const [draws, runs] = [10_000, 3];
  for (const deals of [100, 1]) {
    const plans = plansOf(1_000, deals);
    const history = historyOf(plans);
    const ground: Ground = { history, position: history.position, today: '2026-11-23', logHash: '' };
    const scenario = scenarioOf(plans, draws);
    const prepared = new Simulation(scenario, ground, [askedOf(scenario, ground)]);
    const [ours, tables, loops]: number[][] = [[], [], []];
    for (let times = 0; times < runs; times++) {
      const loop = timed(() => bare(plans, draws));
      const own = drawn(prepared, scenario);
      expect(fanOf(own.chance)).toEqual(loop.result);
      ours!.push(own.paths);
      tables!.push(own.tables);
      loops!.push(loop.ms);
    }
    const whole = timed(() => run(scenario, ground));
    expect(fanOf(valid(whole.result).monteCarlo!)).toEqual(bare(plans, draws));
    const [path, table, loop] = [median(ours!), median(tables!), median(loops!)];
    console.log(
      `1,000 tranches on ${deals} deals, ${draws} paths, 40 quarters, one thread, medians of ${runs}: draws, sums and percentiles ${path.toFixed(0)} ms, the bare loop ${loop.toFixed(0)} ms: ${(path / loop).toFixed(2)} times; the tables before them ${table.toFixed(0)} ms; the whole run once ${whole.ms.toFixed(0)} ms`,
    );
  }
});

it('measures 5,000 draws of six tranches that slip each by itself, the whole run', () => {
  const plans = plansOf(6, 2);
  const history = historyOf(plans);
  const ground: Ground = { history, position: history.position, today: '2026-11-23', logHash: '' };
  const times = Array.from({ length: 11 }, () => timed(() => run(scenarioOf(plans, 5_000), ground)).ms);
  console.log(`six tranches, 5,000 draws, 40 quarters, the whole run: ${median(times).toFixed(0)} ms`);
});

it('measures attribution over sixteen edits that act on the releases of one deal', () => {
  const plans = plansOf(10, 1);
  const history = historyOf(plans, true);
  const ground: Ground = { history, position: history.position, today: '2026-11-23', logHash: '' };
  const edits = Array.from({ length: 16 }, (_, index) => {
    const target = `deal-0/t-${index % 10}`;
    if (index % 3 === 1) return { op: 'delay', target: 'deal-0', months: 3 };
    return index % 3 === 0 ? { op: 'cancel', target } : { op: 'scale', target, toBp: 5_000 };
  });
  const view = { view: 'obligations', effectiveAt: '2025-12-31', cumulative: 'true', ...axis };
  const { ms, result } = timed(() => run({ edits, views: [view], attribution: true }, ground));
  expect(valid(result).attribution![0]!.method).toBe('exact');
  console.log(`65,536 selections of sixteen edits on one deal: ${ms.toFixed(0)} ms`);
});
