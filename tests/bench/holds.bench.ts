import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../src/http/access/route-scopes.js';
import { lines } from '../e2e/http-server.js';
import { HeldServer, type Hold } from './holds/held-server.js';
import { bulkParties, type HeldQuestion, heldQuestions } from './holds/questions.js';
import { logOfDeals } from './log-of-deals.js';

/** What a question may hold the serving process, in milliseconds of its main thread; the aim for 99 of 100 is 50. */
const mostMs = 250;
/** What a broken bound is told from a slow machine by. */
const margin = 4;
const deals = Number(process.env.BENCH_DEALS ?? 10_000);
const perRequest = 10_000;
/** Only the questions whose route or matter says so, for whoever mends one of them. */
const only = new RegExp(process.env.BENCH_ONLY ?? '');

let server: HeldServer;

interface Asked {
  method: string;
  address: string;
  body?: string;
  headers?: Record<string, string>;
  endAfterMs?: number;
}

/** The status, once the answer has been read to its end and thrown away. */
const ask = ({ method, address, body, headers = {}, endAfterMs }: Asked): Promise<number> =>
  new Promise((resolve, reject) => {
    // On a connection of its own: one that is kept may be closed just as the next question is sent.
    const sent = request(server.url + address, { method, headers, agent: false }, (response) => {
      const done = (): void => resolve(response.statusCode!);
      response.on('end', done).on('error', done).resume();
      if (endAfterMs !== undefined) setTimeout(() => sent.destroy(), endAfterMs);
    });
    sent.on('error', reject).end(body);
  });

const record = async (events: readonly object[]): Promise<void> => {
  for (let from = 0; from < events.length; from += perRequest) {
    const body = lines(events.slice(from, from + perRequest));
    const headers = { 'content-type': 'application/x-ndjson' };
    expect(await ask({ method: 'POST', address: '/api/v1/events', body, headers })).toBe(201);
  }
};

const heldBy = async (question: HeldQuestion): Promise<Hold & { status: number; ms: number }> => {
  const start = Date.now();
  const status = await ask({ method: question.route.split(' ', 1)[0]!, ...question });
  return { status, ms: Date.now() - start, ...(await server.heldSince(start)) };
};

beforeAll(async () => {
  server = await new HeldServer().start();
  await record([...bulkParties, ...logOfDeals(deals)]);
}, 600_000);
afterAll(() => server?.stop());

describe('The serving process', () => {
  it('is asked for every route that there is', () => {
    const asked = new Set(heldQuestions().map(({ route }) => route));
    expect(Object.keys(needs).filter((route) => !asked.has(route))).toEqual([]);
  });

  it(`is held by no question, at its published limit, for more than ${margin} times ${mostMs} ms`, async () => {
    const held: (HeldQuestion & Hold)[] = [];
    const strange: string[] = [];
    for (const question of heldQuestions().filter(({ route, about }) => only.test(`${route} ${about}`))) {
      const { status, ms, most, p99 } = await heldBy(question);
      console.log(
        `${most.toFixed().padStart(6)} ms at most, ${p99.toFixed().padStart(4)} p99 in ${String(ms).padStart(6)} ms: ${question.route}, ${question.about} (${status})`,
      );
      if (status !== (question.status ?? status)) strange.push(`${question.about}: ${status}`);
      held.push({ ...question, most, p99 });
    }
    const worst = Math.max(...held.map(({ most }) => most));
    console.log(`${deals * 10} events: the longest hold is ${worst.toFixed()} ms (aim ${mostMs})`);
    expect(strange).toEqual([]);
    expect(held.filter(({ most }) => most > margin * mostMs).map(({ about }) => about)).toEqual([]);
  });
});
