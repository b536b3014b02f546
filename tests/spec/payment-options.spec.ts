import { describe, expect, it } from 'vitest';
import { ledger, record, type Sent, show } from '../given.js';
import { billion, cast, deal, exactly, fact, payment } from './facts.js';

const on = (day: string, type: string): Sent => fact(day, 'deal-a', type, { payment: 'extension' });

/** $10B over the ten months of a term that may be extended by ten more for another $10B. */
const lease = [
  payment('deal-a', 'lease', '10B USD', { over: { from: '2026-01', months: 10 } }),
  payment('deal-a', 'extension', '10B USD', {
    over: { from: '2026-11', months: 10 },
    bindingness: 'optional',
    expiresOn: '2026-08',
  }),
];
const log = (...facts: Sent[]) => ledger([...cast, deal('deal-a'), ...lease, ...facts], '2027-12-31');
const total = (facts: Sent[], effectiveAt = '2026-08-31'): unknown[] => {
  const [one] = show(log(...facts), 'obligations', { effectiveAt }).totals;
  return [one!.committedUsCents, one!.conditionalUsCents].map(billion);
};

describe('An option on a payment', () => {
  it('is conditional until it is taken up', () => expect(total([])).toEqual([exactly(10), exactly(10)]));
  it('is committed once it is exercised', () =>
    expect(total([on('2026-07-01', 'PaymentOptionExercised')])).toEqual([exactly(20), exactly(0)]));
  it('is gone once it has lapsed', () =>
    expect(total([on('2026-07-01', 'PaymentOptionLapsed')])).toEqual([exactly(10), exactly(0)]));
  it('is gone the day after it ran out, when nobody took it up', () =>
    expect(total([], '2026-09-01')).toEqual([exactly(10), exactly(0)]));
  it('that was exercised in time does not run out', () =>
    expect(total([on('2026-07-01', 'PaymentOptionExercised')], '2027-01-01')).toEqual([
      exactly(20),
      exactly(0),
    ]));
  it('is taken up or let go once, and only where there is one', () => {
    const exercised = log(on('2026-07-01', 'PaymentOptionExercised'));
    expect(() => record(exercised, on('2026-07-02', 'PaymentOptionLapsed'), '2027-12-31')).toThrow(
      /option-is-open: payment "extension" is firm already/,
    );
    const firm = fact('2026-07-01', 'deal-a', 'PaymentOptionExercised', { payment: 'lease' });
    expect(() => record(log(), firm, '2027-12-31')).toThrow(/option-is-open/);
    const none = fact('2026-07-01', 'deal-a', 'PaymentOptionExercised', { payment: 'none' });
    expect(() => record(log(), none, '2027-12-31')).toThrow(/payment-is-committed/);
  });
  it('has a last day only where it is one', () =>
    expect(() => log(payment('deal-a', 'p', '1B USD', { expiresOn: '2026-08' }))).toThrow(
      /give bindingness optional/,
    ));
});

describe('A payment without a payee', () => {
  const open = (terms: Record<string, unknown>): Sent =>
    payment('deal-a', 'p', '5B USD', { to: undefined, ...terms });

  it.each([{ kind: 'capex' }, { bindingness: 'intent' }])('is capex, or merely intended: %o', (terms) => {
    const history = log(open(terms));
    const asked = { effectiveAt: '2026-08-31', only: { payment: 'deal-a/p' } };
    const [row] = show(history, 'obligations', asked).rows;
    expect([row!.payer, row!.payee]).toEqual(['lab', null]);
    const [edge] = show(history, 'flows', { effectiveAt: '2026-08-31' }).rows.filter(
      ({ receiver }) => receiver === null,
    );
    expect(billion(edge!.amountUsCents)![2]).toBe(5);
  });
  it('is owed by its payer, and to nobody that is known', () => {
    const { rows } = show(log(open({ kind: 'capex' })), 'exposure', { effectiveAt: '2026-08-31' });
    expect(rows.map(({ party, side, kind }) => [party, side, kind])).toContainEqual(['lab', 'owes', 'capex']);
    expect(rows.filter(({ party }) => (party ?? null) === null)).toEqual([]);
  });
  it('is refused where somebody is to be paid', () =>
    expect(() => log(open({ kind: 'services' }))).toThrow(/say who is paid/));
});

describe('Kinds and stages of deals', () => {
  it.each(['acquisition', 'convertible'])('a deal may be of kind %s', (kind) =>
    expect(() => log({ ...deal('deal-b'), body: { ...deal('deal-b').body, kind } })).not.toThrow(),
  );
  it('a convertible is a kind of money of its own, that funds and is no equity yet', () => {
    const history = log(
      payment('deal-a', 'note', '2B USD', { from: 'vendor', to: 'lab', kind: 'convertible' }),
    );
    const [row] = show(history, 'flows', { effectiveAt: '2026-08-31' }).rows.filter(
      ({ kind }) => kind === 'convertible',
    );
    expect([row!.edge, billion(row!.amountUsCents)]).toEqual(['money', exactly(2)]);
    // The vendor funds the lab, which buys from it.
    const { loops } = show(history, 'flows', { effectiveAt: '2026-08-31' });
    expect((loops as { parties: string[] }[]).map(({ parties }) => parties)).toEqual([['lab', 'vendor']]);
  });
  it('talks come before an announcement, and are neither signed nor firm', () => {
    const talks = {
      ...deal('deal-b', 'talks'),
    };
    const capacity = fact('2026-01-01', 'deal-b', 'CapacityCommitted', {
      tranche: 't',
      layer: 'hosting',
      provider: 'cloud',
      consumer: 'lab',
      power: '1 GW',
      bindingness: 'intent',
    });
    const [row] = show(log(talks, capacity), 'compute-capacity', {
      effectiveAt: '2026-08-31',
      by: ['stage'],
    }).rows;
    expect([row!.stage, row!.headlineKw, row!.signedKw]).toEqual([
      'talks',
      { low: 1_000_000, point: 1_000_000, high: 1_000_000 },
      { low: 0, point: 0, high: 0 },
    ]);
  });
});
