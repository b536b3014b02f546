import { describe, expect, it } from 'vitest';
import type { Log } from '../../projections/kit/log.js';
import type { FiledTotal } from '../../src/imports/filings/filed-total.js';
import { settleFilings } from '../../src/imports/filings/settle-filings.js';
import { given } from '../given.js';

const facts = { cik: '1', name: 'Mayfly', values: [] };

/** A total of one period that every filing says otherwise than the one before; `read` is told of each comparison. */
const restated = (index: number, read: () => void): FiledTotal => {
  const bound = BigInt(index + 1);
  return {
    address: `values/${index}`,
    concept: 'RevenueRemainingPerformanceObligation',
    measure: 'backlog',
    at: '2025-05-31',
    end: '2025-05-31',
    amount: `${index + 1} USD`,
    bounds: {
      get bounds() {
        read();
        return { low: bound, point: bound, high: bound };
      },
      currency: 'USD',
    } as unknown as FiledTotal['bounds'],
    currency: 'USD',
    accession: `0000000001-25-${String(index).padStart(6, '0')}`,
    form: '10-Q',
    filed: new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10),
  };
};

const comparisonsOf = (count: number, log: Log): number => {
  let read = 0;
  const totals = Array.from({ length: count }, (_, index) => restated(index, () => read++));
  expect(settleFilings(totals, 'mayfly', facts, log).events).toHaveLength(count);
  return read;
};

describe('What many filings say of one total', () => {
  it('is compared with what was known last: twice as many take at most 2.3 times as long', () => {
    const { history } = given();
    const [once, twice] = [comparisonsOf(200, history), comparisonsOf(400, history)];
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(2.3 * once);
  });
});
