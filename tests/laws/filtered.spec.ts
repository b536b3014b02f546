import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Board } from '../../projections/kit/board.js';
import type { Row, Total } from '../../projections/kit/line.js';
import { isMeasure } from '../../projections/kit/measure.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { capacityHistories, histories, questions } from './histories.js';

const years = { timeline: 'year', from: '2025-01-01', to: '2028-12-31' };
const dimensions = {
  'compute-capacity': ['provider', 'deal', 'bindingness', 'layer'],
  obligations: ['payer', 'deal', 'bindingness', 'kind'],
  exposure: ['party', 'counterparty', 'side', 'deal'],
  flows: ['giver', 'receiver', 'edge', 'deal'],
  slippage: ['provider', 'deal', 'tranche', 'layer'],
};
const asked = Object.entries(dimensions).flatMap(([view, names]) =>
  names.flatMap((by) => [{ view, by }, ...(view === 'slippage' ? [] : [{ view, by, ...years }])]),
);

describe('A row of what has one value in a dimension', () => {
  it('says the same, whether the question asks for that value alone or for all', () => {
    let related = 0;
    fc.assert(
      fc.property(
        fc.oneof(histories, capacityHistories),
        questions,
        fc.constantFrom(...asked),
        (history, parts, { by, ...viewed }) => {
          const rowsOf = (only: Record<string, string> = {}): Row[] => {
            const parameters = { ...parts, ...viewed, by, ...only };
            const { view, question } = askedOf(history, parameters);
            const board = new Board(view, question, history);
            related += board.lines.filter(({ container }) => container !== undefined).length;
            return board.answer().rows;
          };
          const all = rowsOf();
          for (const value of new Set(all.map((row) => row[by])))
            if (typeof value === 'string')
              expect(rowsOf({ [by]: value })).toEqual(all.filter((row) => row[by] === value));
        },
      ),
      { numRuns: 150 },
    );
    expectFound(related, 50);
  });
});

const byTwo: readonly (readonly [view: string, by: string])[] = [
  ['obligations', 'payer,deal'],
  ['obligations', 'payment,bindingness'],
  ['exposure', 'party,deal'],
  ['exposure', 'party,counterparty'],
  ['flows', 'giver,receiver'],
  ['flows', 'giver,receiver,deal'],
];

/** What never adds, with the measures of an entry of money as numbers; an open end stays open. */
const sumsOf = (entries: readonly (Row | Total)[]): Map<string, Record<string, number | null>> => {
  const sums = new Map<string, Record<string, number | null>>();
  for (const entry of entries) {
    const { side = null, kind, currency, period = null } = entry;
    const key = JSON.stringify([side, kind, currency, period]);
    const sum = sums.get(key) ?? {};
    sums.set(key, sum);
    for (const [name, value] of Object.entries(entry)) {
      if (!name.endsWith('UsCents') || !isMeasure(value)) continue;
      for (const end of ['low', 'high'] as const) {
        const [before = 0, more] = [sum[`${name} ${end}`], value[end]];
        sum[`${name} ${end}`] = before === null || more === null ? null : before + Number(more);
      }
    }
  }
  return sums;
};

describe('Rows of money by two dimensions', () => {
  it('add to the totals, kind by kind and currency by currency', () => {
    fc.assert(
      fc.property(
        histories,
        questions,
        fc.constantFrom(...byTwo),
        fc.constantFrom({}, years),
        (history, parts, [name, by], over) => {
          const parameters = { ...parts, ...over, view: name, by };
          const { view, question } = askedOf(history, parameters);
          const { rows, totals } = new Board(view, question, history).answer();
          const [added, told] = [rows, totals].map((entries) =>
            sumsOf(entries.filter(({ currency }) => currency !== null)),
          );
          expect(added).toEqual(told);
        },
      ),
      { numRuns: 150 },
    );
  });
});
