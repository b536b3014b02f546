import { describe, expect, it } from 'vitest';
import { run } from '../../../src/simulator/answer/run.js';
import type { Ground } from '../../../src/simulator/scenario/ground.js';
import { valid } from '../../valid.js';
import { compare, type Cost, costOf, tellRatio } from '../costs.js';
import { historyOf, type Plan, plansOf, scenarioOf } from '../planned-log.js';
import { squiggleChances, squiggleMeans } from './squiggle.js';

const samples = Number(process.env.BENCH_SAMPLES ?? 10_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

describe(`${samples} draws over forty quarters, for each draw, one thread`, () => {
  it('of six tranches that slip each by itself: the mean and five percentiles of their sum', async () => {
    const plans = plansOf(6, 2);
    const [ours, theirs] = [ownMeans(plans), await squiggleMeans(plans, samples)];
    const whole = plans.reduce((sum, { kw }) => sum + kw, 0);
    for (const [quarter, mean] of ours.entries())
      expect(Math.abs(mean - (theirs[quarter] ?? NaN)) / whole, `quarter ${quarter}`).toBeLessThan(0.02);
    const costs = await compare(rounds, {
      squiggle: drawing(() => squiggleMeans(plans, samples)),
      own: drawing(() => ownMeans(plans)),
    });
    tellRatio({ what: `six tranches, ${samples} draws, of Squiggle`, aim: 1 }, costs.squiggle, costs.own);
  });

  it('of one tranche: the chance of each quarter, of which ours reckons every outcome instead', async () => {
    const [plan] = plansOf(1, 1) as [Plan];
    const [ours, theirs] = [ownMeans([plan]), await squiggleChances(plan, samples)];
    for (const [quarter, mean] of ours.entries())
      expect(Math.abs(mean / plan.kw - (theirs[quarter] ?? NaN)), `quarter ${quarter}`).toBeLessThan(0.02);
    const costs = await compare(rounds, {
      squiggle: drawing(() => squiggleChances(plan, samples)),
      own: drawing(() => ownMeans([plan])),
    });
    tellRatio({ what: `one tranche, ${samples} draws of Squiggle alone`, aim: 1 }, costs.squiggle, costs.own);
  });
});

const grounds = new Map<readonly Plan[], Ground>();

const groundOf = (plans: readonly Plan[]): Ground => {
  const history = historyOf(plans);
  return { history, position: history.position, today: '2026-11-23', logHash: '' };
};

/** The mean of each quarter's fan. */
const ownMeans = (plans: readonly Plan[]): number[] => {
  const ground = grounds.get(plans) ?? groundOf(plans);
  grounds.set(plans, ground);
  const { monteCarlo } = valid(run(scenarioOf(plans, samples), ground));
  return (monteCarlo?.targets[0]?.fan.periods ?? []).map(({ mean }) => Number(mean));
};

const drawing = (work: () => unknown) => (): Promise<Cost> =>
  costOf(samples, async () => {
    await work();
  });
