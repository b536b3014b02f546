import { describe, expect, it } from 'vitest';
import { type Assuming, given, type Sent } from '../given.js';
import { billions, cancel, delay, scale } from '../what-if.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const on = 'deal-one';
const [p, leased] = [`${on}/p`, `${on}/lease`];
const money = 'obligations';
const world = (...facts: Sent[]) =>
  given(...cast, deal(on), ...facts).asking({ by: 'payment', knownAt: '2026-11-27' });
const years = { timeline: 'year', from: '2026-01-01', to: '2033-12-31', effectiveAt: '2026-01-15' };

describe('A payment that was cancelled from a day on, of a deal that ended', () => {
  // 12 of 2026 in months of 1: what was due before the earlier of the two days stays.
  const year = payment(on, 'year', '12B USD', { over: { from: '2026-01', months: 12 } });
  const stopped = (from: string): Sent =>
    fact('2026-02-01', on, 'PaymentCancelled', { payment: 'year', from });
  const ended = (day: string): Sent => fact(day, on, 'StageReached', { stage: 'cancelled' });

  it.each([
    ['2026-07-01', '2026-04-01', 3],
    ['2026-04-01', '2026-07-01', 3],
    ['2026-04-01', '2026-04-01', 3],
  ])('from %s, and which ended on %s, comes to %s', (from, day, left) => {
    world(year, stopped(from), ended(day)).at('2026-11-27').shows(money, { committedUsCents: left });
  });
});

describe('Cancelling a payment', () => {
  it('from 2030 leaves 4 × 4 = $16B of the $28B from 2026 to 2032', () => {
    const cancelled = promised().assuming(cancel(p, '2030-Q1'));
    cancelled.at('2025-11-30').showsRow(money, { payment: p }, { committedUsCents: 16 });
    expect(dueByYear(cancelled, p)).toEqual({ 2026: 4, 2027: 4, 2028: 4, 2029: 4 });
  });

  it('takes what falls due from the question on: 7 × $1.25B of a lease ran from May to November', () => {
    const now = promised().at('2026-11-27');
    now.assuming().showsRow(money, { payment: leased }, { committedUsCents: 46.25 });
    now.assuming(cancel(leased)).showsRow(money, { payment: leased }, { committedUsCents: 8.75 });
  });

  it('before it began leaves nothing, and after it ended changes nothing', () => {
    const now = promised().at('2026-11-27');
    const { rows } = now.assuming(cancel(p, '2025-12')).answer(money);
    expect(rows.map(({ payment: name }) => name)).toEqual([leased]);
    now
      .assuming(cancel(p, '2033'))
      .does({ status: 'no-effect', left: [{ target: p, because: 'due before' }] });
  });

  it('without dates takes all of it that has not been paid, but from a date leaves it and says so', () => {
    const paid = world(
      payment(on, 'q', '10B USD'),
      fact('2025-06-01', on, 'PaymentMade', { payment: 'q', amount: '1B USD' }),
    ).at('2026-11-27');
    paid.assuming(cancel(`${on}/q`)).shows(money, { committedUsCents: { [`${on}/q`]: 1 } });
    paid
      .assuming(cancel(`${on}/q`, '2027'))
      .shows(money, { committedUsCents: { [`${on}/q`]: 10 } })
      .does({ left: [{ target: `${on}/q`, because: 'undated' }] });
  });

  it('leaves what has been released', () =>
    world(
      tranche(on, 'a', '4 GW'),
      payment(on, 'r', 'up to 40B USD', { kind: 'equity', release: { per: '1 GW', amount: '10B USD' } }),
      energized('2026-01-01', on, 'a', '2.5 GW'),
    )
      .at('2026-11-27')
      .assuming(cancel(`${on}/r`))
      .showsRow(money, { payment: `${on}/r` }, { releasedUsCents: 20, conditionalUsCents: 0 }));
});

