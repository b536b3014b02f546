import { describe, expect, it } from 'vitest';
import { TestServer } from '../e2e/http-server.js';
import { askCapacity } from './ask-capacity.js';
import { askExposure, askFlows } from './ask-edges.js';
import { askMoney } from './ask-money.js';
import { exportedLog, tally, type Tally } from './asking.js';
import { Chance } from './chance.js';
import { told } from './compare.js';
import { Ledger, type Sent } from './ledgers.js';
import { drawQuestions, policies, type Days, type Question } from './questions.js';

const days: Days = {
  effective: ['2024-12-31', '2025-06-30', '2025-11-15', '2026-03-31', '2026-11-20', '2028-12-31'],
  known: ['2025-09-30', '2026-02-15', '2026-11-20'],
  from: '2024-01-01',
  to: '2029-12-31',
};
/** The first ones, and those that once showed a difference. */
const first = Array.from({ length: 14 }, (_, place) => place + 1);
const found = [64, 65, 69, 113, 145, 189, 192, 233, 237, 257, 291, 408];
const seeds = [...first, ...found];

const post = (url: string, events: Sent | Sent[]): Promise<Response> =>
  fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });

/** What rival claims may change, by every policy, on a day drawn. */
const byEveryPolicy = (chance: Chance): Question[] => {
  const day = { effectiveAt: chance.one(days.effective), knownAt: chance.one(days.known), filters: {} };
  return policies.flatMap((policy) => [
    askCapacity({ ...day, policy, by: ['tranche'] }),
    askMoney({ ...day, policy, by: ['payment'] }),
    askFlows({ ...day, policy }),
    askExposure({ ...day, policy }),
  ]);
};

/** Stream by stream; whatever the ledger refuses is left out: the recount reads what was recorded. */
const record = async (url: string, { events }: Ledger): Promise<void> => {
  for (const some of Map.groupBy(events, ({ stream }) => stream).values())
    if (!(await post(url, some)).ok) for (const event of some) await post(url, event);
};

const recount = async (seed: number): Promise<Tally> => {
  const server = await TestServer.start();
  try {
    await record(server.url, new Ledger(seed));
    const log = await exportedLog(server.url);
    const chance = new Chance(seed);
    const questions = [...drawQuestions(chance, log, days), ...byEveryPolicy(chance)];
    return await tally(server.url, log, questions);
  } finally {
    await server.stop();
  }
};

describe('Random small ledgers, counted again', () => {
  it(`agree in ${seeds.length} ledgers, of every view`, { timeout: 300_000 }, async () => {
    let numbers = 0;
    const differences: string[] = [];
    for (const seed of seeds) {
      const asked = await recount(seed);
      numbers += asked.numbers;
      differences.push(...told(asked.differences).map((one) => `ledger ${seed}: ${one}`));
    }
    expect(differences).toEqual([]);
    expect(numbers).toBeGreaterThan(50_000);
  });
});
