import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import type { History } from '../../projections/kit/log.js';
import type { Measure } from '../../projections/kit/measure.js';
import { scaleAmounts } from '../../src/simulator/edits/scale.js';
import { run, type ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { draws } from './found.js';
import { allDeals, edits, histories, questions } from './histories.js';

const today = '2026-11-23';

const viewQuestions = views
  .filter((view) => view.category === 'deal')
  .flatMap(({ name: view, timelines }) => [
    { view },
    ...(timelines ? [{ view, timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' }] : []),
  ]);

const ran = (history: History, scenario: unknown[], parts: object): ScenarioAnswer | undefined => {
  const answer = run(
    { edits: scenario, views: viewQuestions.map((view) => ({ ...view, ...parts })) },
    { history, position: history.position, today, logHash: '0'.repeat(64) },
  );
  return answer.value;
};

describe('A scenario', () => {
  it('without edits is the baseline, and its difference is empty', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        for (const view of ran(history, [], parts)!.views) {
          expect(view.scenario).toEqual(view.baseline);
          expect(view.difference).toMatchObject({ rows: [], totals: [] });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('A shelf of settled boards', () => {
  it('answers one scenario after the other as fresh boards do, to the letter', () => {
    let answers = 0;
    const scenarios = fc.array(fc.array(edits, { maxLength: 4 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(histories, scenarios, questions, (history, all, parts) => {
        const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
        const shelf = new BoardCache(history);
        for (const one of [...all, all[0]!]) {
          const scenario = { edits: one, views: viewQuestions.map((view) => ({ ...view, ...parts })) };
          const [kept, fresh] = [run(scenario, { ...ground, shelf }), run(scenario, ground)];
          expect(JSON.stringify(kept)).toBe(JSON.stringify(fresh));
          if (fresh.value) answers++;
        }
      }),
      draws(15),
    );
    expect(answers).toBeGreaterThan(40);
  });
});

const hashes = (answer: ScenarioAnswer | undefined): string[] =>
  answer?.views.map(({ scenario }) => viewHashOf(scenario)) ?? [];
const target = fc.constantFrom(...allDeals);
const months = fc.integer({ min: 0, max: 14 });

describe('Delays', () => {
  it('add up: delay a, then b, is delay a + b', () => {
    fc.assert(
      fc.property(histories, questions, target, months, months, (history, parts, deal, a, b) => {
        const delay = (by: number) => ({ op: 'delay', target: deal, months: by });
        expect(hashes(ran(history, [delay(a), delay(b)], parts))).toEqual(
          hashes(ran(history, [delay(a + b)], parts)),
        );
      }),
      draws(24),
    );
  });
});

/** Without counts of tranches and their lateness: one that is energized in part stands as two once its rest changed hands. */
const amountsOf = ({ totals }: { totals: readonly object[] }): object[] =>
  totals.map((total) => {
    const amounts = Object.entries(total).filter(([name]) => !name.endsWith('Count') && name !== 'lateDays');
    return Object.fromEntries(amounts);
  });

/** Without what rival claims come to: what is split is split by what counts, and so differently under another claim. */
const withoutSpans = (totals: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(totals, (name, value: unknown) => (name === 'span' ? null : value)));

/** Whether a tranche of the deal may be divided into what runs, which stays, and the rest. */
const runsInPart = (history: History, deal: string): boolean =>
  history.facts(deal).some(({ type }) => type === 'CapacityEnergized');

describe('Reassigning', () => {
  it('leaves the totals of power and money unchanged', () => {
    fc.assert(
      fc.property(histories, questions, target, (history, parts, deal) => {
        const answer = ran(history, [{ op: 'reassign', target: deal, provider: 'unnamed' }], parts)!;
        for (const { baseline, scenario } of answer.views) {
          const [before, after] = [amountsOf(baseline), amountsOf(scenario)];
          if (runsInPart(history, deal)) expect(withoutSpans(after)).toEqual(withoutSpans(before));
          else expect(after).toEqual(before);
        }
      }),
      draws(20),
    );
  });
});

describe('Scaling', () => {
  it('keeps the total exact: half to even, whatever the parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 30_000 }),
        (amounts, toBp) => {
          const total = amounts.reduce((sum, amount) => sum + amount, 0n) * BigInt(toBp);
          const got = scaleAmounts(amounts, BigInt(toBp)).reduce((sum, amount) => sum + amount, 0n);
          const twiceOff = 2n * (got * 10_000n - total);
          expect(twiceOff <= 10_000n && twiceOff >= -10_000n).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('Edits on different deals', () => {
  it('give the same answer in every order, and are not reported as order-dependent', () => {
    const on = (deal: string) =>
      fc.oneof(
        fc.record({ op: fc.constant('delay'), target: fc.constant(deal), months }),
        fc.record({
          op: fc.constant('scale'),
          target: fc.constant(deal),
          toBp: fc.integer({ min: 0, max: 20_000 }),
        }),
        fc.record({ op: fc.constant('cancel'), target: fc.constant(deal) }),
      );
    fc.assert(
      fc.property(histories, questions, on('deal-one'), on('deal-two'), (history, parts, one, other) => {
        const [forth, back] = [ran(history, [one, other], parts), ran(history, [other, one], parts)];
        expect(hashes(forth)).toEqual(hashes(back));
        expect(forth?.orderDependent ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('have point totals that are whole numbers', () => {
    fc.assert(
      fc.property(
        histories,
        questions,
        target,
        fc.integer({ min: 1, max: 9_999 }),
        (history, parts, deal, toBp) => {
          for (const { scenario } of ran(history, [{ op: 'scale', target: deal, toBp }], parts)!.views) {
            for (const total of scenario.totals)
              for (const value of Object.values(total))
                if (value && typeof value === 'object' && 'point' in value && value.point !== null)
                  expect(() => BigInt((value as Measure).point!)).not.toThrow();
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
