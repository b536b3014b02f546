import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { ndjson, party, type Problem } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { type Asker, asker, flood, type Outcome, partOf, type Told } from './flood.js';

/** For how long more is asked than can be answered. */
const seconds = Number(process.env.LIGHT_SECONDS ?? 4);
/** For how long where all are let in, who then wait ten times as long. */
const letInSeconds = process.env.LIGHT_SECONDS === undefined ? 2 : 3;
const tenfold = 10;
const enoughTime = 120_000 + seconds * 20_000;
/** What is let in has waited three seconds at most; the rest is the answer itself, on a machine that does other things. */
const mostMs = 6_000;

let place: ReturnType<typeof workplace>;
let serving: ChildProcess | undefined;
beforeEach(() => {
  place = workplace();
});
afterEach(() => {
  serving?.kill('SIGKILL');
  place.remove();
});

const question = '/api/v1/deals';

const usualOf = async ({ ask }: Asker): Promise<number> => {
  const alone: number[] = [];
  for (let count = 0; count < 30; count++) alone.push((await ask(question)).ms);
  return partOf(0.5, alone.slice(-15));
};

/** Ten times as many questions as can be answered; beside them somebody looks and records until all is over. */
const overload = async (asked: Asker, forSeconds: number) => {
  const usual = await usualOf(asked);
  const watched: Told[] = [];
  const orders: (Told & { name: string })[] = [];
  let isOver = false;
  const beside = async (look: () => Promise<void>): Promise<void> => {
    for (; !isOver; await setTimeout(100)) await look();
  };
  const looking = Promise.all([
    ...['/health/live', '/health/ready', '/metrics'].map((path) =>
      beside(async () => void watched.push(await asked.askAnew(path))),
    ),
    beside(async () => {
      const name = `beside-${orders.length + 1}`;
      orders.push({ name, ...(await asked.askAnew('/api/v1/events', JSON.stringify([party(name)]))) });
    }),
  ]);
  const perSecond = (tenfold * 1_000) / usual;
  const count = Math.ceil(perSecond * forSeconds);
  const questions = await flood(perSecond, count, () => asked.ask(question));
  isOver = true;
  await looking;
  return { usual, questions, watched, orders };
};

const msOf = (outcomes: readonly Outcome[]): number[] => outcomes.map(({ ms }) => ms);

describe('Ten times as many light questions as can be answered', () => {
  it(
    'are refused but for what can be answered soon; whoever watches or records gets through, and all is as before within seconds',
    async () => {
      const server = await served(place, 'sqlite:ledger.db', []);
      serving = server.child;
      const asked = asker(server.address);
      const { usual, questions, watched, orders } = await overload(asked, seconds);
      const ended = performance.now();
      const isUsual = async (): Promise<boolean> => {
        const { status, ms } = await asked.ask(question);
        return status === 200 && ms < 3 * usual + 200;
      };
      await expect.poll(isUsual, { timeout: 10_000 }).toBe(true);
      const recovered = performance.now() - ended;
      const [accepted, shed] = [200, 503].map((status) => questions.filter((one) => one.status === status));
      console.log(
        `${questions.length} light questions in ${seconds} s, one alone takes ${usual.toFixed()} ms: ${accepted!.length} answered, half within ${partOf(0.5, msOf(accepted!)).toFixed()} and 99 of 100 within ${partOf(0.99, msOf(accepted!)).toFixed()} ms; ${shed!.length} refused, 99 of 100 within ${partOf(0.99, msOf(shed!)).toFixed()} ms; ${watched.length} looks at health and metrics within ${Math.max(...msOf(watched)).toFixed()} ms; ${orders.length} orders within ${Math.max(...msOf(orders)).toFixed()} ms; as before ${recovered.toFixed()} ms after the last answer`,
      );
      expect(accepted!.length + shed!.length).toBe(questions.length);
      expect(shed!.length).toBeGreaterThan(questions.length / 2);
      for (const { retryAfter, text } of shed!) {
        expect(retryAfter).toMatch(/^\d+$/);
        expect((JSON.parse(text) as Problem).type).toBe('/docs/problems/overloaded');
      }
      expect(partOf(0.99, msOf(accepted!))).toBeLessThan(mostMs);
      expect(new Set(watched.map(({ status }) => status))).toEqual(new Set([200]));
      expect(Math.max(...msOf(watched))).toBeLessThan(mostMs);
      const { text: log } = await asked.ask('/api/v1/parties');
      const isThere = orders.map(({ name }) => log.includes(`"${name}"`));
      expect(orders.map(({ status }) => status)).toEqual(isThere.map((there) => (there ? 201 : 503)));
      expect(isThere).toContain(true);
      const { text: metrics } = await asked.ask('/metrics');
      expect(metrics).toContain(`\ngigaledger_shed_total{lane="question"} ${shed!.length}\n`);
      asked.leave();
    },
    enoughTime,
  );

  it(
    'wait ever longer where all are let in, and whoever watches with them: the control',
    async () => {
      const { args, cwd, env } = place.command([]);
      const program = join(dirname(args[0]!), '../dist/program/serving.js');
      const configuration = { storeUrl: 'sqlite:ledger.db', host: '127.0.0.1', port: 0, publicRecord: true };
      const script = join(import.meta.dirname, 'unshed.js');
      const child = spawn(process.execPath, [script, program, JSON.stringify(configuration)], { cwd, env });
      serving = child;
      const said: unknown[] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      const asked = asker(/^Serving at (\S+)\/$/m.exec(String(said[0]))![1]!);
      const { questions, watched } = await overload(asked, letInSeconds);
      console.log(
        `${questions.length} light questions in ${letInSeconds} s: 99 of 100 within ${partOf(0.99, msOf(questions)).toFixed()} ms, looks at health and metrics within ${Math.max(...msOf(watched)).toFixed()} ms`,
      );
      expect(new Set(questions.map(({ status }) => status))).toEqual(new Set([200]));
      expect(partOf(0.99, msOf(questions))).toBeGreaterThan(mostMs);
      expect(Math.max(...msOf(watched))).toBeGreaterThan(mostMs);
      asked.leave();
    },
    enoughTime,
  );
});

describe('A quiet server', () => {
  it(
    'refuses nobody while a batch of 10,000 events and drawings hold it for a moment',
    async () => {
      const server = await served(place, 'sqlite:ledger.db', []);
      serving = server.child;
      const asked = asker(server.address);
      const batch = Array.from({ length: 10_000 }, (_, index) => JSON.stringify(party(`of-many-${index}`)));
      const beside = await Promise.all([
        asked.ask('/api/v1/events', batch.join('\n'), ndjson['content-type']),
        ...Array.from({ length: 40 }, async (_, index) => {
          await setTimeout(index * 150);
          return asked.ask(
            index % 8 === 0 ? '/api/v1/views/compute-capacity.svg' : '/api/v1/views/ownership',
          );
        }),
      ]);
      expect(beside.map(({ status }) => status)).toEqual([201, ...Array.from({ length: 40 }, () => 200)]);
      asked.leave();
    },
    enoughTime,
  );
});
