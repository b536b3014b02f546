import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feasibility } from '../../src/simulator/feasibility/answer.js';
import { amd, enough, nvidia, planned, quarters, takes, tranche } from '../scarce.js';
import { whatIf } from '../what-if.js';

const runs = { numRuns: 25 };
const MW = 1_000;
const names = ['2027-Q1', '2027-Q2', '2027-Q3'];
const horizon = quarters('2027-01-01', '2027-09-30');

/** Every choice of one number below each count. */
const choices = (counts: readonly number[]): number[][] =>
  counts.reduce<number[][]>(
    (all, count) => all.flatMap((some) => Array.from({ length: count }, (_, one) => [...some, one])),
    [[]],
  );

describe('The cheapest mix of levers', () => {
  const history = planned(
    ...['n-1', 'n-2', 'n-3'].map((name, quarter) => tranche(nvidia, name, 300, names[quarter])),
    ...['gw-1', 'gw-2'].map((name) => tranche(amd, name, 500, '2027-Q1')),
  );
  const view = { view: 'compute-capacity', ...horizon, by: 'provider', layer: 'chips' };
  const read = (name: string) => ({ assumption: name });
  const edits = [
    { op: 'scale', target: `${amd}/gw-1`, toBp: read('first') },
    { op: 'scale', target: `${amd}/gw-2`, toBp: read('second') },
    { op: 'delay', target: nvidia, months: read('slip') },
    { op: 'scale', target: nvidia, toBp: read('size') },
  ];
  const lever = (name: string, most: number, step: number, find: string) =>
    fc
      .record({ costPerStep: fc.integer({ min: 1, max: 9 }) })
      .map((cost) => ({ lever: name, least: 0, most, step, find, ...cost }));
  const levers = fc.tuple(
    lever('first', 10_000, 5_000, 'smallest'),
    lever('second', 10_000, 2_500, 'smallest'),
    lever('slip', 9, 3, 'largest'),
    lever('size', 10_000, 5_000, 'smallest'),
  );
  const level = fc.integer({ min: 0, max: 2_000 }).map((megawatts) => megawatts * MW);
  const by = fc.constantFrom(...names);
  const target = fc
    .record({ level, by })
    .map((one) => ({ measure: 'plannedKw', only: { layer: 'chips' }, ...one }));

  /** Read off a full run of the scenario, setting by setting. */
  const plannedIn = (setting: Record<string, number>): Record<string, number> => {
    const { views } = whatIf(history, { edits, assumptions: setting, views: [view] });
    const totals = views[0]!.scenario.totals as unknown as { period: string; plannedKw: { point: number } }[];
    return Object.fromEntries(totals.map(({ period, plannedKw }) => [period, plannedKw.point]));
  };
  const grid = choices([3, 5, 4, 3]).map((steps) => {
    const [first, second, slip, size] = steps as [number, number, number, number];
    const setting = { first: first * 5_000, second: second * 2_500, slip: 9 - slip * 3, size: size * 5_000 };
    return { steps, setting, planned: plannedIn(setting) };
  });

  it('is the one that trying all 180 settings finds, levers that meet and levers that do not', () => {
    fc.assert(
      fc.property(levers, fc.array(target, { minLength: 1, maxLength: 3 }), (four, targets) => {
        const found = takes(history, { edits, views: [view] }, { levers: four, targets });
        const costs = grid
          .filter((one) => targets.every((aim) => one.planned[aim.by]! >= aim.level))
          .map(({ steps }) => steps.reduce((sum, step, index) => sum + step * four[index]!.costPerStep, 0));
        expect(found.optimality).toBe('proven');
        expect(found.found?.cost ?? null).toBe(costs.length > 0 ? Math.min(...costs) : null);
        expect(found.beyond.filter(({ passes }) => passes)).toEqual([]);
        const told = found.found ?? found.best!;
        const setting = Object.fromEntries(told.levers.map((one) => [one.lever, one.x]));
        const replayed = plannedIn(setting);
        expect(told.targets.map(({ value }) => value)).toEqual(targets.map((aim) => replayed[aim.by]));
      }),
      runs,
    );
  });
});

