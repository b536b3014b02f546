import { setTimeout as sleep } from 'node:timers/promises';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { party, type Problem, TestServer } from './http-server.js';
import { Receiver, type Received } from './receiver.js';

const allowed = { webhookAllow: ['127.0.0.1'] };
const webhooks = '/api/v1/webhooks';
const receiverless = 'http://127.0.0.1:9/';
let server: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  server = await TestServer.start(allowed);
});
afterAll(() => server.stop());
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(async () => {
  for (const { id } of (await server.ask<List>(webhooks)).body.webhooks)
    await server.ask(`${webhooks}/${id}`, { method: 'DELETE' });
  await receiver.stop();
});

interface Hook {
  id: string;
  secret: string;
  delivered: number;
  failures: number;
  fault: string | null;
  paused: boolean;
}
interface List {
  webhooks: Hook[];
}

const add = async (members: Record<string, unknown> = {}): Promise<Hook> => {
  const { status, body } = await server.post<Hook>(webhooks, { url: receiver.url(), ...members });
  expect([status, body]).toEqual([201, body]);
  return body;
};

/** How a webhook fares once it is as expected. */
const faring = async ({ id }: Hook, isSo: (hook: Hook) => boolean): Promise<Hook> => {
  for (;;) {
    const { body } = await server.ask<Hook>(`${webhooks}/${id}`);
    if (isSo(body)) return body;
    await sleep(20);
  }
};

/** The event as the SDK of CloudEvents reads it out of the request, once its signature holds. */
const read = ({ headers, body }: Received, { secret }: Hook) => {
  new Webhook(secret).verify(body, headers as Record<string, string>);
  const event = HTTP.toEvent<Record<string, unknown>>({ headers, body });
  if (Array.isArray(event)) throw new Error('one event was expected');
  return event;
};

let made = 0;
const record = async (count: number): Promise<string[]> => {
  const streams = Array.from({ length: count }, () => `party-told-${++made}`);
  for (const stream of streams) await server.record(party(stream.slice('party-'.length)));
  return streams;
};

