import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { served } from '../e2e/postgres-process.js';
import { Progress, told } from './progress.js';

const streams = Number(process.env.STREAMS ?? 300);
/** Of so many one reads nothing. */
const stalledOf = 30;
const enoughTime = 120_000 + streams * 30;
/** How often one reader's connection breaks. */
const breaks = Math.max(30, Math.floor(streams / 10));
const patience = { timeout: enoughTime, interval: 50 };

let place: ReturnType<typeof workplace>;
let server: Awaited<ReturnType<typeof served>>;

beforeEach(async () => {
  place = workplace();
  server = await served(place, 'sqlite:ledger.db', ['--empty']);
});
afterEach(async () => {
  await server.end('SIGKILL');
  place.remove();
});

const residentMebibytes = (): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))![1]) / 1_024;

/** Somebody who listens to the feed of events, and what he has heard. */
class Listener {
  #text = '';
  heardAt = 0;
  readonly isOpen: Promise<void>;
  readonly #socket: Socket;

  constructor(isStalled: boolean) {
    const { hostname, port } = new URL(server.address);
    this.#socket = connect(Number(port), hostname);
    this.#socket.write(`GET /api/v1/events/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.isOpen = promise;
    this.#socket.on('error', reject);
    this.#socket.on('data', (bytes) => {
      if (this.#text === '' && !bytes.toString('latin1').startsWith('HTTP/1.1 200'))
        reject(new Error(String(bytes)));
      if (this.#text === '') resolve();
      this.#text += bytes.toString('latin1');
      if (isStalled) this.#socket.pause();
      if (this.#text.includes('first-word')) this.heardAt = performance.now();
    });
  }

  hasHeard(what: string): boolean {
    return this.#text.includes(what);
  }

  leave(): void {
    this.#socket.destroy();
  }
}

const record = async (events: object[]): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(events);
  return (await fetch(`${server.address}/api/v1/events`, { method: 'POST', headers, body })).status;
};

const party = (slug: string) => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company' },
});

describe('Many who listen, of whom some read nothing', () => {
  it(
    'hear each event, within little memory',
    async () => {
      const before = residentMebibytes();
      const listeners: Listener[] = [];
      const progress = new Progress('streams that are open', streams);
      for (let count = 0; count < streams; count += 100) {
        const more = Array.from(
          { length: Math.min(100, streams - count) },
          (_, index) => new Listener(index % stalledOf === 0),
        );
        listeners.push(...more);
        await Promise.all(more.map(({ isOpen }) => isOpen));
        progress.count(more.length);
      }
      progress.end();
      const open = residentMebibytes();
      const since = performance.now();
      expect(await record([party('first-word')])).toBe(201);
      const reading = listeners.filter((_, index) => (index % 100) % stalledOf !== 0);
      await expect.poll(() => reading.every(({ heardAt }) => heardAt > 0), patience).toBe(true);
      const late = reading.map(({ heardAt }) => heardAt - since).sort((left, right) => left - right);
      expect(await record(Array.from({ length: 40 }, (_, index) => party(`p-${index}`)))).toBe(201);
      expect(await record([party('after-all')])).toBe(201);
      await expect.poll(() => reading.every((one) => one.hasHeard('after-all')), patience).toBe(true);
      const most = residentMebibytes();
      console.log(
        `${streams} streams, ${streams - reading.length} of them stalled: ${before.toFixed()} MiB resident before, ${open.toFixed()} with all open, ${most.toFixed()} after 42 events; one was heard by half within ${late[late.length >> 1]!.toFixed()} ms, by 99 of 100 within ${late[Math.floor(late.length * 0.99)]!.toFixed()} ms`,
      );
      expect(most).toBeLessThan(512);
      for (const listener of listeners) listener.leave();
      expect((await fetch(`${server.address}/health/ready`)).status).toBe(200);
    },
    enoughTime,
  );
});

/** Listens after what was heard last until some whole messages have come, then hangs up in the middle of whatever comes next. */
const hearSome = async (count: number, headers: Record<string, string>): Promise<number[]> => {
  const leaving = new AbortController();
  const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(30_000)]);
  const { body } = await fetch(`${server.address}/api/v1/events/stream`, { headers, signal });
  const decoder = new TextDecoder();
  let text = '';
  const heard = (): number[] =>
    [...text.matchAll(/^id: (\d+)\n.*\n.*\n\n/gm)].map(([, position]) => Number(position));
  for await (const bytes of body!) {
    text += decoder.decode(bytes, { stream: true });
    if (heard().length >= count) break;
  }
  leaving.abort();
  return heard();
};

describe('One whose connection breaks again and again while events are recorded', () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const someOf = (count: number) => Array.from({ length: 5 }, (_, index) => party(`n-${count}-${index}`));

  it(
    'hears each position once and in order when it says what it heard last, and not when it does not',
    async () => {
      let heard: number[] = [];
      for (const count of told('breaks', numbers(breaks), breaks)) {
        const recorded = record(someOf(count));
        heard = heard.concat(await hearSome(1 + (count % 4), { 'last-event-id': String(heard.at(-1) ?? 0) }));
        expect(await recorded).toBe(201);
      }
      const last = breaks * 5;
      while (heard.length < last)
        heard = heard.concat(await hearSome(last - heard.length, { 'last-event-id': String(heard.at(-1)) }));
      expect(heard).toEqual(numbers(last));
      const forgetful = [...(await hearSome(3, {})), ...(await hearSome(3, {}))];
      expect(new Set(forgetful).size).toBeLessThan(forgetful.length);
      console.log(`a connection that broke ${breaks} times: ${last} events heard, each once and in order`);
    },
    enoughTime,
  );
});
