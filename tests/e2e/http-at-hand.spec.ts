import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { views } from '../../projections/index.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { Clock } from '../../src/messages/clock.js';
import { serve, type Serving } from '../../src/serving.js';
import { articleFacts } from '../article.js';
import { asSent, type Sent } from './as-sent.js';
import { party, TestServer } from './http-server.js';

const now = '/api/v1/views/compute-capacity?by=provider';
const pinned = `${now}&effectiveAt=2026-06-30&knownAt=2026-06-30&atPosition=${articleFacts.length}`;

/** All but what tells one request, and its second, from another. */
const toldOf = ({ status, headers, bytes }: Sent): object => {
  const { date: _date, 'x-request-id': _id, 'content-length': _length, ...rest } = headers;
  // What is compressed as it is sent has no length before.
  const { 'transfer-encoding': _chunked, ...said } = rest;
  return { status, said, bytes: bytes.toString('latin1') };
};

/** The same of what a key asked, of which each may ask so often. */
const withoutCount = (sent: Sent): object =>
  toldOf({
    ...sent,
    headers: Object.fromEntries(
      Object.entries(sent.headers).filter(([name]) => !name.startsWith('x-ratelimit-')),
    ),
  });

describe('A view that was answered already', () => {
  let server: TestServer;
  let asked: { mock: { calls: unknown[] }; mockClear(): unknown };
  beforeAll(async () => {
    server = await TestServer.start();
    await server.record(articleFacts);
    asked = vi.spyOn(server.serving.app.get(QueryBus), 'execute');
  });
  beforeEach(() => void asked.mockClear());
  afterAll(() => server.stop());

  const ask = (address: string, headers: Record<string, string> = {}): Promise<Sent> =>
    asSent(server.url + address, headers);

  it.each(
    [...views.map(({ name }) => `/api/v1/views/${name}`), now, pinned, `${now}&rests=all`].flatMap(
      (address) => ['identity', 'br', 'gzip', 'br, gzip'].map((encoding) => [encoding, address] as const),
    ),
  )('is sent as it was the first time, in %s, and nobody is asked: %s', async (encoding, address) => {
    const headers = { 'accept-encoding': encoding };
    const first = await ask(address, headers);
    expect([first.status, asked.mock.calls.length]).toEqual([200, 1]);
    const again = await ask(address, headers);
    expect(toldOf(again)).toEqual(toldOf(first));
    expect(again.headers['content-length']).toBe(String(again.bytes.length));
    const known = await ask(address, { ...headers, 'if-none-match': String(first.headers.etag) });
    expect([known.status, known.bytes.length, known.headers.etag]).toEqual([304, 0, first.headers.etag]);
    expect(asked.mock.calls.length).toBe(1);
  });

  it('is not compressed for whoever says so', async () => {
    const headers = { 'accept-encoding': 'br' };
    await ask('/api/v1/views/exposure', headers);
    const plain = await ask('/api/v1/views/exposure', { ...headers, 'x-no-compression': 'true' });
    const packed = await ask('/api/v1/views/exposure', headers);
    expect([plain, packed].map((answer) => answer.headers['content-encoding'])).toEqual([undefined, 'br']);
  });

  it('is worked out anew once something was recorded', async () => {
    const before = await ask(now);
    await server.record(party('newcomer'));
    const after = await ask(now);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(JSON.parse(after.bytes.toString()).question.atPosition).toBe(
      JSON.parse(before.bytes.toString()).question.atPosition + 1,
    );
  });

  it('is not kept where something was recorded while it was worked out', async () => {
    const bus = server.serving.app.get(QueryBus);
    const execute = bus.execute.bind(bus);
    const address = '/api/v1/views/obligations';
    const slow = vi.spyOn(bus, 'execute').mockImplementationOnce(async (question) => {
      const answer: unknown = await execute(question);
      await server.record(party('meanwhile'));
      return answer;
    });
    const late = JSON.parse((await ask(address)).bytes.toString());
    slow.mockRestore();
    asked = vi.spyOn(bus, 'execute');
    const next = JSON.parse((await ask(address)).bytes.toString());
    expect(next.question.atPosition).toBe(late.question.atPosition + 1);
  });

  it('is started as a job for whoever prefers that', async () => {
    await ask(pinned);
    expect((await ask(pinned, { prefer: 'respond-async' })).status).toBe(202);
  });

  it('is nothing for whoever may not read, and says how often others may ask', async () => {
    await ask(pinned);
    const ring = new KeyRing(new KeyFile(join(server.folder, 'ledger.db.keys.json')));
    const { key } = ring.create('reader', ['read'], null);
    expect((await ask(pinned)).status).toBe(401);
    const headers = { authorization: `Bearer ${key}` };
    const left = [await ask(pinned, headers), await ask(pinned, headers)].map(
      (answer) => answer.headers['x-ratelimit-remaining'],
    );
    expect(Number(left[1])).toBe(Number(left[0]) - 1);
  });
});

class MovedClock extends Clock {
  at = '2026-11-23T12:00:00Z';
  now(): Date {
    return new Date(this.at);
  }
}

describe('With confidential facts', () => {
  let server: TestServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'at-hand-'));
    const ring = new KeyRing(new KeyFile(join(folder, 'ledger.db.keys.json')));
    const { key } = ring.create('desk', ['read', 'record', 'confidential'], null);
    headers = { authorization: `Bearer ${key}` };
    server = await TestServer.start({ folder, confidential: true });
    await server.record(articleFacts, headers, '?facts=public');
  });
  afterAll(() => server.stop());

  it.each(['identity', 'br', 'gzip'])('a view is sent again as it was, in %s', async (encoding) => {
    const ask = (facts = ''): Promise<Sent> =>
      asSent(`${server.url}/api/v1/views/exposure?by=party${facts}`, {
        ...headers,
        'accept-encoding': encoding,
      });
    const [first, again, open] = [await ask(), await ask(), await ask('&facts=public')];
    expect([first.status, withoutCount(again)]).toEqual([200, withoutCount(first)]);
    expect(first.headers['gigaledger-confidential']).toBe('true');
    expect(open.headers['gigaledger-confidential']).toBeUndefined();
  });
});

describe('On the next day', () => {
  const clock = new MovedClock();
  let serving: Serving;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'at-hand-'));
    const configuration = {
      storeUrl: `sqlite:${join(folder, 'ledger.db')}`,
      host: '127.0.0.1',
      port: 0,
      publicRecord: false,
    };
    serving = await serve(configuration, { clock, say: () => {} });
  });
  afterAll(async () => {
    await serving.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a view is worked out as of that day', async () => {
    const dayOf = async (): Promise<unknown> =>
      JSON.parse((await asSent(serving.url + now)).bytes.toString()).question.effectiveAt;
    expect([await dayOf(), await dayOf()]).toEqual(['2026-11-23', '2026-11-23']);
    clock.at = '2026-11-24T00:00:01Z';
    expect(await dayOf()).toBe('2026-11-24');
  });
});
