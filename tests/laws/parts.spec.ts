import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../projections/kit/log.js';
import {
  type WorkPart,
  type WorkPartAnswer,
  runInParts,
  workPart,
} from '../../src/simulator/answer/in-parts.js';
import { type Ground, run, type Scenario } from '../../src/simulator/answer/run.js';
import { ledger } from '../given.js';
import { cast, deal, payment, tranche } from '../spec/facts.js';
import { draws, expectFound } from './found.js';

const groundOf = (history: History): Ground => ({
  history,
  position: history.position,
  today: '2026-11-23',
  logHash: '0'.repeat(64),
});

const deals = ['deal-one', 'deal-two', 'deal-three'];
/** Five gigawatts on each of three deals, the first of which releases $10B for every two. */
const history = ledger([
  ...cast,
  ...deals.map((stream) => deal(stream)),
  ...deals.flatMap((stream) =>
    [1, 2, 3, 4, 5].map((number) =>
      tranche(stream, `t-${number}`, '1 GW', { due: `2027-Q${(number % 4) + 1}` }),
    ),
  ),
  payment('deal-one', 'p', 'up to 100B USD', {
    from: 'vendor',
    to: 'lab',
    kind: 'equity',
    bindingness: 'intent',
    release: { per: '2 GW', amount: '10B USD' },
  }),
]);

const years = { timeline: 'quarter', from: '2026-10-01', to: '2028-12-31' };
const views = [
  { view: 'compute-capacity', effectiveAt: '2025-11-30', ...years },
  { view: 'obligations', effectiveAt: '2025-11-30', ...years, cumulative: 'true' },
  { view: 'market-share', of: 'headline', effectiveAt: '2025-11-30' },
];

const target = fc
  .tuple(fc.constantFrom(...deals), fc.integer({ min: 0, max: 5 }))
  .map(([stream, number]) => (number === 0 ? stream : `${stream}/t-${number}`));
const plain = fc.oneof(
  fc.record({ op: fc.constant('delay'), target, months: fc.constantFrom(3, 6, 12) }),
  fc.record({ op: fc.constant('scale'), target, toBp: fc.constantFrom(0, 5_000, 12_000) }),
  fc.record({ op: fc.constant('cancel'), target }),
);
const coin = fc
  .tuple(plain, fc.constantFrom(0.1, 0.5, 0.75))
  .map(([one, probability]) => ({ ...one, probability }));
const slip = fc.tuple(target, fc.nat()).map(([one, name]) => [
  { op: 'set', assumption: `a-${name}`, distribution: { least: 0, most: 23 } },
  { op: 'delay', target: one, months: { assumption: `a-${name}` } },
]);
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    coins: fc.array(fc.oneof(coin, plain), { minLength: 1, maxLength: 4 }),
    slips: fc.array(slip, { maxLength: 3 }),
    asked: fc.subarray(views, { minLength: 1, maxLength: 2 }),
    attribution: fc.boolean(),
    tornado: fc.boolean(),
  })
  .map(({ coins, slips, asked, ...asks }) => ({
    edits: [...coins, ...slips.flat()],
    views: asked,
    monteCarlo: { draws: 200, seed: 5 },
    ...asks,
  }));

/** Works on copies only, as another thread would. */
const elsewhere = (scenario: Scenario): ((part: WorkPart) => Promise<WorkPartAnswer>) => {
  const [own, ground] = [structuredClone(scenario), groundOf(history)];
  return (part) => Promise.resolve(structuredClone(workPart(own, ground, structuredClone(part))));
};

