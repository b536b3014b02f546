import { describe, expect, it } from 'vitest';
import type { Question } from '../../projections/kit/question.js';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, entry, fact, id, tranche } from './facts.js';

type Ends = [unknown, unknown, unknown] | null;

const days = (measure: unknown): Ends => {
  if (measure === null) return null;
  const { low, point, high } = measure as Record<string, unknown>;
  return [low, point, high];
};
const moved = (on: string, due: string, name = 't', more = {}): Sent =>
  fact(on, 'deal-a', 'CapacityRescheduled', { tranche: name, due }, more);
const slippage = (facts: Sent[], parts: Partial<Question> & { effectiveAt: string }) =>
  show(ledger([...cast, deal('deal-a'), ...facts], '2028-12-31'), 'slippage', parts);
const slipOf = (facts: Sent[], parts: Partial<Question> & { effectiveAt: string }): Record<string, unknown> =>
  entry(slippage(facts, parts).rows, { tranche: 'deal-a/t' });
const told = (facts: Sent[], effectiveAt: string): Record<string, unknown> =>
  (slippage(facts, { effectiveAt }).tranches as Record<string, unknown>[])[0]!;

const half = tranche('deal-a', 't', '1 GW', { due: '2026-H2' });
const twice = [half, moved('2026-02-01', '2027-H1'), moved('2026-05-01', '2027-H2')];

describe('How far a date slipped', () => {
  it('is nothing where nothing was moved', () =>
    expect(days(slipOf([half], { effectiveAt: '2028-01-01' }).slippedDays)).toEqual([0, 0, 0]));
  it('is exact between days: 31 March to 30 June 2026 are 30 + 31 + 30 = 91', () => {
    const facts = [tranche('deal-a', 't', '1 GW', { due: '2026-03-31' }), moved('2026-02-01', '2026-06-30')];
    expect(days(slipOf(facts, { effectiveAt: '2026-02-01' }).slippedDays)).toEqual([91, 91, 91]);
  });
  it('from half to half is 181 days by their ends, of 1 to 364: 31 Dec to 1 Jan, 1 Jul to 30 Jun', () =>
    expect(days(slipOf(twice, { effectiveAt: '2026-03-01' }).slippedDays)).toEqual([1, 181, 364]));
  it('adds up over the moves by the ends: 181 + 184 = 365, of 182 to 548', () => {
    expect(days(slipOf(twice, { effectiveAt: '2026-06-01' }).slippedDays)).toEqual([182, 365, 548]);
    const { moves, firstDue, due } = told(twice, '2026-06-01');
    expect([firstDue, due]).toEqual(['2026-H2', '2027-H2']);
    expect(
      (moves as Record<string, unknown>[]).map(({ from, to, effectiveOn, slippedDays }) => [
        from,
        to,
        effectiveOn,
        days(slippedDays),
      ]),
    ).toEqual([
      ['2026-H2', '2027-H1', '2026-02-01', [1, 181, 364]],
      ['2027-H1', '2027-H2', '2026-05-01', [1, 184, 364]],
    ]);
  });
  it('is what was known and so by then', () => {
    const late = moved('2026-02-01', '2027-H1', 't', { knownOn: '2026-08-01' });
    const at = (knownAt: string) =>
      days(slipOf([half, late], { effectiveAt: '2026-12-31', knownAt }).slippedDays);
    expect([at('2026-07-31'), at('2026-08-01')]).toEqual([
      [0, 0, 0],
      [1, 181, 364],
    ]);
  });
  it('may be back: 2027 and then 2026-H2 again is nothing, in two moves', () => {
    const row = slipOf([half, moved('2026-02-01', '2027'), moved('2026-03-01', '2026-H2')], {
      effectiveAt: '2026-06-01',
    });
    expect([days(row.slippedDays), days(row.moveCount)]).toEqual([
      [0, 0, 0],
      [2, 2, 2],
    ]);
  });
  it('is no move where the same date is told again', () =>
    expect(
      days(slipOf([half, moved('2026-02-01', '2026-07/2026-12')], { effectiveAt: '2026-06-01' }).moveCount),
    ).toEqual([0, 0, 0]));
});

describe('Two words on one day', () => {
  it('are one move, to the later word', () => {
    const facts = [half, moved('2026-02-01', '2027-H1'), moved('2026-02-01', '2027-H2')];
    const row = slipOf(facts, { effectiveAt: '2026-06-01' });
    expect([days(row.slippedDays), days(row.moveCount), row.dues]).toEqual([
      [182, 365, 548],
      [1, 1, 1],
      ['2026-H2', '2027-H2'],
    ]);
  });
});