describe('Enough for a plan', () => {
  const sizes = [100, 200, 300, 500];
  const one = fc.record({ size: fc.constantFrom(...sizes), due: fc.nat({ max: 2 }) });
  const plan = fc.array(one, { minLength: 1, maxLength: 4 });
  const supply = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 });
  const carriesOver = fc.boolean();

  const historyOf = (tranches: readonly { size: number; due: number }[]) =>
    planned(...tranches.map(({ size, due }, index) => tranche(amd, `t-${index}`, size, names[due])));
  const power = (amounts: readonly number[], carries: boolean) => ({
    name: 'power',
    kind: 'power',
    of: { layer: 'chips' },
    supply: { periods: Object.fromEntries(names.map((name, index) => [name, amounts[index]!])) },
    carriesOver: carries,
  });
  const inMw = (amounts: readonly number[]): number[] => amounts.map((hundreds) => hundreds * 100 * MW);

  /** The least delay of all ways to move whole tranches, in kilowatt-quarters; undefined where none has room. */
  const leastDelay = (
    tranches: readonly { size: number; due: number }[],
    amounts: readonly number[],
    carries: boolean,
  ): number | undefined => {
    const delays = choices(tranches.map(({ due }) => 3 - due)).flatMap((later) => {
      const use = names.map((_, period) =>
        tranches.reduce((sum, { size, due }, at) => sum + (due + later[at]! === period ? size * MW : 0), 0),
      );
      let left = 0;
      const isEnough = use.every((kw, period) => {
        left = amounts[period]! - kw + (carries ? left : 0);
        return left >= 0;
      });
      return isEnough ? [tranches.reduce((sum, { size }, at) => sum + size * MW * later[at]!, 0)] : [];
    });
    return delays.length > 0 ? Math.min(...delays) : undefined;
  };

  it('is scheduled in one piece with the delay that trying every schedule finds, and what is used is what a run shows', () => {
    fc.assert(
      fc.property(plan, supply, carriesOver, (tranches, hundreds, carries) => {
        const [history, amounts] = [historyOf(tranches), inMw(hundreds)];
        const { schedule } = enough(history, horizon, [power(amounts, carries)]);
        const pieces = schedule?.inOnePiece ?? undefined;
        expect(pieces?.delayKwPeriods).toBe(leastDelay(tranches, amounts, carries));
        if (!pieces) return;
        expect(Number(schedule!.delayKwPeriods)).toBeLessThanOrEqual(Number(pieces.delayKwPeriods));
        const { views } = whatIf(history, {
          edits: pieces.edits,
          views: [{ view: 'compute-capacity', ...horizon, by: 'layer', layer: 'chips' }],
        });
        const due = views[0]!.scenario.rows.map(({ dueKw }) => (dueKw as { point: number }).point);
        const use = due.map((kw, period) => kw - (due[period - 1] ?? 0));
        expect(pieces.resources[0]!.periods.map((period) => period.use)).toEqual(use);
        expect(pieces.resources[0]!.periods.every(({ slack }) => Number(slack) >= 0)).toBe(true);
      }),
      runs,
    );
  });

  it('is missing where tranches and supplies conflict, none of which could be left out', () => {
    fc.assert(
      fc.property(plan, supply, carriesOver, (tranches, hundreds, carries) => {
        const amounts = inMw(hundreds);
        const answer = enough(historyOf(tranches), horizon, [power(amounts, carries)]);
        if (!answer.conflict) return;
        const { conflict } = answer;
        const named = tranches.filter((_, at) =>
          conflict.tranches.some((part) => part.tranche === `${amd}/t-${at}`),
        );
        const verdict = (some: typeof tranches, given: readonly number[]): Feasibility['verdict'] =>
          enough(historyOf(some), horizon, [power(given, carries)]).verdict;
        expect(verdict(named, amounts)).toBe('does-not-fit');
        for (const left of named)
          expect(
            verdict(
              named.filter((other) => other !== left),
              freed(amounts, answer, []),
            ),
          ).not.toBe('does-not-fit');
        for (const { period } of conflict.supplies)
          expect(verdict(named, freed(amounts, answer, [period]))).not.toBe('does-not-fit');
      }),
      runs,
    );
  });

  /** Supplies that are in no conflict, and those of these periods, without a limit. */
  const freed = (
    amounts: readonly number[],
    { conflict, resources }: Feasibility,
    periods: string[],
  ): number[] => {
    const binds = conflict!.supplies
      .map(({ period }) => period)
      .filter((period) => !periods.includes(period));
    expect(resources).toHaveLength(1);
    return amounts.map((amount, index) => (binds.includes(names[index]!) ? amount : 10_000 * MW));
  };

  it('is there with the smallest relaxation, and not with one kilowatt less of any part of it', () => {
    fc.assert(
      fc.property(plan, supply, carriesOver, (tranches, hundreds, carries) => {
        const [history, amounts] = [historyOf(tranches), inMw(hundreds)];
        const { relaxation } = enough(history, horizon, [power(amounts, carries)]);
        if (!relaxation) return;
        const raised = (less: string | undefined): number[] =>
          amounts.map((amount, index) => {
            const more = relaxation.extra.find(({ period }) => period === names[index]);
            return amount + Number(more?.more ?? 0) - (more && more.period === less ? 1 : 0);
          });
        const verdict = (given: number[]) => enough(history, horizon, [power(given, carries)]).verdict;
        expect(verdict(raised(undefined))).not.toBe('does-not-fit');
        for (const { period } of relaxation.extra) expect(verdict(raised(period))).toBe('does-not-fit');
      }),
      runs,
    );
  });

  it('never saves more delay by one kilowatt more than its shadow price says', () => {
    fc.assert(
      fc.property(plan, supply, carriesOver, (tranches, hundreds, carries) => {
        const [history, amounts] = [historyOf(tranches), inMw(hundreds)];
        const { schedule } = enough(history, horizon, [power(amounts, carries)]);
        if (!schedule) return;
        names.forEach((name, index) => {
          const more = amounts.map((amount, at) => (at === index ? amount + 1 : amount));
          const after = enough(history, horizon, [power(more, carries)]).schedule!;
          // Where supply carries over, one more in a period is one more by the end of each later one, too.
          const prices = schedule.binding.filter(({ period }) =>
            carries ? period >= name : period === name,
          );
          const price = prices.reduce((sum, { shadowPrice }) => sum + shadowPrice, 0);
          expect(Number(schedule.delayKwPeriods) - Number(after.delayKwPeriods)).toBeLessThanOrEqual(price);
        });
      }),
      runs,
    );
  });
});