const parts = deals.flatMap((stream) => [1, 2, 3, 4, 5].map((number) => `${stream}/t-${number}`));
const resized = (on: string, power: string): object => {
  const [stream, name] = on.split('/');
  const body = { tranche: name, power };
  return {
    op: 'assume',
    event: { stream, type: 'CapacityResized', source: { title: 'Assumed', kind: 'own' }, body },
  };
};
const onTranche = fc.constantFrom(...parts.slice(0, 4)).chain((on) =>
  fc.oneof(
    fc.record({ op: fc.constant('delay'), target: fc.constant(on), months: fc.constantFrom(3, 9) }),
    fc.record({ op: fc.constant('scale'), target: fc.constant(on), toBp: fc.constantFrom(3_333, 15_000) }),
    fc.record({ op: fc.constant('reassign'), target: fc.constant(on), provider: fc.constant('cloud') }),
    fc.constantFrom('700 MW', '2 GW').map((power) => resized(on, power)),
  ),
);
/** So many edits on so few tranches that their pairs are handed out. */
const crowds: fc.Arbitrary<Scenario> = fc
  .record({
    edits: fc.array(onTranche, { minLength: 16, maxLength: 30 }),
    asked: fc.subarray(views, { minLength: 1 }),
  })
  .map(({ edits, asked }) => ({ edits, views: asked }));

/** More often the fewest and the most than those between. */
const numbersOfPieces = fc.oneof(fc.constantFrom(1, 8), fc.integer({ min: 1, max: 8 }));

describe('A run in parts', () => {
  it('finds the same pairs of edits that depend on their order, whoever tries them', async () => {
    const counts = { shared: 0, dependent: 0 };
    await fc.assert(
      fc.asyncProperty(crowds, fc.integer({ min: 1, max: 8 }), async (scenario, pieces) => {
        const work = elsewhere(scenario);
        const asked: WorkPart[] = [];
        const noted = (part: WorkPart): Promise<WorkPartAnswer> => {
          asked.push(part);
          return work(part);
        };
        const whole = run(scenario, groundOf(history));
        expect(await runInParts(scenario, groundOf(history), noted, { pieces })).toEqual(whole);
        if (asked.length > 0) counts.shared++;
        expect(asked.map(({ kind }) => kind)).toEqual(asked.map(() => 'orders'));
        if (asked.length > 0) expect(asked).toHaveLength(pieces);
        counts.dependent += whole.value?.orderDependent.length ?? 0;
      }),
      draws(8),
    );
    expectFound(counts.shared, 4);
    expectFound(counts.dependent, 10);
  });

  it('gives what run() gives, hash and all, for any number of pieces', async () => {
    const methods = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenarios, numbersOfPieces, async (scenario, pieces) => {
        const whole = run(scenario, groundOf(history));
        expect(await runInParts(scenario, groundOf(history), elsewhere(scenario), { pieces })).toEqual(whole);
        if (whole.value) methods.add(whole.value.monteCarlo!.method);
      }),
      draws(9),
    );
    expect([...methods].sort()).toEqual(['exact', 'sampled']);
  });

  const coins = deals.flatMap((stream) =>
    [1, 2, 3, 4, 5].map((number) => ({ op: 'cancel', target: `${stream}/t-${number}`, probability: 0.5 })),
  );
  const scenario = { edits: coins, views: views.slice(0, 1), monteCarlo: { draws: 1_000, seed: 1 } };

  it('tells how far it is', async () => {
    const heard: [number, number][] = [];
    await runInParts(scenario, groundOf(history), elsewhere(scenario), {
      pieces: 4,
      heard: (done, of) => heard.push([done, of]),
    });
    // Tables in four parts, then paths in four.
    expect(heard).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
      [5, 8],
      [6, 8],
      [7, 8],
      [8, 8],
    ]);
  });

  it('is refused where a part is, with the same problems', async () => {
    const edits = [
      { op: 'set', assumption: 'months', distribution: { values: [0, 5_000] } },
      { op: 'delay', target: 'deal-one', months: { assumption: 'months' } },
    ];
    const refused = { ...scenario, edits };
    const whole = run(refused, groundOf(history));
    expect(whole).toMatchObject({ problems: [{ pointer: '/edits/1/months' }] });
    expect(await runInParts(refused, groundOf(history), elsewhere(refused), { pieces: 3 })).toEqual(whole);
  });

  it('rejects where the work can not be done', async () => {
    const broken = (): Promise<WorkPartAnswer> => Promise.reject(new Error('the thread is gone'));
    await expect(runInParts(scenario, groundOf(history), broken, { pieces: 2 })).rejects.toThrow('gone');
  });
});
