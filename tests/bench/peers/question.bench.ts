import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, costOf, tellRatio } from '../costs.js';
import { DuckCapacity } from './duck-capacity.js';
import { OwnCapacity, questionDays } from './own-capacity.js';

/** Ten events each. */
const deals = Number(process.env.BENCH_DEALS ?? 1_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

/** Both say what is planned by the end of each quarter, of each layer, as it was known on a day. */
describe('Capacity by quarter, as known on a day', () => {
  let duck: DuckCapacity;
  let own: OwnCapacity;

  beforeAll(async () => {
    own = new OwnCapacity(deals);
    duck = await DuckCapacity.over(own.history);
  }, 600_000);
  afterAll(() => duck.close());

  it('is the same in SQL, and asked of a settled board it costs less', async () => {
    for (const day of questionDays) expect(await duck.planned(day)).toEqual(own.planned(day));
    const asked =
      (ask: (day: string) => unknown, days = questionDays) =>
      () =>
        costOf(days.length, async () => {
          for (const day of days) await ask(day);
        });
    const costs = await compare(rounds, {
      duck: asked((day) => duck.planned(day)),
      settled: asked(() => own.plannedNow()),
      moved: asked((day) => own.planned(day)),
      anew: asked((day) => own.plannedAnew(day), questionDays.slice(0, 1)),
    });
    const what = `${own.history.position} events, DuckDB on ${availableParallelism()} cores, ours on one`;
    tellRatio({ what: `${what}: a settled board as it stands, of SQL`, aim: 1 }, costs.duck, costs.settled);
    tellRatio({ what: `${what}: a board moved by a week, of SQL`, aim: 1 }, costs.duck, costs.moved);
    tellRatio({ what: `${what}: settled anew, of SQL`, aim: 1 }, costs.duck, costs.anew);
  }, 600_000);
});
