import { describe, expect, it, vi } from 'vitest';
import { changesBetween, type ComparedCuts } from '../../projections/changes.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import type { History } from '../../projections/kit/log.js';
import type { View } from '../../projections/kit/view.js';
import { ledger, type Sent, show } from '../ledger.js';
import { cast, deal, energized, fact, payment, tranche } from '../spec/facts.js';

const today = '2026-11-23';

/** How many entries of maps are passed meanwhile: tranches that are looked through, payments that are told. */
const entriesPassedBy = (work: () => unknown): number => {
  const iterator = Object.getPrototypeOf(new Map().entries()) as { next: () => unknown };
  const { next } = iterator;
  let count = 0;
  iterator.next = function (): unknown {
    count++;
    return next.call(this);
  };
  work();
  iterator.next = next;
  return count;
};

const sidesOf = (log: History, views: readonly string[]): ComparedCuts => ({
  effectiveAt: today,
  knownAt: today,
  atPosition: log.position,
  policy: 'primary',
  views,
});

const money = ['obligations', 'exposure'];

/** So many payments that wait for the power of as many tranches. */
const waiting = (count: number, release: object, ...more: Sent[]): Sent[] => [
  ...cast,
  deal('deal-a'),
  ...Array.from({ length: count }, (_, place) =>
    tranche('deal-a', `t-${place}`, '100 MW', { due: '2027-Q1' }),
  ),
  ...Array.from({ length: count }, (_, place) => payment('deal-a', `p-${place}`, '10B USD', { release })),
  energized('2026-03-01', 'deal-a', 't-0', '50 MW'),
  ...more,
];

const perPower = { per: '1 GW', amount: '1B USD' };
const ofSome = { ...perPower, of: ['t-0', 't-1'] };
const conditional = { conditions: [{ energized: '40 MW' }] };
const ended = fact('2026-10-01', 'deal-a', 'StageReached', { stage: 'cancelled' });

describe('Money that waits for tranches, twice as much for twice as many', () => {
  const cases: [string, object, Sent[]][] = [
    ['by their power', perPower, []],
    ['by the power of some of them', ofSome, []],
    ['by a level', conditional, []],
    ['of a deal that has ended', perPower, [ended]],
  ];

  it.each(cases)('is at most 2.3 times the work in a view: %s', (_, release, more) => {
    const workFor = (view: string, count: number, asked: object): number => {
      const log = ledger(waiting(count, release, ...more), today);
      return entriesPassedBy(() => show(log, view, { effectiveAt: today, knownAt: today, ...asked }));
    };
    const byQuarter = { timeline: 'quarter', from: '2026-01-01', to: '2027-12-31' };
    for (const view of ['obligations', 'exposure', 'flows'])
      for (const asked of [{}, byQuarter])
        expect(workFor(view, 80, asked)).toBeLessThanOrEqual(2.3 * workFor(view, 40, asked));
  });

  it.each(cases)('is at most the square in what moved: %s', (_, release, more) => {
    const workFor = (count: number): number => {
      const log = ledger(waiting(count, release, ...more), today);
      return entriesPassedBy(() =>
        expect(
          changesBetween(log, { atPosition: cast.length + 1 }, {}, sidesOf(log, money)).moved,
        ).not.toEqual([]),
      );
    };
    expect(workFor(80)).toBeLessThanOrEqual(4.6 * workFor(40));
  });

  it.each(cases)('tells of a tranche that moved no other one: %s', (_, release, more) => {
    const linesFor = (count: number): number => {
      const log = ledger(waiting(count, release, ...more), today);
      const told = vi.spyOn(computeCapacity as Pick<View, 'contribution'>, 'contribution');
      changesBetween(log, { atPosition: cast.length + 1 }, {}, sidesOf(log, ['compute-capacity']));
      const lines = told.mock.results.reduce((sum, { value }) => sum + (value as unknown[]).length, 0);
      told.mockRestore();
      return lines;
    };
    expect(linesFor(40)).toBeGreaterThan(40);
    expect(linesFor(80)).toBeLessThanOrEqual(2.3 * linesFor(40));
  });
});
