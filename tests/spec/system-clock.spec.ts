import { afterEach, describe, expect, it, vi } from 'vitest';
import { SystemClock } from '../../src/messages/clock.js';

describe('Today, by the clock of the machine', () => {
  afterEach(() => void vi.useRealTimers());

  it('is another day from midnight in UTC on, and the day before again when the clock is set back', () => {
    const clock = new SystemClock();
    const days = ['2026-11-28T23:59:59.999Z', '2026-11-29T00:00:00.000Z', '2026-11-28T22:00:00.000Z'].map(
      (instant) => {
        vi.useFakeTimers({ now: new Date(instant) });
        return [clock.today, clock.today];
      },
    );
    expect(days.flat()).toEqual([
      '2026-11-28',
      '2026-11-28',
      '2026-11-29',
      '2026-11-29',
      '2026-11-28',
      '2026-11-28',
    ]);
  });
});
