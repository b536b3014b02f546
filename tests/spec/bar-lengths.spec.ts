import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../projections/kit/line.js';
import type { History } from '../../projections/kit/log.js';
import { light } from '../../src/charts/palette.js';
import { segmentsOf } from '../../src/charts/views/capacity-bar.js';
import { lengthOf } from '../../src/charts/words/amounts.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, type Sent, show } from '../given.js';

const today = { effectiveAt: '2026-11-20', knownAt: '2026-11-20' };
let history: History;

beforeAll(async () => {
  history = ledger((await publicRecord()) as Sent[]);
});

describe('The parts of a bar', () => {
  it.each(['layer', 'provider', 'consumer', 'supplier', 'deal'])(
    'are together as long as its number, for every row by %s of the public record',
    (dimension) => {
      let overlapping = 0;
      for (const { whole, parts } of wholesBy(dimension))
        for (const measure of ['headlineKw', 'undatedKw']) {
          expect([whole, lengthDrawn(parts, whole, measure)]).toEqual([whole, lengthOf(whole, measure)]);
          overlapping += Number(lengthsAdded(parts, measure) > lengthOf(whole, measure));
        }
      expect(overlapping).toBeGreaterThan(0);
    },
  );

  it('leave what they have in common to the firmer: 3.5 GW firm, and of 4 GW intended the 1 GW beside them', () => {
    const deal = 'deal-anthropic-google-broadcom-2026';
    const { whole, parts } = wholesBy('deal').find(
      ({ whole: row }) => row.deal === deal && row.layer === 'chips',
    )!;
    expect(lengthOf(whole, 'headlineKw')).toBe(4_500_000);
    expect(lengthsAdded(parts, 'headlineKw')).toBe(7_500_000);
    expect(segmentsOf(parts, whole, 'headlineKw', light).map(({ fill, value }) => [fill, value])).toEqual([
      ['solid', 3_500_000],
      ['hollow', 1_000_000],
    ]);
  });
});

const rowsBy = (...by: string[]): Entry[] => show(history, 'compute-capacity', { ...today, by }).rows;

/** A row with its parts by how firm they are and how far they have come. */
const wholesBy = (dimension: string): { whole: Entry; parts: Entry[] }[] => {
  const keys = [dimension, 'layer', 'basis'];
  const all = rowsBy(dimension, 'bindingness', 'stage');
  return rowsBy(dimension).map((whole) => ({
    whole,
    parts: all.filter((part) => keys.every((key) => (part[key] ?? null) === (whole[key] ?? null))),
  }));
};

const lengthDrawn = (parts: readonly Entry[], whole: Entry, measure: string): number =>
  segmentsOf(parts, whole, measure, light).reduce((sum, { value }) => sum + value, 0);

const lengthsAdded = (parts: readonly Entry[], measure: string): number =>
  parts.reduce((sum, part) => sum + lengthOf(part, measure), 0);
