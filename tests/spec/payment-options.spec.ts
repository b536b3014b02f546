import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment, tranche } from './facts.js';

const money = 'obligations';
/** $10B over the ten months of a term that may be extended by ten more for another $10B, until August 2026. */
const leased = (...facts: Sent[]) =>
  given(
    ...cast,
    deal('deal-a'),
    payment('deal-a', 'lease', '10B USD', { over: { from: '2026-01', months: 10 } }),
    payment('deal-a', 'extension', '10B USD', {
      over: { from: '2026-11', months: 10 },
      bindingness: 'optional',
      expiresOn: '2026-08',
    }),
    ...facts,
  )
    .on('2027-12-31')
    .at('2026-08-31');
const on = (day: string, type: string, name = 'extension'): Sent =>
  fact(day, 'deal-a', type, { payment: name });

describe('An option on a payment', () => {
  const exercised = leased(on('2026-07-01', 'PaymentOptionExercised'));

  it('is conditional until it is taken up', () =>
    leased().shows(money, { committedUsCents: 10, conditionalUsCents: 10 }));
  it('is committed once it is exercised', () =>
    exercised.shows(money, { committedUsCents: 20, conditionalUsCents: 0 }));
  it('is gone once it has lapsed', () =>
    leased(on('2026-07-01', 'PaymentOptionLapsed')).shows(money, {
      committedUsCents: 10,
      conditionalUsCents: 0,
    }));
  it('is gone the day after it ran out, 31 August, when nobody took it up', () =>
    leased().at('2026-09-01').shows(money, { committedUsCents: 10, conditionalUsCents: 0 }));
  it('that was exercised in time does not run out', () =>
    exercised.at('2027-01-01').shows(money, { committedUsCents: 20, conditionalUsCents: 0 }));
  it('is taken up or let go once, and only where there is one', () => {
    exercised
      .when(on('2026-07-02', 'PaymentOptionLapsed'))
      .refuses('option-is-open', /^payment "extension" is firm already/);
    leased()
      .when(on('2026-07-01', 'PaymentOptionExercised', 'lease'))
      .refuses('option-is-open');
    leased()
      .when(on('2026-07-01', 'PaymentOptionExercised', 'none'))
      .refuses('payment-is-committed');
  });
  it('has a last day only where it is one', () =>
    leased()
      .when(payment('deal-a', 'p', '1B USD', { expiresOn: '2026-08' }))
      .isUnreadable(/give bindingness optional/));
});

describe('A payment of $5B without a payee', () => {
  const open = (terms: Record<string, unknown>): Sent =>
    payment('deal-a', 'p', '5B USD', { to: undefined, ...terms });

  it.each([{ kind: 'capex' }, { bindingness: 'intent' }])('is capex, or merely intended: %o', (terms) => {
    const promised = leased(open(terms));
    promised.asking({ payment: 'deal-a/p' }).lists(money, 'rows', { payer: 'lab', payee: null });
    const { amountUsCents } = promised.row('flows', { receiver: null });
    expect(amountUsCents).toMatchObject({ high: 500_000_000_000 });
  });
  it('is owed by its payer, and to nobody that is known', () => {
    const { rows } = leased(open({ kind: 'capex' })).answer('exposure');
    expect(rows).toContainEqual(expect.objectContaining({ party: 'lab', side: 'owes', kind: 'capex' }));
    expect(rows.filter(({ party }) => (party ?? null) === null)).toEqual([]);
  });
  it('is refused where somebody is to be paid', () =>
    leased()
      .when(open({ kind: 'services' }))
      .isUnreadable(/say who is paid/));
});

describe('Kinds and stages of deals', () => {
  it.each(['acquisition', 'convertible'])('a deal may be of kind %s', (kind) => {
    leased()
      .when({ ...deal('deal-b'), body: { ...deal('deal-b').body, kind } })
      .isRecorded();
  });
  // The vendor funds the lab, which buys from it.
  it('a convertible is a kind of money of its own, that funds and is no equity yet', () =>
    leased(payment('deal-a', 'note', '2B USD', { from: 'vendor', to: 'lab', kind: 'convertible' }))
      .showsRow('flows', { kind: 'convertible' }, { edge: 'money', amountUsCents: 2 })
      .lists('flows', 'loops', { parties: ['lab', 'vendor'] }));
  it('talks come before an announcement, and are neither signed nor firm: of 1 GW, 0', () =>
    leased(
      deal('deal-b', 'talks'),
      tranche('deal-b', 't', '1 GW', { layer: 'hosting', provider: 'cloud', bindingness: 'intent' }),
    )
      .by('stage')
      .lists('compute-capacity', 'rows', { stage: 'talks', headlineKw: 1, signedKw: 0 }));
});
