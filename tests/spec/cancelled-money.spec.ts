import { describe, expect, it } from 'vitest';
import { run } from '../../src/simulator/answer/run.js';
import { ledger, type Sent } from '../given.js';
import { billions, whatIf } from '../what-if.js';
import { cast, deal, fact, payment, tranche } from './facts.js';

const on = 'deal-one';
/** $28B over 84 months from 2026-Q1, quarter by quarter $1B. */
const services = payment(on, 'p', '28B USD', { kind: 'services', over: { from: '2026-Q1', months: 84 } });
/** $1.25B a month from May 2026, as a lease. */
const lease = payment(on, 'lease', undefined, {
  kind: 'services',
  ratePerMonth: '1.25B USD',
  over: { from: '2026-05', to: '2029-05' },
});
const present = (sent: Sent): Sent => ({
  ...sent,
  body: Object.fromEntries(Object.entries(sent.body).filter(([, value]) => value !== undefined)),
});
const facts = [...cast, deal(on), services, lease, tranche(on, 'a', '1 GW', { due: '2027-Q1' })].map(present);
const history = ledger(facts);

const at = (effectiveAt: string) => ({ effectiveAt, knownAt: '2026-11-27' });
const years = { timeline: 'year', from: '2026-01-01', to: '2033-12-31' };
const table = (effectiveAt: string) => ({ view: 'obligations', by: 'payment', ...at(effectiveAt) });

const ask = (edits: unknown[], view: object, log = history) => whatIf(log, { edits, views: [view] });
/** What a payment comes to, by its name, in billions. */
const committed = (edits: unknown[], effectiveAt: string, log = history): Record<string, number> =>
  Object.fromEntries(
    ask(edits, table(effectiveAt), log).views[0]!.scenario.rows.map((row) => [
      String(row.payment).split('/')[1]!,
      billions(row.committedUsCents),
    ]),
  );
/** What falls due of a payment, or of its parts, year by year. */
const byYear = (edits: unknown[], name: string, log = history): Record<string, number> => {
  const { rows } = ask(edits, { ...table('2026-01-15'), ...years }, log).views[0]!.scenario;
  const due: Record<string, number> = {};
  for (const row of rows.filter((one) => String(one.payment).startsWith(`${on}/${name}`)))
    due[String(row.period)] = (due[String(row.period)] ?? 0) + billions(row.committedUsCents);
  return due;
};
const problemsOf = (edits: unknown[], log = history) => {
  const answer = run(
    { edits, views: [table('2026-01-15')] },
    { history: log, position: log.position, today: '2026-11-27', logHash: '0'.repeat(64) },
  );
  return 'problems' in answer ? answer.problems : [];
};

describe('Cancelling a payment', () => {
  it('from 2030 leaves 4 × 4 = $16B of the $28B from 2026 to 2032', () => {
    const edits = [{ op: 'cancel', target: `${on}/p`, from: '2030-Q1' }];
    expect(committed(edits, '2025-11-30').p).toBe(16);
    expect(byYear(edits, 'p')).toEqual({ 2026: 4, 2027: 4, 2028: 4, 2029: 4 });
  });

  it('takes what falls due from the question on: 7 × $1.25B of a lease ran from May to November', () => {
    const edits = [{ op: 'cancel', target: `${on}/lease` }];
    expect(committed([], '2026-11-27').lease).toBe(46.25);
    expect(committed(edits, '2026-11-27').lease).toBe(8.75);
  });

  it('before it began leaves nothing, and after it ended changes nothing', () => {
    const cancelled = (from: string) => [{ op: 'cancel', target: `${on}/p`, from }];
    expect(committed(cancelled('2025-12'), '2026-11-27').p).toBeUndefined();
    const { effects } = ask(cancelled('2033'), table('2026-11-27'));
    expect(effects[0]).toMatchObject({
      status: 'no-effect',
      left: [{ target: `${on}/p`, because: 'due before' }],
    });
  });

  it('without dates takes all of it that has not been paid, but from a date leaves it and says so', () => {
    const log = ledger([
      ...cast,
      deal(on),
      payment(on, 'q', '10B USD'),
      fact('2025-06-01', on, 'PaymentMade', { payment: 'q', amount: '1B USD' }),
    ]);
    expect(committed([{ op: 'cancel', target: `${on}/q` }], '2026-11-27', log).q).toBe(1);
    const later = [{ op: 'cancel', target: `${on}/q`, from: '2027' }];
    expect(committed(later, '2026-11-27', log).q).toBe(10);
    expect(ask(later, table('2026-11-27'), log).effects[0]!.left).toEqual([
      { target: `${on}/q`, because: 'undated' },
    ]);
  });

  it('leaves what has been released', () => {
    const log = ledger([
      ...cast,
      deal(on),
      tranche(on, 'a', '4 GW'),
      payment(on, 'r', 'up to 40B USD', { kind: 'equity', release: { per: '1 GW', amount: '10B USD' } }),
      fact('2026-01-01', on, 'CapacityEnergized', { tranche: 'a', power: '2.5 GW' }),
    ]);
    const [row] = ask([{ op: 'cancel', target: `${on}/r` }], table('2026-11-27'), log).views[0]!.scenario
      .rows;
    expect(billions(row!.releasedUsCents)).toBe(20);
    expect(billions(row!.conditionalUsCents)).toBe(0);
  });
});