describe('Cancelling a deal', () => {
  it('from 2028 takes its tranches and its payments along, and lists them', () =>
    promised()
      .at('2026-11-27')
      .assuming(cancel(on, '2028'))
      .shows(money, { committedUsCents: { [p]: 8, [leased]: 25 } })
      .does({ touched: [p, leased] }));

  // To the cent, a month of the services is a third of a quarter's billion.
  it('at once leaves what was due before: 11 months of the services and 7 of the lease', () => {
    const cancelled = promised().at('2026-11-27').assuming(cancel(on));
    cancelled.showsRow(money, { payment: leased }, { committedUsCents: 8.75 });
    expect(billions(cancelled.row(money, { payment: p }).committedUsCents)).toBeCloseTo(11 / 3, 8);
    cancelled.does({ touched: [on, `${on}/a`, p, leased] });
  });
});

describe('Delaying a payment', () => {
  const early = promised().assuming(delay(p, 24, { from: '2026' }));
  const due = (...edits: Edits) => dueByYear(promised().assuming(...edits), p);

  it('by 24 months moves its schedule: $4B a year from 2028 to 2034', () => {
    expect(dueByYear(early, p)).toEqual({ 2028: 4, 2029: 4, 2030: 4, 2031: 4, 2032: 4, 2033: 4 });
    early.at('2025-11-30').showsRow(money, { payment: p }, { committedUsCents: 28 });
  });

  it('from 2030 leaves the years before: of $12B nothing is due in 2030', () =>
    expect(due(delay(p, 12, { from: '2030' }))).toEqual({
      2026: 4,
      2027: 4,
      2028: 4,
      2029: 4,
      2031: 4,
      2032: 4,
      2033: 4,
    }));

  it('by 12 and by 12 months is by 24', () => {
    const from = { from: '2030' };
    expect(due(delay(p, 12, from), delay(p, 12, from))).toEqual(due(delay(p, 24, from)));
  });
});

describe('Scaling a payment', () => {
  it('to half from 2030 leaves 16 + 6 of the $28B, and all of it 14', () => {
    const half = promised().assuming(scale(p, 5_000, { from: '2030' }));
    expect(dueByYear(half, p)).toEqual({ 2026: 4, 2027: 4, 2028: 4, 2029: 4, 2030: 2, 2031: 2, 2032: 2 });
    promised()
      .at('2025-11-30')
      .assuming(scale(p, 5_000))
      .showsRow(money, { payment: p }, { committedUsCents: 14 });
  });
});

describe('An edit on capacity', () => {
  it.each([on, `${on}/a`])('on %s says that it left the money alone', (target) => {
    for (const edit of [delay(target, 6), scale(target, 5_000)])
      promised()
        .at('2026-11-27')
        .assuming(edit)
        .does({
          left: [
            { target: p, because: 'money' },
            { target: leased, because: 'money' },
          ],
        });
  });

  it('is refused on a payment where it acts on tranches alone, and says so', () =>
    promised()
      .at('2026-01-15')
      .assuming({ op: 'reassign', target: p, provider: 'bank' })
      .refuses(['/edits/0/target', `${p} is a payment: this edit acts on tranches`]));

  it('is refused where a tranche and a payment have one name', () => {
    const doubled = promised()
      .and(payment(on, 'a', '1B USD'))
      .at('2026-01-15');
    for (const edit of [delay(`${on}/a`, 6), scale(`${on}/a`, 5_000), cancel(`${on}/a`)])
      doubled.assuming(edit).refuses(['/edits/0/target', 'is ambiguous']);
  });
});

type Edits = readonly Readonly<Record<string, unknown>>[];

/** $28B over 84 months, $1B a quarter; $1.25B a month as a lease; and a tranche that is due at the beginning of 2027. */
function promised() {
  return world(
    payment(on, 'p', '28B USD', { kind: 'services', over: { from: '2026-Q1', months: 84 } }),
    payment(on, 'lease', undefined, {
      kind: 'services',
      ratePerMonth: '1.25B USD',
      over: { from: '2026-05', to: '2029-05' },
    }),
    tranche(on, 'a', '1 GW', { due: '2027-Q1' }),
  );
}

/** What falls due of a payment, or of its parts, year by year, in billions. */
function dueByYear(assumed: Assuming, name: string): Record<string, number> {
  const due: Record<string, number> = {};
  for (const row of assumed.answer(money, years).rows)
    if (String(row.payment).startsWith(name))
      due[String(row.period)] = (due[String(row.period)] ?? 0) + billions(row.committedUsCents);
  return due;
}
