import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { cast, deal, fact, id, payment, tranche } from './facts.js';

// docs/decisions/0062-silent-cases.md
describe('Where the handbook is silent', () => {
  it.each(['primary', 'lowest', 'highest'])(
    'claims that come to the same leave under %s what the closest source says: the vendor is paid',
    (policy) => {
      const told = given(
        ...cast,
        deal('deal-a'),
        { ...payment('deal-a', 'p', '10B USD'), id: id(1), source: { title: 'x', kind: 'company' } },
        {
          ...payment('deal-a', 'p', '10B USD', { to: 'cloud' }),
          rivalOf: id(1),
          source: { title: 'y', kind: 'press' },
        },
      ).at('2026-06-30');
      const { rows } = told.answer('obligations', { by: 'payee', policy });
      expect(rows.map(({ payee }) => payee)).toEqual(['vendor']);
    },
  );

  it('every period goes by the names of the as-of date: quarters before a merger, too', () => {
    const world = given(
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 't', '1 GW'),
      fact('2026-03-01', 'party-vendor', 'PartyMerged', { into: 'cloud' }),
    );
    const quarters = { by: 'provider', timeline: 'quarter', from: '2025-10-01', to: '2026-06-30' };
    const providers = (day: string): unknown[] => [
      ...new Set(
        world
          .at(day)
          .answer('compute-capacity', quarters)
          .rows.map(({ provider }) => provider),
      ),
    ];
    expect([providers('2026-02-28'), providers('2026-06-30')]).toEqual([['vendor'], ['cloud']]);
  });
});
