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
  it('has the terms of all its amendments, in their order', () =>
    world(amended('2025-03-01', 'Exclusive.'), amended('2025-06-01', 'No longer exclusive.')).showsDeal(
      'deal-a',
      {
        terms: ['Exclusive.', 'No longer exclusive.'],
      },
    ));
});
