import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, fact, id } from './facts.js';

const usd = ['30B USD', '32B USD', '28B USD'] as const;

/** Something is said of September in January and restated in March; in June somebody else says it otherwise. */
describe('What somebody else said of something that was restated since', () => {
  it.each<[string, Tell, readonly [string, string, string], Read]>([
    ['a share', share, ['30%', '32%', '28%'], (facts) => shareOfVendor(facts)],
    ['a size of a market', size, usd, (facts) => answered(facts, 'market-share').totals[0]?.sizeUsCents],
    ['a total', total, usd, (facts) => answered(facts, 'reconciliation').rows[0]?.disclosedUsCents],
    ['a total of its date', total, usd, (facts) => totalByDate(facts)],
    ['a value of a whole', value, usd, (facts) => valueOfLab(facts)],
  ])(
    'changes nothing of %s, and does where it is of the restatement',
    (_, tell, [first, second, other], read) => {
      const [january, march] = [told(tell(first), '2026-01-31', 1), told(tell(second), '2026-03-31', 2)];
      const june = (of: number): Sent => ({ ...told(tell(other), '2026-06-30', 3), rivalOf: id(of) });
      expect(read([march])).toBeDefined();
      expect(read([january, march, june(1)])).toEqual(read([march]));
      expect(read([january, march, june(2)])).toEqual(read([tell(other)]));
      expect(read([january, june(1)])).toEqual(read([tell(other)]));
    },
  );
});

type Tell = (amount: string) => Sent;
type Read = (facts: readonly Sent[]) => unknown;

function told(fact: Sent, knownOn: string, number: number): Sent {
  return { ...fact, knownOn, id: id(number) };
}

function share(amount: string): Sent {
  const body = { publisher: 'analyst', period: '2025-Q3', party: 'vendor', share: amount };
  return fact('2025-09-30', 'market-chips', 'ShareReported', body);
}

function size(amount: string): Sent {
  const body = { publisher: 'analyst', period: '2025-Q3', size: amount };
  return fact('2025-09-30', 'market-chips', 'MarketSizeReported', body);
}

function total(amount: string): Sent {
  const body = { measure: 'commitments', amount, at: '2025-09-30' };
  return fact('2025-09-30', 'party-lab', 'TotalDisclosed', body);
}

function value(amount: string): Sent {
  return fact('2025-09-30', 'party-lab', 'ValueStated', { amount, counted: 'after' });
}

function answered(facts: readonly Sent[], view: string, question: Record<string, string> = {}) {
  const chips = { name: 'Chips', layer: 'hardware', metric: 'revenue', scope: 'worldwide' };
  return given(...cast, fact('2025-01-01', 'market-chips', 'MarketDefined', chips), ...facts)
    .at('2026-11-23')
    .answer(view, question);
}

function shareOfVendor(facts: readonly Sent[]): unknown {
  return answered(facts, 'market-share').rows.find(({ party }) => party === 'vendor')?.shareBp;
}

function totalByDate(facts: readonly Sent[]): unknown {
  return answered(facts, 'reconciliation', { by: 'party,measure,at' }).rows[0]?.disclosedUsCents;
}

function valueOfLab(facts: readonly Sent[]): unknown {
  const { values } = answered(facts, 'ownership') as unknown as { values: { wholeUsCents: unknown }[] };
  return values[0]?.wholeUsCents;
}
