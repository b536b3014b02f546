import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-round'), deal('deal-a'), ...facts).at('2026-06-30');
const round = (amount: string, terms = {}): Sent =>
  payment('deal-round', 'round', amount, { from: 'bank', to: 'lab', kind: 'equity', ...terms });
/** What one investor gives of the round. */
const share = (from: string, amount: string, terms = {}): Sent =>
  payment('deal-a', from, amount, {
    from,
    to: 'lab',
    kind: 'equity',
    partOf: 'deal-round/round',
    ...terms,
  });

describe('A round that contains rounds', () => {
  it('of 122 with parts of 50 and 30 is 122, not 202', () =>
    world(round('122B USD'), share('vendor', '50B USD'), share('cloud', '30B USD'))
      .shows(money, { committedUsCents: 122 })
      .shows('flows', { amountUsCents: 122 }, { kind: 'equity' })
      .by('payer')
      .shows(money, { committedUsCents: { bank: 42, cloud: 30, vendor: 50 } }));
  it('counts for its parts where they are more: 50 + 30 in 60', () =>
    world(round('60B USD'), share('vendor', '50B USD'), share('cloud', '30B USD')).shows(money, {
      committedUsCents: 80,
    }));
  // {0, 100, 100} around 30: firm money never takes "up to" as its point.
  it('is counted bound by bound: 30 in up to 100', () =>
    world(round('up to 100B USD'), share('vendor', '30B USD')).shows(money, {
      committedUsCents: [30, 30, 100],
    }));
  it('holds what is firm and what is not once: 87 and 35 in 122', () => {
    const parts = [share('vendor', '87B USD'), share('cloud', '35B USD', { bindingness: 'contingent' })];
    world(round('122B USD', { bindingness: 'intent' }), ...parts).shows(money, {
      committedUsCents: 87,
      conditionalUsCents: 35,
    });
    world(round('122B USD'), ...parts).shows(money, {
      committedUsCents: 122,
      conditionalUsCents: 0,
    });
  });
  it('of another kind or currency is another sum: 50 of debt beside 122 of equity', () =>
    world(round('122B USD'), share('vendor', '50B USD', { kind: 'debt' })).lists(
      money,
      'totals',
      { kind: 'debt', committedUsCents: 50 },
      { kind: 'equity', committedUsCents: 122 },
    ));
  it('that was called off leaves its parts, and what contains it, in their places: 50 in 200', () =>
    world(
      payment('deal-round', 'whole', '200B USD', { from: 'bank', to: 'lab', kind: 'equity' }),
      round('122B USD', { partOf: 'deal-round/whole' }),
      share('vendor', '50B USD'),
      fact('2026-01-01', 'deal-round', 'PaymentCancelled', { payment: 'round' }),
    ).shows(money, { committedUsCents: 200 }));
  it('has outstanding what is committed and released of it: 30 of a part and 20 of the rest', () =>
    world(
      tranche('deal-round', 't', '10 GW'),
      energized('2026-02-01', 'deal-round', 't', '2 GW'),
      round('100B USD', { bindingness: 'contingent', release: { per: '1 GW', amount: '10B USD' } }),
      share('vendor', '30B USD'),
    ).shows(money, {
      committedUsCents: 30,
      conditionalUsCents: 50,
      releasedUsCents: 20,
      outstandingUsCents: [0, null, 50],
    }));

  describe('over time', () => {
    const over = { from: '2026-Q1', months: 12 };
    const quarters = (...facts: Sent[]) =>
      world(...facts)
        .by('payer')
        .asking({ timeline: 'quarter', from: '2026-01-01', to: '2026-12-31' });
    const told = (payer: string, ...amounts: readonly number[]) =>
      Object.fromEntries(amounts.map((amount, place) => [`${payer} 2026-Q${place + 1}`, amount]));
    const paid = (stream: string, name: string, amount: string) =>
      fact('2026-05-01', stream, 'PaymentMade', { payment: name, amount });

    it('has outstanding what is left after all that was paid: a quarter of 30, paid late, leaves the next three', () => {
      const late = quarters(
        round('120B USD', { over }),
        share('vendor', '40B USD', { over }),
        paid('deal-round', 'round', '30B USD'),
        paid('deal-a', 'vendor', '10B USD'),
      );
      late.shows(money, {
        outstandingUsCents: { ...told('bank', 0, 20, 20, 20), ...told('vendor', 0, 10, 10, 10) },
      });
      late
        .by('kind')
        .lists(
          money,
          'totals',
          ...[0, 30, 30, 30].map((outstandingUsCents) => ({ committedUsCents: 30, outstandingUsCents })),
        );
    });
    it('keeps what it releases beside a part that is due then: 20 of the bank in the first quarter', () =>
      quarters(
        tranche('deal-round', 't', '10 GW'),
        energized('2026-02-01', 'deal-round', 't', '2 GW'),
        round('100B USD', { bindingness: 'contingent', release: { per: '1 GW', amount: '10B USD' } }),
        share('vendor', '4B USD', { over }),
      ).shows(money, {
        releasedUsCents: { 'bank 2026-Q1': 20, ...told('vendor', 0, 0, 0, 0) },
        committedUsCents: { 'bank 2026-Q1': 0, ...told('vendor', 1, 1, 1, 1) },
      }));
  });
  it('is no part of itself', () =>
    world()
      .when(round('1B USD', { partOf: 'deal-round/round' }))
      .refuses('container-is-another', /a payment cannot be part of itself/));
});
