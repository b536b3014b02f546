import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact } from './facts.js';

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
