import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Total } from '../../projections/kit/line.js';
import { measureAt } from '../../projections/kit/measure.js';
import { type Given, given } from '../given.js';
import type { Asked } from '../shows.js';
import { cast, deal, fact, payment } from '../spec/facts.js';

const runs = { numRuns: 150, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false };

const exact = ['100B USD', '60B USD', '24B USD', '12B USD'];
const stated = [...exact, 'about 40B USD', 'up to 80B USD', 'at least 30B USD', 'undisclosed'];
const bindingness = fc.constantFrom('firm', 'contingent', 'intent');
const term = { from: '2026-Q1', months: 12 };

interface DrawnRound {
  readonly amounts: readonly string[];
  readonly firmness: readonly string[];
  readonly isDated: boolean;
  /** Of whom somebody has seen a payment: the round by itself, or one of its parts. */
  readonly paid: { readonly of: number; readonly on: string; readonly amount: string } | undefined;
}

/** A round of a bank and what is part of it, all over one term or without one. */
const rounds = (amounts: readonly string[]): fc.Arbitrary<DrawnRound> =>
  fc.record({
    amounts: fc.array(fc.constantFrom(...amounts), { minLength: 2, maxLength: 4 }),
    firmness: fc.array(bindingness, { minLength: 4, maxLength: 4 }),
    isDated: fc.boolean(),
    paid: fc.option(
      fc.record({
        of: fc.nat({ max: 3 }),
        on: fc.constantFrom('2026-02-01', '2026-05-10', '2026-10-15'),
        amount: fc.constantFrom('1B USD', '5B USD', '10B USD', 'about 7B USD'),
      }),
      { nil: undefined },
    ),
  });

const streamOf = (place: number): string => `deal-${place === 0 ? 'round' : `part-${place}`}`;

const worldOf = ({ amounts, firmness, isDated, paid }: DrawnRound): Given =>
  given(
    ...cast,
    ...amounts.map((_, place) => deal(streamOf(place))),
    ...amounts.map((amount, place) =>
      payment(streamOf(place), 'p', amount, {
        from: ['bank', 'vendor', 'cloud'][place % 3],
        to: 'lab',
        kind: 'equity',
        bindingness: firmness[place],
        ...(isDated && { over: term }),
        ...(place > 0 && { partOf: 'deal-round/p' }),
      }),
    ),
    ...(paid && paid.of < amounts.length
      ? [fact(paid.on, streamOf(paid.of), 'PaymentMade', { payment: 'p', amount: paid.amount })]
      : []),
  ).at('2027-01-31');

const equity = ({ kind }: Total): boolean => kind === 'equity';
const totalsIn = (world: Given, view: string, asked: Asked): Total[] =>
  world.answer(view, { by: 'kind', ...asked }).totals.filter(equity);

const shared = {
  flows: ['committedUsCents', 'conditionalUsCents', 'releasedUsCents', 'paidUsCents'],
  exposure: ['committedUsCents', 'conditionalUsCents', 'outstandingUsCents'],
};
const sides: Readonly<Record<string, Asked>> = {
  flows: { edge: 'equity' },
  exposure: { side: 'is-owed' },
};

describe('A round and its parts', () => {
  it.each(Object.entries(shared))('come to the same in %s as in obligations: %j', (view, measures) => {
    fc.assert(
      fc.property(rounds(stated), fc.boolean(), (drawn, isTimeline) => {
        const world = worldOf(drawn);
        const over: Asked = isTimeline ? { timeline: 'quarter', from: '2026-01-01', to: '2027-12-31' } : {};
        const told = (name: string): unknown[] =>
          totalsIn(world, name, { ...over, ...sides[name] }).map((total) => [
            total.period,
            ...measures.map((measure) => total[measure]),
          ]);
        expect(told(view)).toEqual(told('obligations'));
      }),
      runs,
    );
  });

  it.each([
    ['obligations', ['committedUsCents', 'outstandingUsCents']],
    ['exposure', ['committedUsCents', 'outstandingUsCents', 'unpaidUsCents']],
    ['exposure', ['unpaidUsCents'], 'contingent'],
    ['flows', ['amountUsCents'], 'contingent'],
    ['flows', ['amountUsCents', 'committedUsCents']],
  ])('come in quarters to what they come to in all: %s, %j', (view, measures, firm = 'firm') => {
    fc.assert(
      fc.property(rounds(exact), (drawn) => {
        const world = worldOf({ ...drawn, isDated: true, firmness: drawn.firmness.map(() => firm) });
        const quarters = totalsIn(world, view, {
          timeline: 'quarter',
          from: '2026-01-01',
          to: '2026-12-31',
          ...sides[view],
        });
        const [all = {}] = totalsIn(world, view, { ...sides[view] });
        for (const measure of measures) {
          const sum = quarters.reduce((high, one) => high + Number(measureAt(one, measure)?.high), 0);
          expect([measure, sum]).toEqual([measure, Number(measureAt(all, measure)?.high)]);
        }
      }),
      runs,
    );
  });

  it('have outstanding at most what is committed and released and was not seen paid', () => {
    fc.assert(
      fc.property(rounds(stated), (drawn) => {
        const [all = {}] = totalsIn(worldOf(drawn), 'obligations', {});
        const highOf = (measure: string): number => Number(measureAt(all, measure)?.high ?? Infinity);
        const owed = highOf('committedUsCents') + highOf('releasedUsCents');
        const paid = Number(measureAt(all, 'paidUsCents')?.low ?? 0);
        expect(highOf('outstandingUsCents')).toBe(Math.max(0, owed - paid));
      }),
      runs,
    );
  });

  it('are unpaid at most as far as they are stated and were not seen paid', () => {
    fc.assert(
      fc.property(rounds(exact), (drawn) => {
        const world = worldOf({ ...drawn, firmness: drawn.firmness.map(() => 'firm') });
        const [owed = {}] = totalsIn(world, 'exposure', { side: 'is-owed' });
        const [all = {}] = totalsIn(world, 'obligations', {});
        const paid = Number(measureAt(all, 'paidUsCents')?.low ?? 0);
        const most = Math.max(0, Number(measureAt(all, 'committedUsCents')?.high) - paid);
        expect(Number(measureAt(owed, 'unpaidUsCents')?.high)).toBeLessThanOrEqual(most);
      }),
      runs,
    );
  });
});
