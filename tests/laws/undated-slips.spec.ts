import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import type { Row, Total } from '../../projections/kit/line.js';
import type { History } from '../../projections/kit/log.js';
import { record } from '../given.js';
import { tranche } from '../spec/facts.js';
import { askedOf } from './asked.js';
import { copyOf } from './copied.js';
import { expectFound } from './found.js';
import { allDeals, capacityHistories } from './histories.js';

const one = fc.constantFrom;
/** A gigawatt of which nobody said when it is due, which may be a part of another. */
const undated = fc
  .record({
    stream: one(...allDeals),
    provider: one('openai', 'aws', 'amd', 'nvidia'),
    layer: one('chips', 'hosting'),
    basis: one('unstated', 'it'),
    partOf: fc.option(one('deal-one/a', 'deal-two/a', 'deal-two/b'), { nil: undefined }),
  })
  .filter(({ stream, partOf }) => !partOf?.startsWith(`${stream}/`))
  .map(({ stream, partOf, ...terms }) =>
    tranche(stream, 'undated', '1 GW', {
      consumer: 'unnamed',
      ...terms,
      ...(partOf !== undefined && { partOf }),
    }),
  );

const isRecorded = (history: History, sent: Parameters<typeof record>[1]): boolean => {
  try {
    return record(history, sent) !== undefined;
  } catch {
    return false;
  }
};

/** The days of each row and total that has any, by what it is of. */
const daysIn = (history: History, by: string): Map<string, unknown> => {
  const { view, question } = askedOf(history, { view: 'slippage', by, effectiveAt: '2027-06-30' } as {
    view: string;
  });
  const { rows, totals } = ask(view, question, history);
  const keys = [...new Set([by, 'layer', 'basis'])];
  const told = (entries: readonly (Row | Total)[], names: readonly string[]) =>
    entries.map(
      (entry) =>
        [
          names.map((name) => entry[name]).join(' '),
          { slipped: entry.slippedDays, late: entry.lateDays, weighed: entry.weighedKw },
        ] as const,
    );
  return new Map([...told(rows, keys), ...told(totals, ['layer', 'basis'])]);
};

describe('Capacity without a date', () => {
  it('changes by how much nothing slipped, whatever it is a part of', () => {
    let slipped = 0;
    fc.assert(
      fc.property(
        capacityHistories,
        fc.array(undated, { minLength: 1, maxLength: 3 }),
        one('provider', 'deal', 'layer'),
        (history, more, by) => {
          const before = daysIn(history, by);
          const joined = copyOf(history);
          if (!more.map((sent) => isRecorded(joined, sent)).includes(true)) return;
          const after = daysIn(joined, by);
          for (const [key, days] of before) expect([key, after.get(key)]).toEqual([key, days]);
          slipped += [...before.values()].filter((days) => (days as { slipped: unknown }).slipped).length;
        },
      ),
      { numRuns: 200 },
    );
    expectFound(slipped, 100);
  });
});
