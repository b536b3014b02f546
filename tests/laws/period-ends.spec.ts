import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf } from '../../events/kit/date.js';
import { Board } from '../../projections/kit/board.js';
import type { Row } from '../../projections/kit/line.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { capacityHistories, histories, questions } from './histories.js';

const span = { from: '2025-01-01', to: '2028-12-31' };
const asked = [
  { view: 'compute-capacity', by: 'deal' },
  { view: 'compute-capacity', by: 'provider,bindingness' },
  { view: 'exposure', by: 'party', side: 'depends-on' },
  { view: 'flows', by: 'giver', edge: 'compute' },
];

/** Rows by the last day of their period. */
const rowsByEnd = (rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, ({ period }) => daysOf(String(period)).last);

const withoutPeriod = (rows: readonly Row[] = []): object[] => rows.map(({ period: _, ...row }) => row);

describe('What stands at the end of a period', () => {
  it('is the same at the end of the month, the quarter, the half and the year that end on its day', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.oneof(histories, capacityHistories),
        // The lowest and the highest of claims are found period by period: of others an axis has others.
        questions.filter(({ policy }) => policy === 'primary' || policy === 'latest'),
        fc.constantFrom(...asked),
        (history, parts, viewed) => {
          const told = (timeline: string): Map<string, Row[]> => {
            const parameters = { ...parts, ...viewed, ...span, timeline };
            const { view, question } = askedOf(history, parameters);
            return rowsByEnd(new Board(view, question, history).answer().rows);
          };
          const months = told('month');
          for (const timeline of ['quarter', 'half', 'year'])
            for (const [end, rows] of told(timeline)) {
              expect([end, withoutPeriod(rows)]).toEqual([end, withoutPeriod(months.get(end))]);
              compared++;
            }
        },
      ),
      { numRuns: 60 },
    );
    expectFound(compared, 500);
  });
});
