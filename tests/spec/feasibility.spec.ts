import { describe, expect, it } from 'vitest';
import { reach } from '../../src/simulator/goals/goal.js';
import { seek } from '../../src/simulator/goals/seek.js';
import { nvidia, scheduled } from '../scheduled.js';

const { history } = scheduled;
const ground = {
  history,
  position: history.position,
  today: '2026-11-23',
  logHash: '0'.repeat(64),
};
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2026-10-01', to: '2029-12-31' };
const money = { view: 'obligations', ...at, ...years, cumulative: 'true', deal: nvidia };
const billion = 100_000_000_000;

describe('Seeking a level', () => {
  const search = { least: 0, most: 100, step: 1, find: 'smallest' as const };
  it('finds the smallest x with x² ≥ 50: 8 passes with 64, 7 fails with 49', () => {
    expect(seek((x) => x * x, { ...search, level: 50 })).toMatchObject({
      method: 'bisection',
      found: { x: 8, value: 64, passes: true },
      beyond: { x: 7, value: 49, passes: false },
    });
  });
  it('finds the largest x where the metric falls: 100 − x ≥ 37 up to 63', () => {
    expect(seek((x) => 100 - x, { ...search, find: 'largest', level: 37 })).toMatchObject({
      found: { x: 63, value: 37 },
      beyond: { x: 64, value: 36 },
    });
  });
  it('goes in whole steps: of 0, 15, 30, … the first above 50 is 60', () => {
    expect(seek((x) => x, { ...search, step: 15, level: 50 })).toMatchObject({
      found: { x: 60 },
      beyond: { x: 45 },
    });
  });
  it('says the best there is when nothing passes', () => {
    expect(seek((x) => x, { ...search, level: 101 })).toMatchObject({ found: null, best: { x: 100 } });
  });
  it('has nothing beyond when the first step passes', () => {
    expect(seek((x) => x, { ...search, level: 0 })).toMatchObject({ found: { x: 0 }, beyond: null });
  });
  it('tries every step where the metric is not monotone: a tent reaches 40 at 40', () => {
    const tent = (x: number): number => Math.min(x, 100 - x);
    expect(seek(tent, { ...search, level: 40 })).toMatchObject({ method: 'scan', found: { x: 40 } });
  });
  it('says the best there is of a tent, too: of 50 at most that never reach 60 the top at 50', () => {
    const tent = (x: number): number => Math.min(x, 100 - x);
    expect(seek(tent, { ...search, level: 60 })).toMatchObject({
      method: 'scan',
      found: null,
      best: { x: 50, value: 50 },
    });
  });
  it('gives up on a wide range that is not monotone', () => {
    const tent = (x: number): number => Math.min(x, 100_000 - x);
    expect(seek(tent, { ...search, most: 100_000, level: 40 })).toBeUndefined();
  });
  it('looks at few of many steps: a million in about forty', () => {
    expect(seek((x) => x, { ...search, most: 1_000_000, level: 654_321 })!.tried).toBeLessThan(45);
  });
});

describe('What it takes for $80B to be released by the end of 2029', () => {
  const edits = [{ op: 'scale', target: nvidia, toBp: { assumption: 'part' } }];
  const target = { measure: 'releasedUsCents', only: { kind: 'equity' }, level: 80 * billion };
  const goal = { lever: 'part', least: 0, most: 10_000, step: 100, target };

  it('is 80 % of NVIDIA: 8 GW release 80, 7.9 GW only 70', () => {
    expect(reach({ edits, views: [money] }, goal, ground).value).toMatchObject({
      found: { x: 8_000, value: 80 * billion, passes: true },
      beyond: { x: 7_900, value: 70 * billion, passes: false },
    });
  });

  it('is a delay of nine months at most, when it is by the end of 2029-Q2', () => {
    // N10 is due in 2029-Q1; by 2029-Q2 eight tranches are due as long as N8, of 2028-Q3, slips three quarters.
    const late = [{ op: 'delay', target: nvidia, months: { assumption: 'slip' } }];
    const by = { ...target, by: '2029-Q2' };
    const found = reach(
      { edits: late, views: [money] },
      { lever: 'slip', least: 0, most: 36, find: 'largest', target: by },
      ground,
    ).value;
    expect(found).toMatchObject({ found: { x: 9 }, beyond: { x: 10 } });
  });

  it.each([
    ['a level that is missing', { ...goal, target: { measure: 'releasedUsCents' } }, '/goal/target/level'],
    ['a measure that is unknown', { ...goal, target: { measure: 'x', level: 1 } }, '/goal/target/measure'],
    ['a range that is upside down', { ...goal, most: -1 }, '/goal/most'],
    ['a lever that nobody reads', { ...goal, lever: 'other' }, '/edits/0/toBp'],
  ])('is refused with %s', (_, asked, pointer) => {
    const { problems = [] } = reach({ edits, views: [money] }, asked, ground);
    expect(problems.map((problem) => problem.pointer)).toContain(pointer);
  });
});
