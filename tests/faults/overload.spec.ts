import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { party } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { flood, type Outcome, partOf } from './flood.js';

/** How many heavy questions are asked. */
const questions = Number(process.env.OVERLOAD ?? 60);
const tenfold = 10;
const enoughTime = 300_000 + questions * 1_000;

let place: ReturnType<typeof workplace>;
let server: Awaited<ReturnType<typeof served>>;
beforeAll(async () => {
  place = workplace();
  server = await served(place, 'sqlite:ledger.db', [], '1');
});
afterAll(async () => {
  await server.end('SIGKILL');
  place.remove();
});

const asked = async (address: string, body?: unknown): Promise<Outcome> => {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  const begun = performance.now();
  const response = await fetch(server.address + address, sent);
  await response.arrayBuffer();
  const { status } = response;
  return { status, retryAfter: response.headers.get('retry-after'), ms: performance.now() - begun };
};

let drawn = 0;
/** A heavy question, another one each time: none is answered out of memory. */
const question = async (): Promise<Outcome> =>
  asked('/api/v1/scenarios/run', {
    edits: [{ op: 'cancel', target: 'deal-openai-amd-2025', probability: 0.3 }],
    views: [{ view: 'compute-capacity', timeline: 'year', from: '2024', to: '2033' }],
    monteCarlo: { draws: 2_000, seed: ++drawn },
  });

describe('Ten times as many heavy questions as can be answered', () => {
  it(
    'are refused in time but for some; orders and light questions go on, and all is as before within seconds',
    async () => {
      const alone: number[] = [];
      for (let count = 0; count < 5; count++) {
        const { status, ms } = await question();
        expect(status).toBe(200);
        alone.push(ms);
      }
      const usual = partOf(0.5, alone);
      const light: Outcome[] = [];
      let [isOver, recorded] = [false, 0];
      const beside = (async () => {
        for (; !isOver; await setTimeout(100)) {
          light.push(await asked('/api/v1/deals'));
          const { status } = await asked('/api/v1/events', [party(`beside-${recorded + 1}`)]);
          expect(status).toBe(201);
          recorded++;
        }
      })();
      const outcomes = await flood((tenfold * 1_000) / usual, questions, question);
      isOver = true;
      await beside;
      const ended = performance.now();
      const usualAgain = async (): Promise<boolean> => (await question()).ms < 3 * usual + 200;
      await expect.poll(usualAgain, { timeout: 60_000 }).toBe(true);
      const recovered = performance.now() - ended;
      const accepted = outcomes.filter(({ status }) => status === 200).map(({ ms }) => ms);
      const shed = outcomes.filter(({ status }) => status !== 200);
      console.log(
        `${outcomes.length} heavy questions, ten times as many as can be answered; one alone takes ${usual.toFixed()} ms: ${accepted.length} answered, 99 of 100 within ${partOf(0.99, accepted).toFixed()} ms; ${shed.length} refused, 99 of 100 within ${partOf(
          0.99,
          shed.map(({ ms }) => ms),
        ).toFixed()} ms; light ones within ${partOf(
          0.99,
          light.map(({ ms }) => ms),
        ).toFixed()} ms; as before ${recovered.toFixed()} ms after the last answer`,
      );
      expect(shed.length).toBeGreaterThan(questions / 6);
      for (const { status, retryAfter } of shed)
        expect([status, retryAfter]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      expect([...new Set(light.map(({ status }) => status))]).toEqual([200]);
      // So many wait at most, one after the other.
      expect(partOf(0.99, accepted)).toBeLessThan(50_000);
      const log = await (await fetch(`${server.address}/api/v1/parties`)).text();
      expect(log.match(/"beside-\d+"/g)?.length ?? 0).toBeGreaterThanOrEqual(recorded);
    },
    enoughTime,
  );

  it('are waited for ever longer where nobody is refused: the control', async () => {
    const [takesMs, perSecond] = [5, 2_000];
    let last = Promise.resolve();
    const queued = async (): Promise<number> => {
      const begun = performance.now();
      last = last.then(() => setTimeout(takesMs));
      await last;
      return performance.now() - begun;
    };
    const waits = await flood(perSecond, 400, queued);
    expect(partOf(0.99, waits)).toBeGreaterThan(100 * takesMs);
  });
});
