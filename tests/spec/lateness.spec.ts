import { describe, expect, it } from 'vitest';
import { Lateness } from '../../src/store/postgres/lateness.js';

/** A follower at a clock of the test's own, in milliseconds. */
const following = () => {
  const clock = { now: 0 };
  const lateness = new Lateness(() => clock.now);
  return {
    seen: (at: number, position: number) => lateness.saw({ at, position }),
    lateAt: (now: number, reached: number) => ((clock.now = now), lateness.secondsAt(reached)),
    lateness,
  };
};

describe('How late a follower is', () => {
  it('is not known before the end of the log was seen', () => {
    expect(following().lateAt(1_000, 7)).toBe(Infinity);
  });

  it('is the time since what he has was all that there was', () => {
    const { seen, lateAt } = following();
    seen(1_000, 7);
    seen(2_000, 8);
    seen(3_000, 9);
    expect([lateAt(3_500, 9), lateAt(3_500, 8)]).toEqual([0.5, Infinity]);
  });

  it.each([
    [6, Infinity],
    [7, 2.5],
    [8, 1.5],
    [9, 0.5],
    [10, 0.5],
  ])('at position %i, of sights of 7, 8 and 9 a second apart, is %d s', (reached, seconds) => {
    const { seen, lateAt } = following();
    for (const [at, position] of [
      [1_000, 7],
      [2_000, 8],
      [3_000, 9],
    ] as const)
      seen(at, position);
    expect(lateAt(3_500, reached)).toBe(seconds);
  });

  it('does not grow while the log stands still and is looked at', () => {
    const { seen, lateAt } = following();
    for (const at of [1_000, 2_000, 9_000]) seen(at, 7);
    expect(lateAt(9_250, 7)).toBe(0.25);
  });

  it('is too much rather than too little for one who is further behind than is remembered', () => {
    const { seen, lateAt } = following();
    for (let position = 1; position <= 5_000; position++) seen(position * 1_000, position);
    expect(lateAt(5_001_000, 1)).toBe(5_000);
    expect(lateAt(5_001_000, 4_000)).toBeGreaterThanOrEqual(1_001);
    expect(lateAt(5_001_000, 5_000)).toBe(1);
  });

  it('is not known once what was seen says nothing any more', () => {
    const { seen, lateAt, lateness } = following();
    seen(1_000, 7);
    lateness.forget();
    expect(lateAt(1_000, 7)).toBe(Infinity);
  });
});