describe('a webhook', () => {
  it('is told what is recorded from then on, in order, as signed CloudEvents', async () => {
    await record(2);
    const hook = await add();
    const streams = await record(5);
    const events = (await receiver.after(5)).map((received) => read(received, hook));
    expect(events.map(({ subject }) => subject)).toEqual(streams);
    expect(events.map(({ type, source }) => [type, source])).toEqual(
      streams.map(() => ['gigaledger.PartyRegistered', '/api/v1/events']),
    );
    const [first] = receiver.received;
    expect(first?.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': events[0]?.id,
    });
    expect(() => new Webhook(`${hook.secret.slice(0, -4)}AAA=`).verify(first!.body, flat(first!))).toThrow();
    expect(() => new Webhook(hook.secret).verify(`${first!.body} `, flat(first!))).toThrow();
  });

  it('may be told of what was before, of one stream or one type', async () => {
    await record(1);
    await server.record({ stream: `party-told-${made}`, type: 'PartyAmended', body: { name: 'Other' } });
    const hook = await add({ after: 0, type: 'PartyAmended' });
    expect((await receiver.after(1)).map((one) => read(one, hook).subject)).toEqual([`party-told-${made}`]);
    await faring(hook, ({ delivered }) => delivered > 0);
    const other = await add({ after: 0, stream: `party-told-${made}` });
    const told = (await receiver.after(3)).slice(1).map((one) => read(one, other).type);
    expect(told).toEqual(['gigaledger.PartyRegistered', 'gigaledger.PartyAmended']);
  });

  it('that fails is told again until it takes it, later each time, and nothing overtakes', async () => {
    const at: number[] = [];
    receiver.answers((_received, count, response) => {
      at.push(Date.now());
      response.writeHead(count <= 2 ? 503 : 200).end('x'.repeat(100_000));
    });
    const hook = await add();
    const streams = await record(3);
    const failing = await faring(hook, ({ failures }) => failures > 0);
    expect(failing.fault).toBe('answered 503');
    const subjects = (await receiver.after(5)).map((one) => read(one, hook).subject);
    expect(subjects).toEqual([streams[0], streams[0], ...streams]);
    expect([at[1]! - at[0]! >= 990, at[2]! - at[1]! >= 1_990]).toEqual([true, true]);
    expect(await faring(hook, ({ failures }) => failures === 0)).toMatchObject({ fault: null });
  });

  it('is told by the next process what it did not take from the last', async () => {
    const { port } = receiver;
    const hook = await add();
    const streams = await record(2);
    await receiver.after(2);
    await faring(hook, ({ failures, delivered }) => failures === 0 && delivered > 0);
    await receiver.stop();
    const missed = await record(3);
    await faring(hook, ({ failures }) => failures > 0);
    await server.serving.close();
    receiver = await Receiver.start(port);
    server = await TestServer.start({ ...allowed, folder: server.folder });
    const subjects = (await receiver.after(3)).map((one) => read(one, hook).subject);
    expect([streams.length, subjects]).toEqual([2, missed]);
  });

  it('is told of the alerts of a watch', async () => {
    await server.record(articleFacts);
    const watch = { name: 'Chips', view: 'compute-capacity', measure: 'firm', question: { layer: 'chips' } };
    expect((await server.post('/api/v1/watches', watch)).status).toBe(201);
    const hook = await add({ watch: 'chips' });
    await server.record({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityResized',
      effectiveOn: '2026-01-15',
      knownOn: '2026-01-15',
      source: { title: 'A note', kind: 'own' },
      body: { tranche: 'all', power: '7 GW' },
    });
    const [first] = await receiver.after(1);
    const { id, type, subject, source, data } = read(first!, hook);
    expect([id, type, subject, source]).toEqual([
      'chips/1',
      'gigaledger.watch.moved',
      'chips',
      '/api/v1/watches/chips',
    ]);
    expect(data).toMatchObject({ moves: [{ from: { point: 6_000_000 }, to: { point: 7_000_000 } }] });
  });

  it('that wants no more is given up until it is resumed, and goes on where it was', async () => {
    receiver.answers((_received, count, response) => response.writeHead(count === 1 ? 410 : 200).end());
    const hook = await add();
    const streams = await record(2);
    expect(await faring(hook, ({ paused }) => paused)).toMatchObject({ fault: 'answered 410' });
    await sleep(1_500);
    expect(receiver.received).toHaveLength(1);
    expect((await server.ask(`${webhooks}/${hook.id}/resume`, { method: 'POST' })).status).toBe(200);
    const subjects = (await receiver.after(3)).map((one) => read(one, hook).subject);
    expect(subjects).toEqual([streams[0], ...streams]);
  });

  it('that leads elsewhere is not followed', async () => {
    const other = await Receiver.start();
    receiver.answers((_received, _count, response) =>
      response.writeHead(307, { location: other.url() }).end(),
    );
    const hook = await add();
    await record(1);
    const { fault } = await faring(hook, ({ failures }) => failures > 0);
    expect([fault, other.received]).toEqual(['answered 307: redirects are not followed', []]);
    await other.stop();
  });

  it('that answers nothing keeps nobody else waiting', async () => {
    receiver.answers(() => {});
    const silent = await add();
    const prompt = await Receiver.start();
    const other = await add({ url: prompt.url() });
    const streams = await record(3);
    expect((await prompt.after(3)).map((one) => read(one, other).subject)).toEqual(streams);
    // The silent one is still waited for.
    expect(receiver.received).toHaveLength(1);
    expect(await faring(silent, () => true)).toMatchObject({ failures: 0 });
    await prompt.stop();
  });

  it('is never sent to an address inside', async () => {
    const closed = await TestServer.start();
    const urls = [
      receiver.url(),
      `http://localhost:${receiver.port}/`,
      'https://127.1/',
      'https://0x7f000001/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://10.0.0.1/',
      'https://169.254.169.254/latest/meta-data/',
      'https://[fd00::1]/',
      'https://0.0.0.0/',
      'http://93.184.216.34/',
      'ftp://93.184.216.34/',
      'https://user:secret@93.184.216.34/',
      'https://nothing.invalid/',
      'nonsense',
    ];
    for (const url of urls) {
      const { status, body } = await closed.post<Problem>(webhooks, { url });
      expect([url, status, body.errors?.map(({ pointer }) => pointer)]).toEqual([url, 422, ['/url']]);
    }
    expect((await closed.ask<List>(webhooks)).body.webhooks).toEqual([]);
    expect(receiver.received).toEqual([]);
    await closed.stop();
  });

  it('is not sent inside any more once that is no longer allowed', async () => {
    const hook = await add();
    await server.serving.close();
    server = await TestServer.start({ folder: server.folder });
    await record(1);
    expect((await faring(hook, ({ failures }) => failures > 0)).fault).toContain('no public address');
    expect(receiver.received).toEqual([]);
    await server.serving.close();
    server = await TestServer.start({ ...allowed, folder: server.folder });
  });

  it.each([
    [{}, ['/url']],
    [{ url: 'https://example.org', type: 'Nothing' }, ['/type', '/url']],
    [{ url: receiverless, watch: 'nothing' }, ['/watch']],
    [{ url: receiverless, watch: 'chips', stream: 'party-x' }, ['/stream']],
    [{ url: receiverless, after: 1_000_000 }, ['/after']],
    [{ url: receiverless, secret: 'mine' }, ['/secret']],
    [[], ['']],
  ])('is refused by name: %j', async (body, pointers) => {
    const refused = await server.post<Problem>(webhooks, body);
    const found = refused.body.errors?.map(({ pointer }) => pointer) ?? [];
    expect([refused.status, pointers.every((one) => found.includes(one) || one === '/url')]).toEqual([
      422,
      true,
    ]);
  });

  it('shows its secret once, and is gone once it is dropped', async () => {
    const hook = await add();
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await server.ask(webhooks)).text).not.toContain(hook.secret);
    expect((await server.ask(`${webhooks}/${hook.id}`)).text).not.toContain(hook.secret);
    expect((await server.ask(`${webhooks}/${hook.id}`, { method: 'DELETE' })).status).toBe(204);
    for (const [method, end] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/resume'],
    ] as const)
      expect((await server.ask(`${webhooks}/${hook.id}${end}`, { method })).status).toBe(404);
    await record(1);
    await sleep(300);
    expect(receiver.received).toEqual([]);
  });
});

const flat = ({ headers }: Received): Record<string, string> => headers as Record<string, string>;
