import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import type { Line } from '../../projections/kit/line.js';
import { linesInRuns, runsOf } from '../../projections/kit/line-runs.js';
import { Standpoint } from '../../projections/kit/standpoint.js';
import { ledger } from '../ledger.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { questions } from './histories.js';
import { kinHistories } from './kin.js';
import { kindsOfHistories } from './kinds-of-histories.js';
import { announced, registered } from './opening.js';

const timelines = [
  { timeline: 'quarter', from: '2025-04-01', to: '2028-06-30' },
  { timeline: 'year', from: '2024-01-01', to: '2031-12-31' },
  { timeline: 'month', from: '2026-01-01', to: '2027-12-31' },
];
const withTimeline = views.filter(({ category, timelines: has }) => category === 'deal' && has);
const kinds = [...kindsOfHistories, ['deals that belong together', kinHistories] as const];
const asked = withTimeline.flatMap(({ name: view, parameters }) => [
  { view },
  ...('cumulative' in parameters ? [{ view, cumulative: 'true' }] : []),
]);

const byId = (one: Line, other: Line): number => (one.id < other.id ? -1 : 1);

describe('Periods of a timeline that say the same', () => {
  it.each(kinds)('say, told once, what each says that is told by itself: %s', (_, histories) => {
    let [shared, told] = [0, 0];
    fc.assert(
      fc.property(
        histories,
        questions,
        fc.constantFrom(...asked),
        fc.constantFrom(...timelines),
        (history, parts, question, timeline) => {
          const viewed = askedOf(history, { ...question, ...timeline, ...parts });
          const { context } = new Board(viewed.view, viewed.question, history);
          const standpoint = new Standpoint(viewed.view, viewed.question, history, context);
          for (const stream of history.streams('deal')) {
            const runs = runsOf(stream, standpoint);
            const each = standpoint.linesOf(stream);
            expect(linesInRuns(runs).sort(byId)).toEqual(each.sort(byId));
            told += runs.length;
            shared += runs.reduce((sum, { further }) => sum + further.length, 0);
          }
        },
      ),
    );
    expectFound(told, 100);
    expectFound(shared, 100);
  });

  it('do not say the same where one was paid in one of them, or a level, a date or the plan comes between', () => {
    const said = (type: string, on: string, body: object) => ({
      stream: 'deal-one',
      type,
      effectiveOn: on,
      knownOn: on,
      body: { ...body },
    });
    const parties = { from: 'openai', to: 'amd', kind: 'services', bindingness: 'firm' };
    const tranche = { tranche: 't', layer: 'chips', provider: 'amd', consumer: 'openai', power: '1 GW' };
    const history = ledger([
      ...['openai', 'amd'].map(registered),
      announced('deal-one'),
      said('PaymentCommitted', '2025-06-01', {
        payment: 'fee',
        ...parties,
        amount: '8 billion USD',
        over: { from: '2026-Q1', months: 24 },
      }),
      said('CapacityCommitted', '2025-06-01', {
        ...tranche,
        basis: 'it',
        due: '2027-Q3',
        bindingness: 'firm',
      }),
      said('CapacityEnergized', '2026-05-01', { tranche: 't', power: '200 MW' }),
    ]);
    const paid = ledger([
      ...['openai', 'amd'].map(registered),
      announced('deal-one'),
      said('PaymentCommitted', '2025-06-01', {
        payment: 'fee',
        ...parties,
        amount: '8 billion USD',
        over: { from: '2026-Q1', months: 24 },
      }),
      said('PaymentMade', '2026-04-15', { payment: 'fee', amount: '1 billion USD' }),
    ]);
    const runsFor = (view: string, log: typeof history): [string, string][] => {
      const quarters = { timeline: 'quarter', from: '2026-01-01', to: '2027-12-31' };
      const viewed = askedOf(log, { view, ...quarters });
      const { context } = new Board(viewed.view, viewed.question, log);
      return runsOf('deal-one', new Standpoint(viewed.view, viewed.question, log, context)).map(
        ({ lines, further }) => [
          String(lines[0]?.keys.period),
          further.at(-1) ?? String(lines[0]?.keys.period),
        ],
      );
    };
    // Nothing runs in the first quarter; from the fourth on it is the plan, and all of it is due in the seventh.
    expect(runsFor('compute-capacity', history)).toEqual([
      ['2026-Q1', '2026-Q1'],
      ['2026-Q2', '2026-Q3'],
      ['2026-Q4', '2027-Q2'],
      ['2027-Q3', '2027-Q4'],
    ]);
    expect(runsFor('obligations', history)).toEqual([['2026-Q1', '2027-Q4']]);
    expect(runsFor('obligations', paid)).toHaveLength(8);
  });
});