describe('What is no slip', () => {
  const committed = { ...half, id: id(1) };
  it('is a correction: we were wrong, nobody moved a date', () => {
    const corrected = fact('2026-03-01', 'deal-a', 'EventCorrected', {
      event: id(1),
      body: { ...half.body, due: '2027-H1' },
      reason: 'Misread.',
    });
    const row = slipOf([committed, corrected], { effectiveAt: '2026-06-01' });
    expect([days(row.slippedDays), days(row.moveCount), row.dues]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      ['2027-H1'],
    ]);
  });
  it('is a first date: what was undated was due at no time', () => {
    const undated = tranche('deal-a', 't', '1 GW');
    const none = slippage([undated], { effectiveAt: '2026-06-01' });
    expect([days(entry(none.rows, {}).slippedDays), none.undated]).toEqual([null, ['deal-a/t']]);
    const dated = [undated, moved('2026-02-01', '2027')];
    expect(days(slipOf(dated, { effectiveAt: '2026-06-01' }).slippedDays)).toEqual([0, 0, 0]);
    const later = [...dated, moved('2026-03-01', '2028')];
    expect(days(slipOf(later, { effectiveAt: '2026-06-01' }).slippedDays)).toEqual([1, 366, 730]);
  });
  it('is a rival: one of the two counts, with the span of both', () => {
    const facts = [
      half,
      moved('2026-02-01', '2027-H1', 't', { id: id(2), source: { title: 'Press', kind: 'press' } }),
      moved('2026-02-01', '2027-H2', 't', { rivalOf: id(2), source: { title: 'Filing', kind: 'filing' } }),
    ];
    const row = slipOf(facts, { effectiveAt: '2026-06-01' });
    expect(days(row.slippedDays)).toEqual([182, 365, 548]);
    expect(row.flags).toContain('rivals:1');
    expect(row.span).toMatchObject({ slippedDays: { low: 1, high: 548 } });
    const lowest = slipOf(facts, { effectiveAt: '2026-06-01', policy: 'lowest' });
    expect(days(lowest.slippedDays)).toEqual([1, 181, 364]);
  });
});

describe('How late it came', () => {
  it('is the day on which all of it drew power, less the first date: 1 October 2027 is 274 days after 2026', () => {
    const facts = [
      ...twice,
      energized('2027-08-01', 'deal-a', 't', '400 MW'),
      energized('2027-10-01', 'deal-a', 't', '1 GW'),
    ];
    expect(days(slipOf(facts, { effectiveAt: '2027-09-30' }).lateDays)).toBeNull();
    expect(days(slipOf(facts, { effectiveAt: '2027-10-01' }).lateDays)).toEqual([274, 274, 457]);
    expect(told(facts, '2027-10-01')).toMatchObject({
      firstPowerOn: '2027-08-01',
      energizedOn: '2027-10-01',
    });
  });
  it('is below nothing where it came early', () => {
    const facts = [
      tranche('deal-a', 't', '1 GW', { due: '2026-12-31' }),
      energized('2026-12-01', 'deal-a', 't', '1 GW'),
    ];
    expect(days(slipOf(facts, { effectiveAt: '2027-01-01' }).lateDays)).toEqual([-30, -30, -30]);
  });
  it('is marked where what is due now has not come', () => {
    const facts = [half, energized('2026-12-01', 'deal-a', 't', '400 MW')];
    expect(slipOf(facts, { effectiveAt: '2026-12-30' }).flags).toEqual([]);
    expect(slipOf(facts, { effectiveAt: '2026-12-31' }).flags).toEqual(['overdue']);
  });
});

describe('Slips of several', () => {
  const facts = [
    ...twice,
    tranche('deal-a', 'u', '3 GW', { due: '2026-12-31' }),
    tranche('deal-a', 'v', 'undisclosed', { due: '2026' }),
    moved('2026-02-01', '2030', 'v'),
  ];
  const at = { effectiveAt: '2026-06-01', by: ['provider'] };

  it('are weighed by their power, where both are known: (1 × 365 + 3 × 0) / 4 = 91.25 days', () => {
    const answer = slippage(facts, at);
    const [row] = answer.rows;
    expect(days(row!.slippedDays)).toEqual([45, 91, 137]);
    expect(days(row!.weighedKw)).toEqual([4_000_000, 4_000_000, 4_000_000]);
    expect([days(row!.trancheCount), days(row!.movedCount), days(row!.moveCount)]).toEqual([
      [3, 3, 3],
      [2, 2, 2],
      [3, 3, 3],
    ]);
    expect(answer.undisclosed).toEqual(['deal-a/v']);
    expect(days(answer.totals[0]!.slippedDays)).toEqual([45, 91, 137]);
  });
  it('are unknown where no power is', () => {
    const row = slippage([...facts.slice(4), tranche('deal-a', 'w', 'undisclosed', { due: '2026' })], at)
      .rows[0]!;
    expect([days(row.slippedDays), days(row.weighedKw)]).toEqual([null, [0, 0, 0]]);
  });
  it('weigh a container by its parts alone', () => {
    const inside = [
      tranche('deal-a', 'all', '10 GW', { due: '2026-12-31' }),
      ...[half, ...twice.slice(1)].map((one) =>
        one.type === 'CapacityCommitted' ? { ...one, body: { ...one.body, partOf: 'deal-a/all' } } : one,
      ),
    ];
    const row = slippage(inside, at).rows[0]!;
    expect([days(row.slippedDays), days(row.weighedKw)]).toEqual([
      [182, 365, 548],
      [1_000_000, 1_000_000, 1_000_000],
    ]);
  });
  it('leave out what was cancelled', () => {
    const gone = fact('2026-03-01', 'deal-a', 'CapacityCancelled', { tranche: 't' });
    expect(slippage([...twice, gone], { effectiveAt: '2026-06-01' }).rows).toEqual([]);
  });
});
