import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { ledger, type Sent, show } from '../given.js';
import { allLabs, physicalWorlds } from './worlds.js';

const holds = (measure: Measure, truth: number): boolean =>
  Number(measure.low) <= truth && (measure.high === null || truth <= Number(measure.high));

/** What is said within one layer is no matter of choice: unsaid, the same would be two. */
const isOfOneLayer = ({ stream, body }: Sent): boolean =>
  stream === 'deal-hosting' && String(body.with).startsWith('deal-again/');

describe('What is said of a lab', () => {
  it('holds the truth of the physical world that its statements are about', () => {
    fc.assert(
      fc.property(physicalWorlds, ({ used, sent }) => {
        const { rows } = show(ledger(sent), 'labs', { effectiveAt: '2026-06-30' });
        for (const lab of allLabs) {
          const row = rows.find((one) => one.lab === lab);
          if (!row) continue;
          const mine = used.get(lab)!;
          const running = mine.filter(({ runs }) => runs).length * 100_000;
          expect([lab, row.energizedKw, running, holds(row.energizedKw as Measure, running)]).toContain(true);
          expect([
            lab,
            row.headlineKw,
            mine.length,
            holds(row.headlineKw as Measure, mine.length * 100_000),
          ]).toContain(true);
          expect(row.flags).not.toContain('contradicted');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is in order: low, point, high', () => {
    fc.assert(
      fc.property(physicalWorlds, ({ sent }) => {
        for (const row of show(ledger(sent), 'labs', { effectiveAt: '2026-06-30' }).rows)
          for (const { low, point, high } of [row.headlineKw, row.firmKw, row.energizedKw] as Measure[]) {
            if (point !== null) expect(Number(low)).toBeLessThanOrEqual(Number(point));
            if (high !== null) expect(Number(point ?? low)).toBeLessThanOrEqual(Number(high));
          }
      }),
      { numRuns: 100 },
    );
  });

  it('only narrows with the overlaps between layers that are stated', () => {
    fc.assert(
      fc.property(physicalWorlds, ({ sent }) => {
        const all = show(ledger(sent), 'labs', { effectiveAt: '2026-06-30' }).rows;
        const silent = sent.filter((one) => one.type !== 'OverlapStated' || isOfOneLayer(one));
        for (const row of show(ledger(silent), 'labs', { effectiveAt: '2026-06-30' }).rows) {
          const tied = all.find(({ lab }) => lab === row.lab)!.energizedKw as Measure;
          const { low, high } = row.energizedKw as Measure;
          expect(Number(tied.low)).toBeGreaterThanOrEqual(Number(low));
          if (high !== null) expect(Number(tied.high)).toBeLessThanOrEqual(Number(high));
        }
      }),
      { numRuns: 100 },
    );
  });
});
