import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { type Problem } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { PostgresServer } from '../postgres/server.js';
import { type Asker, asker, type Outcome, partOf } from './flood.js';
import { floodOfOrders, isUsualAgain, streamsIn } from './flood-of-orders.js';

const briefSeconds = 3;
/** For how long more is sent than can be recorded; beside a database in the full form alone. */
const seconds = Number(process.env.ORDER_SECONDS ?? briefSeconds);
const stores = process.env.ORDER_SECONDS === undefined ? ['file'] : ['file', 'database'];
const enoughTime = 180_000 + seconds * 20_000;
/** Half of what ten times as many take that are sent in three seconds: who is let in has waited three of these, the rest is the machine. */
const mostMs = 15_000;

const msOf = (outcomes: readonly Outcome[]): number[] => outcomes.map(({ ms }) => ms);

describe('Ten times as many orders as can be recorded', () => {
  let place: ReturnType<typeof workplace>;
  let serving: ChildProcess | undefined;
  let database: PostgresServer | undefined;
  let asked: Asker;
  beforeEach(() => {
    place = workplace();
  });
  afterEach(async () => {
    asked.leave();
    serving?.kill('SIGKILL');
    await database?.stop();
    database = undefined;
    place.remove();
  });

  const storeOf = async (kind: string): Promise<string> => {
    if (kind === 'file') return 'sqlite:ledger.db';
    database = await PostgresServer.start();
    return (await database.database()).url;
  };

  it.each(stores)(
    'into a %s are refused but for what can be recorded soon, which is there once and nothing else; health goes on, and all is as before at once',
    async (kind) => {
      const server = await served(place, await storeOf(kind), ['--empty']);
      serving = server.child;
      asked = asker(server.address);
      const { perSecond, perOrder, orders, watched } = await floodOfOrders(asked, seconds);
      const ended = performance.now();
      await expect.poll(() => isUsualAgain(asked), { timeout: 10_000 }).toBe(true);
      const recovered = performance.now() - ended;
      const [accepted, shed] = [201, 503].map((status) => orders.filter((one) => one.status === status));
      const [kept, refused] = [msOf(accepted!), msOf(shed!)];
      console.log(
        `${orders.length} orders of ${perOrder} events into a ${kind} in ${seconds} s, of which ${perSecond.toFixed()} a second can be recorded: ${kept.length} recorded, half within ${partOf(0.5, kept).toFixed()} and 99 of 100 within ${partOf(0.99, kept).toFixed()} ms; ${refused.length} refused, 99 of 100 within ${partOf(0.99, refused).toFixed()} ms; ${watched.length} looks at health and metrics within ${Math.max(...msOf(watched)).toFixed()} ms; as before ${recovered.toFixed()} ms after the last answer`,
      );
      expect(accepted!.length + shed!.length).toBe(orders.length);
      expect(shed!.length).toBeGreaterThan(orders.length / 2);
      for (const { retryAfter, text } of shed!) {
        expect(retryAfter).toMatch(/^\d+$/);
        expect((JSON.parse(text) as Problem).type).toBe('/docs/problems/overloaded');
      }
      expect(partOf(0.99, kept)).toBeLessThan(mostMs);
      expect(new Set(watched.map(({ status }) => status))).toEqual(new Set([200]));
      expect(Math.max(...msOf(watched))).toBeLessThan(mostMs);
      const there = await streamsIn(server.address);
      const expected = accepted!.flatMap(({ streams }) => streams);
      expect(there.filter((stream) => stream.startsWith('party-flood-')).sort()).toEqual(expected.sort());
      const { text: metrics } = await asked.ask('/metrics');
      expect(metrics).toContain(`\ngigaledger_shed_total{lane="order"} ${shed!.length}\n`);
    },
    enoughTime,
  );

  it(
    'are waited for ever longer where all are let in: the control',
    async () => {
      const { args, cwd, env } = place.command([]);
      const program = join(dirname(args[0]!), '../dist/program/serving.js');
      const configuration = { storeUrl: 'sqlite:ledger.db', host: '127.0.0.1', port: 0, publicRecord: false };
      const script = join(import.meta.dirname, 'unshed.js');
      const child = spawn(process.execPath, [script, program, JSON.stringify(configuration)], { cwd, env });
      serving = child;
      const said: unknown[] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      asked = asker(/^Serving at (\S+)\/$/m.exec(String(said[0]))![1]!);
      const { orders } = await floodOfOrders(asked, briefSeconds);
      const cutOff = orders.filter(({ status }) => status === 0).length;
      console.log(
        `${orders.length} orders in ${briefSeconds} s: 99 of 100 within ${partOf(0.99, msOf(orders)).toFixed()} ms, ${cutOff} cut off`,
      );
      expect(orders.filter(({ status }) => status === 201)).toHaveLength(orders.length - cutOff);
      expect(cutOff).toBeLessThan(orders.length / 2);
      expect(partOf(0.99, msOf(orders))).toBeGreaterThan(mostMs);
    },
    enoughTime,
  );
});
