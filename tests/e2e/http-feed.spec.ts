import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validatorAt } from './http-described.js';
import { party, type Problem, TestServer } from './http-server.js';

interface Message {
  id: number;
  event: string;
  data: Record<string, unknown>;
}

const messageIn = (block: string): Message[] => {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const id = fields.get('id');
  return id === undefined
    ? []
    : [
        {
          id: Number(id),
          event: fields.get('event')!,
          data: JSON.parse(fields.get('data')!) as Record<string, unknown>,
        },
      ];
};

let server: TestServer;
let log: string;
beforeEach(async () => {
  log = '';
  server = await TestServer.start({ journal: { write: (line) => void (log += line) } });
});
afterEach(() => server.stop());

/** Listens until so many messages have come, then hangs up. */
const listen = async (
  count: number,
  headers: Record<string, string> = {},
  query = '',
): Promise<Message[]> => {
  const hangUp = new AbortController();
  const response = await fetch(`${server.url}/api/v1/events/stream${query}`, {
    headers,
    signal: hangUp.signal,
  });
  expect(response.headers.get('content-type')).toMatch('text/event-stream');
  const messages: Message[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
    rest = blocks.pop()!;
    messages.push(...blocks.flatMap(messageIn));
    if (messages.length >= count) break;
  }
  hangUp.abort();
  return messages;
};

const record = async (from: number, to: number): Promise<void> => {
  for (let one = from; one <= to; one++) await server.record(party(`p-${one}`));
};

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the feed', () => {
  it('tells what is there and then what comes, as CloudEvents', async () => {
    await record(1, 3);
    const heard = listen(6);
    await sleep(50);
    await record(4, 6);
    const messages = await heard;
    expect(messages.map(({ id }) => id)).toEqual(numbers(1, 6));
    expect(messages.map(({ event }) => event)).toContain('PartyRegistered');
    const isCloudEvent = validatorAt('components', 'schemas', 'CloudEvent');
    for (const { data } of messages) expect(isCloudEvent(data) || isCloudEvent.errors).toBe(true);
  });

  it('resumes after Last-Event-ID without loss or doubling, however often it breaks', async () => {
    const writing = record(1, 40);
    const heard: number[] = [];
    while (heard.length < 40) {
      const batch = await listen(Math.min(7, 40 - heard.length), {
        'last-event-id': String(heard.at(-1) ?? 0),
      });
      heard.push(...batch.slice(0, 7).map(({ id }) => id));
    }
    await writing;
    expect(heard.slice(0, 40)).toEqual(numbers(1, 40));
  });

  it('starts after a position when asked to, and Last-Event-ID goes before it', async () => {
    await record(1, 5);
    expect((await listen(2, {}, '?after=3')).map(({ id }) => id)).toEqual([4, 5]);
    expect((await listen(1, { 'last-event-id': '4' }, '?after=1')).map(({ id }) => id)).toEqual([5]);
  });

  it('refuses an id that is no position', async () => {
    const { status } = await server.ask<Problem>('/api/v1/events/stream', {
      headers: { 'last-event-id': 'abc' },
    });
    expect(status).toBe(400);
  });

  it('tells many listeners the same', async () => {
    const listeners = Array.from({ length: 20 }, () => listen(10));
    await record(1, 10);
    for (const messages of await Promise.all(listeners))
      expect(messages.map(({ id }) => id)).toEqual(numbers(1, 10));
  });

  it('ends when the server stops, without holding it up', async () => {
    const open = fetch(`${server.url}/api/v1/events/stream`).then((response) => response.text());
    await expect.poll(async () => (await server.ask('/metrics')).text).toContain('gigaledger_streams_open 1');
    await server.serving.close();
    expect(await open).toContain('retry:');
    expect(log).not.toContain('not answered');
  });
});

describe('a listener that takes nothing', () => {
  it('is hung up on', async () => {
    const impatient = await TestServer.start({ idleMs: 3_000 });
    try {
      const source = { title: 'Long', url: `https://example.org/${'x'.repeat(1_900)}`, kind: 'press' };
      // In parts: who sends is hung up on, too, when an answer takes that long.
      for (let part = 0; part < 50; part++)
        await impatient.record(
          Array.from({ length: 40 }, (_, index) => ({ ...party(`p-${part}-${index}`), source })),
        );
      const { port } = new URL(impatient.url);
      const hungUp = new Promise((resolve) =>
        impatient.serving.app
          .getHttpServer()
          .once('connection', (connection: Socket) => connection.once('close', resolve)),
      );
      const socket = connect(Number(port), '127.0.0.1');
      socket.pause();
      socket.write(`GET /api/v1/events/stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      await hungUp;
      socket.destroy();
    } finally {
      await impatient.stop();
    }
  });
});
