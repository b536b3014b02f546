import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { answered } from '../laws/asked.js';
import { crowded, editsOnIt } from '../laws/pairs.js';
import { given } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, tranche } from './facts.js';

const on = 'deal-one';
const { history } = given(
  ...cast,
  deal(on),
  tranche(on, 'a', '1 GW', { due: '2026-Q4' }),
  tranche(on, 'b', '1 GW', { due: '2027-Q2' }),
);
/** Nothing is known in 2024, both tranches are in 2035. */
const early = { view: 'compute-capacity', effectiveAt: '2024-06-30', knownAt: '2024-06-30' };

describe('With one view before anything was known and one after', () => {
  const answer = whatIf(history, { edits, views: [early, late] });

  it('an edit has the effects of both, each told apart', () => {
    expect(answer.effects.map(({ status, touched }) => [status, touched])).toEqual([
      ['applied', [`${on}/a`, `${on}/b`]],
      ['applied', [`${on}/a`, `${on}/b`]],
    ]);
    expect(answer.effects[0]!.byView).toMatchObject([
      { view: 0, status: 'no-effect', touched: [] },
      { view: 1, status: 'applied', touched: [`${on}/a`, `${on}/b`] },
    ]);
  });

  it('a pair depends on its order where one of the views does', () => {
    expect(answer.orderDependent).toEqual([[0, 1]]);
    expect(answer.orderDependentByView).toEqual([
      { view: 0, pairs: [] },
      { view: 1, pairs: [[0, 1]] },
    ]);
  });

  it('says nothing view by view where they agree', () => {
    const { effects, orderDependentByView } = whatIf(history, { edits, views: [late, late] });
    expect(effects.every(({ byView }) => byView === undefined)).toBe(true);
    expect(orderDependentByView).toBeUndefined();
  });
});

describe('Over any two views with different cuts', () => {
  it('an edit that changes one of them by itself is said to have an effect', () => {
    const views = [
      { view: 'compute-capacity', by: 'tranche', effectiveAt: '2025-03-01', knownAt: '2025-03-01' },
      { ...late, by: 'tranche' },
    ];
    let changing = 0;
    fc.assert(
      fc.property(crowded, editsOnIt, (log, edit) => {
        const answer = answered(log, [edit], views);
        if (!answer) return;
        const isChanged = answer.views.some(
          ({ baseline, scenario }) => viewHashOf(baseline) !== viewHashOf(scenario),
        );
        if (isChanged) changing++;
        if (isChanged) expect(answer.effects[0]!.status).toBe('applied');
      }),
      { numRuns: 80 },
    );
    expect(changing).toBeGreaterThan(20);
  });
});

const late = {
  view: 'compute-capacity',
  by: 'provider',
  effectiveAt: '2025-06-30',
  knownAt: '2035-06-30',
  timeline: 'quarter',
  from: '2026-01-01',
  to: '2036-12-31',
};
const edits = [
  { op: 'delay', target: on, months: 12 },
  { op: 'reassign', target: on, from: '2027-Q3', provider: 'cloud' },
];
