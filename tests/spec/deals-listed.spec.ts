import { describe, expect, it } from 'vitest';
import { dealsAt } from '../../projections/deals.js';
import { everything } from '../../projections/kit/cut.js';
import { given, type Sent } from '../given.js';
import { billion, cast, deal, exactly, fact, payment } from './facts.js';

const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const amended = (on: string, terms: string): Sent => fact(on, 'deal-a', 'DealAmended', { terms });

describe('A deal', () => {
  it('was announced on the day of its announcement, whatever became true of it before', () =>
    world(
      fact(
        '2024-06-01',
        'deal-a',
        'PartyJoined',
        { party: 'vendor', role: 'supplier' },
        { knownOn: '2025-02-01' },
      ),
    ).showsDeal('deal-a', { announcedOn: '2025-01-01' }));
  it('keeps the others when a party leaves it', () => {
    const joined = (who: string) =>
      fact('2025-02-01', 'deal-a', 'PartyJoined', { party: who, role: 'supplier' });
    world(joined('vendor'), joined('cloud'), fact('2025-03-01', 'deal-a', 'PartyLeft', { party: 'vendor' }))
      .showsDeal('deal-a', { parties: [{ party: 'lab' }, { party: 'cloud' }] })
      .at('2025-02-28')
      .showsDeal('deal-a', { parties: [{ party: 'lab' }, { party: 'vendor' }, { party: 'cloud' }] });
  });
  it('has the terms of all its amendments, in their order', () =>
    world(amended('2025-03-01', 'Exclusive.'), amended('2025-06-01', 'No longer exclusive.')).showsDeal(
      'deal-a',
      {
        terms: ['Exclusive.', 'No longer exclusive.'],
      },
    ));
});

describe('The money of a deal in the list', () => {
  // $5B for good; $24B over two years, cancelled after half of them; an option on $3B that ran out in March.
  const money = world(
    payment('deal-a', 'bought', '5B USD'),
    payment('deal-a', 'hired', '24B USD', { over: { from: '2025-07', months: 24 } }),
    payment('deal-a', 'more', '3B USD', { bindingness: 'optional', expiresOn: '2026-03-31' }),
    fact('2026-06-30', 'deal-a', 'PaymentCancelled', { payment: 'hired' }),
  );
  const listed = (effectiveAt: string, { history } = money) =>
    dealsAt(history, { ...everything, effectiveAt, policy: 'primary' })[0]!.payments.map((one) => [
      one.payment,
      billion(one.amountUsCents),
      one.ended ?? false,
    ]);

  it('is what was stated of it, and says of what nothing more falls due', () => {
    expect(listed('2026-03-31')).toEqual([
      ['bought', exactly(5), false],
      ['hired', exactly(24), false],
      ['more', exactly(3), false],
    ]);
    expect(listed('2026-06-30')).toEqual([
      ['bought', exactly(5), false],
      ['hired', exactly(24), true],
      ['more', exactly(3), true],
    ]);
  });
  it('ends with its deal', () => {
    const over = money.and(fact('2026-05-01', 'deal-a', 'StageReached', { stage: 'cancelled' }));
    expect(listed('2026-05-01', over).map(([, , ended]) => ended)).toEqual([true, true, true]);
  });
});
