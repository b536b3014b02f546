import { describe, expect, it } from 'vitest';
import { TestServer } from '../e2e/http-server.js';
import { exportedLog, tally } from './asking.js';
import { Chance } from './chance.js';
import { told, type Difference } from './compare.js';
import { Ledger } from './ledgers.js';
import { drawQuestions, type Days } from './questions.js';

const days: Days = {
  effective: ['2024-12-31', '2025-06-30', '2025-11-15', '2026-03-31', '2026-11-20', '2028-12-31'],
  known: ['2025-09-30', '2026-02-15', '2026-11-20'],
  from: '2024-01-01',
  to: '2029-12-31',
};

const post = (url: string, events: unknown): Promise<Response> =>
  fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });

/** Whatever the ledger refuses is left out: the recount reads what was recorded. */
const record = async (url: string, { events }: Ledger): Promise<void> => {
  for (const event of events) await post(url, event);
};

describe('Random small ledgers, counted again', () => {
  it('agree in fifty ledgers', { timeout: 600_000 }, async () => {
    const differences: Difference[] = [];
    let numbers = 0;
    for (let seed = 1; seed <= 50; seed += 1) {
      const server = await TestServer.start();
      try {
        await record(server.url, new Ledger(seed));
        const log = await exportedLog(server.url);
        const asked = await tally(server.url, log, drawQuestions(new Chance(seed), log, days));
        numbers += asked.numbers;
        differences.push(
          ...asked.differences.map((one) => ({ ...one, where: `ledger ${seed}: ${one.where}` })),
        );
      } finally {
        await server.stop();
      }
    }
    expect(told(differences)).toEqual([]);
    expect(numbers).toBeGreaterThan(50_000);
  });
});
