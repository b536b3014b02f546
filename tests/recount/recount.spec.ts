import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../e2e/http-server.js';
import { exportedLog, recountOf, tally } from './asking.js';
import { Chance } from './chance.js';
import { differs, saysSomething, told, type Cell, type Difference } from './compare.js';
import type { Grain } from './days.js';
import type { Cut, Recorded } from './log.js';
import { recordTold } from './told.js';
import {
  drawQuestions,
  everyQuestion,
  grains,
  policies,
  type Question,
  viewOf,
  type Days,
} from './questions.js';

/** Whose numbers are compared; every run draws the same. */
const seed = 20_251_127;
const perView = 60;

const days: Days = {
  effective: [
    '2025-08-20',
    '2025-11-30',
    '2026-04-28',
    '2026-11-01',
    '2026-11-20',
    '2026-12-31',
    '2030-12-31',
  ],
  known: ['2025-11-30', '2026-04-27', '2026-11-20'],
  from: '2024-01-01',
  to: '2033-12-31',
};

/** What was believed before and after the record was corrected, and what is believed now. */
const cuts: readonly Cut[] = [
  { effectiveAt: '2025-11-30', knownAt: '2025-11-30' },
  { effectiveAt: '2025-11-30', knownAt: '2026-11-20' },
  { effectiveAt: '2026-11-20', knownAt: '2026-11-20' },
];

/**
 * Lowest of flows is left out in bulk: a warrant leaves the total of its deal open whichever claim is taken, and then
 * the handbook does not say which is the lower.
 */
const isDecided = (question: Question): boolean => !/flows\?.*policy=lowest/.test(question.address);

/** One length of periods after the other; all of them where the laws look longer (`npm run laws`). */
const grainsFor = (place: number): readonly Grain[] =>
  process.env.LAWS_SEED === undefined ? [grains[place % grains.length]!] : grains;

describe('The public record, counted again by code that shares nothing', () => {
  let server: TestServer;
  let log: Recorded[];

  beforeAll(async () => {
    server = await TestServer.start();
    const recorded = await server.record(recordTold());
    expect([recorded.status, recorded.body]).toEqual([201, expect.anything()]);
    log = await exportedLog(server.url);
  });

  afterAll(async () => {
    await server.stop();
  });

  it(`agrees in ${perView} drawn numbers of every view`, { timeout: 300_000 }, async () => {
    const chance = new Chance(seed);
    const drawn = new Map<string, number>();
    const differences: Difference[] = [];
    for (let round = 0; round < 30; round += 1)
      for (const question of drawQuestions(chance, log, days)) {
        const view = viewOf(question);
        const wanted = Math.min(6, perView - (drawn.get(view) ?? 0));
        if (wanted <= 0) continue;
        const cells: Cell[] = chance.some(
          (await recountOf(server.url, log, question)).filter(saysSomething),
          wanted,
        );
        drawn.set(view, (drawn.get(view) ?? 0) + cells.length);
        differences.push(...cells.filter(differs).map((cell) => ({ ...cell, address: question.address })));
      }
    expect(told(differences)).toEqual([]);
    expect([...drawn.values()]).toEqual([...drawn.keys()].map(() => perView));
    expect(drawn.size * perView).toBeGreaterThanOrEqual(300);
  });

  it('agrees in bulk', { timeout: 300_000 }, async () => {
    const questions = cuts.flatMap((cut, index) =>
      policies
        .filter((_, which) => index === 2 || which === index)
        .flatMap((policy, which) => everyQuestion({ ...cut, policy }, days, grainsFor(index + which)))
        .filter(isDecided),
    );
    const { numbers, differences } = await tally(server.url, log, questions);
    expect(told(differences)).toEqual([]);
    expect(numbers).toBeGreaterThan(200_000);
  });
});