describe('Cancelling a deal', () => {
  it('from 2028 takes its tranches and its payments along, and lists them', () => {
    const edits = [{ op: 'cancel', target: on, from: '2028' }];
    expect(committed(edits, '2026-11-27')).toEqual({ p: 8, lease: 25 });
    expect(ask(edits, table('2026-11-27')).effects[0]!.touched).toEqual([`${on}/p`, `${on}/lease`]);
  });

  it('at once leaves what was due before: 11 months of the services and 7 of the lease', () => {
    const edits = [{ op: 'cancel', target: on }];
    const left = committed(edits, '2026-11-27');
    expect(left.lease).toBe(8.75);
    expect(left.p).toBeCloseTo(11 / 3, 8);
    expect(ask(edits, table('2026-11-27')).effects[0]!.touched).toEqual([
      on,
      `${on}/a`,
      `${on}/p`,
      `${on}/lease`,
    ]);
  });
});

describe('Delaying a payment', () => {
  const delay = (months: number, more: object = {}) => ({ op: 'delay', target: `${on}/p`, months, ...more });

  it('by 24 months moves its schedule: $4B a year from 2028 to 2034', () => {
    const due = byYear([delay(24, { from: '2026' })], 'p');
    expect(due).toEqual({ 2028: 4, 2029: 4, 2030: 4, 2031: 4, 2032: 4, 2033: 4 });
    expect(committed([delay(24, { from: '2026' })], '2025-11-30').p).toBe(28);
  });

  it('from 2030 leaves the years before: of $12B nothing is due in 2030', () => {
    const due = byYear([delay(12, { from: '2030' })], 'p');
    expect(due).toEqual({ 2026: 4, 2027: 4, 2028: 4, 2029: 4, 2031: 4, 2032: 4, 2033: 4 });
  });

  it('by 12 and by 12 months is by 24', () => {
    const [twice, once] = [
      [delay(12, { from: '2030' }), delay(12, { from: '2030' })],
      [delay(24, { from: '2030' })],
    ];
    expect(byYear(twice, 'p')).toEqual(byYear(once, 'p'));
  });
});

describe('Scaling a payment', () => {
  it('to half from 2030 leaves 16 + 6 of the $28B, and all of it 14', () => {
    const half = { op: 'scale', target: `${on}/p`, toBp: 5_000 };
    expect(byYear([{ ...half, from: '2030' }], 'p')).toEqual({
      2026: 4,
      2027: 4,
      2028: 4,
      2029: 4,
      2030: 2,
      2031: 2,
      2032: 2,
    });
    expect(committed([half], '2025-11-30').p).toBe(14);
  });
});

describe('An edit on capacity', () => {
  it.each([on, `${on}/a`])('on %s says that it left the money alone', (target) => {
    for (const edit of [
      { op: 'delay', target, months: 6 },
      { op: 'scale', target, toBp: 5_000 },
    ])
      expect(ask([edit], table('2026-11-27')).effects[0]!.left).toEqual([
        { target: `${on}/p`, because: 'money' },
        { target: `${on}/lease`, because: 'money' },
      ]);
  });

  it('is refused on a payment where it acts on tranches alone, and says so', () => {
    expect(problemsOf([{ op: 'reassign', target: `${on}/p`, provider: 'bank' }])).toEqual([
      { pointer: '/edits/0/target', detail: `${on}/p is a payment: this edit acts on tranches` },
    ]);
  });

  it('is refused where a tranche and a payment have one name', () => {
    const log = ledger([...facts, payment(on, 'a', '1B USD')]);
    for (const edit of [{ op: 'delay', months: 6 }, { op: 'scale', toBp: 5_000 }, { op: 'cancel' }])
      expect(problemsOf([{ ...edit, target: `${on}/a` }], log)[0]!.detail).toContain('is ambiguous');
  });
});
