import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../projections/kit/line.js';
import type { History } from '../../projections/kit/log.js';
import { light } from '../../src/charts/palette.js';
import { barOf, segmentsOf } from '../../src/charts/views/capacity-bar.js';
import { capacityOverTime } from '../../src/charts/views/capacity-time.js';
import { groupsOf, planChart } from '../../src/charts/views/plan.js';
import { extentOf, lengthOf, measureWords } from '../../src/charts/words/amounts.js';
import { publicRecord } from '../../src/public-record.js';
import * as drawn from '../drawn-bars.js';
import { ledger, type Sent, show } from '../given.js';

const { barsOf, drawnQuestions, gutterOf, lengthOfAll, near, setting, shownOf, today } = drawn;
const gigawatt = 1_000_000;
let history: History;

beforeAll(async () => {
  history = ledger((await publicRecord()) as Sent[]);
});

describe('A bar', () => {
  it('is in full as far as is certain, pale as far as is stated, and open from there on', () => {
    // Firm: at least 9 GW, and up to 4 GW more. Optional: up to 6 GW. Of the whole 9 GW are certain, 19 are stated.
    const part = (bindingness: string, low: number, point: number): Entry => ({
      bindingness,
      stage: 'signed',
      powerKw: { low: low * gigawatt, point: point * gigawatt, high: null },
    });
    const [firm, optional] = [part('firm', 9, 13), part('optional', 0, 6)];
    const whole = part('', 9, 19);
    const segments = segmentsOf([optional, firm], whole, 'powerKw', light);
    expect(
      segments
        .filter(({ value }) => value > 0)
        .map(({ fill, value, isPale = false }) => [fill, value / gigawatt, isPale]),
    ).toEqual([
      ['solid', 9, false],
      ['solid', 4, true],
      ['hatched', 6, true],
    ]);
    const bar = barOf({ label: 'hosting' }, whole, 'powerKw', segments, true);
    expect(bar.text).toBe('≥ 9 GW');
    expect(bar.stated).toBe('19 GW');
    expect(bar.reach).toEqual({ low: 9 * gigawatt, high: null, stated: 19 * gigawatt });
  });

  it.each(drawnQuestions)(
    'of the public record is in full as long as its words say: %s %o',
    (view, asked) => {
      const bars = barsOf(history, view, asked);
      expect(bars.length).toBeGreaterThan(2);
      for (const bar of bars) {
        const lengths = { low: lengthOfAll(bar, false), stated: lengthOfAll(bar) };
        const { low, stated } = bar.reach ?? { low: lengths.low, stated: lengths.low };
        expect([bar.label, bar.text, near(lengths)]).toEqual([
          bar.label,
          bar.text,
          near({ low, stated: stated ?? -1 }),
        ]);
      }
    },
  );

  it('over time is a column by the same rule, on the workbench as on capacity', () => {
    const over: drawn.AskedParts = {
      by: ['layer'],
      timeline: 'year',
      from: '2026-01-01',
      to: '2031-12-31',
    };
    const { totals } = shownOf(history, 'compute-capacity', over);
    const undated = new Map(totals.map((total) => [measureWords(total, 'undatedKw'), total]));
    const plan = { baseline: { totals }, scenario: { totals }, difference: { totals } };
    const answer = shownOf(history, 'compute-capacity', over);
    const layers = capacityOverTime(
      answer,
      shownOf(history, 'compute-capacity', { by: ['bindingness', 'stage'] }),
      setting,
    );
    const plans = groupsOf(plan).map((group) => planChart(plan, group, setting));
    const withPale = [...layers, ...plans].filter((chart) => {
      const gutter = gutterOf(chart);
      const total = undated.get(gutter?.text ?? '');
      if (!gutter || !total) return false;
      const lengths = { low: lengthOfAll(gutter, false), stated: lengthOfAll(gutter) };
      expect([chart.title, lengths]).toEqual([chart.title, extentOf(total, 'undatedKw')]);
      return lengths.stated > lengths.low;
    });
    const titles = withPale.map(({ title }) => title);
    expect(titles).toContain('Committed against energized: chips');
    expect(titles).toContain('Planned chips');
  });
});

describe('The parts of a bar', () => {
  it.each(['layer', 'provider', 'consumer', 'supplier', 'deal'])(
    'are together as long as its number, and as what is certain of it, for every row by %s of the public record',
    (dimension) => {
      let overlapping = 0;
      for (const { whole, parts } of wholesBy(dimension))
        for (const measure of ['headlineKw', 'undatedKw']) {
          const segments = segmentsOf(parts, whole, measure, light);
          const lengths = { low: lengthOfAll({ segments }, false), stated: lengthOfAll({ segments }) };
          expect([whole, lengths]).toEqual([whole, extentOf(whole, measure)]);
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
    const lengthIn = (fill: string): number =>
      segmentsOf(parts, whole, 'headlineKw', light)
        .filter((segment) => segment.fill === fill)
        .reduce((sum, { value }) => sum + value, 0);
    expect([lengthIn('solid'), lengthIn('hollow')]).toEqual([3_500_000, 1_000_000]);
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

const lengthsAdded = (parts: readonly Entry[], measure: string): number =>
  parts.reduce((sum, part) => sum + lengthOf(part, measure), 0);
