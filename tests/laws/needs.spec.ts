import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enough } from '../scarce.js';
import { flows, points, ran, schedules, view } from './schedules.js';

const { view: _view, ...question } = view;

describe('What a plan needs in a period', () => {
  it('is what becomes due in it, whatever of it draws power or has ended', () => {
    fc.assert(
      fc.property(schedules, (history) => {
        const asked = { ...question, from: '2026-01-01', knownAt: '9999-12-31' };
        const power = {
          name: 'power',
          kind: 'power',
          of: { layer: 'chips' },
          supply: { perPeriod: 10_000_000 },
        };
        const { resources } = enough(history, asked, [power]);
        const { totals } = ran(history, []).views[0]!.baseline;
        const due = new Map(
          flows(points(totals, 'dueKw')).map((kw, index) => [String(totals[index]!.period), kw]),
        );
        for (const { period, use } of resources[0]!.periods)
          expect([period, use]).toEqual([period, due.get(period) ?? 0]);
      }),
      { numRuns: 60 },
    );
  });

  it('is kept to by the schedule in one piece: what draws power stays, and the rest is all there', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 100_000, max: 3_000_000 }), (history, perPeriod) => {
        const asked = { ...question, from: '2026-01-01', knownAt: '9999-12-31' };
        const power = { name: 'power', kind: 'power', of: { layer: 'chips' }, supply: { perPeriod } };
        const { resources, schedule } = enough(history, asked, [power]);
        const pieces = schedule?.inOnePiece;
        if (!pieces) return;
        const sum = (periods: readonly { use: unknown }[]): number =>
          periods.reduce((all, { use }) => all + Number(use), 0);
        expect(sum(pieces.resources[0]!.periods)).toBe(sum(resources[0]!.periods));
        expect(pieces.resources[0]!.periods.every(({ slack }) => Number(slack) >= 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
