import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { asSent, type Sent } from './as-sent.js';
import { TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const ask = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Sent> =>
  asSent(server.url + address, headers, method);

const pinned = '/api/v1/views/compute-capacity?effectiveAt=2025-11-30&knownAt=2025-11-30&atPosition=10';
const addresses = [
  pinned,
  `${pinned}&rests=all`,
  ...['csv', 'svg', 'xlsx', 'parquet'].map((ending) => pinned.replace('?', `.${ending}?`)),
  '/api/v1/views',
  '/api/v1/deals',
  '/api/v1/deals/deal-openai-amd-2025',
  '/api/v1/parties',
  '/api/v1/parties/openai',
  '/api/v1/scenarios',
  '/api/v1/events?limit=5',
];

describe('An answer', () => {
  it.each(addresses)('has a tag, and is not sent again to who has it: %s', async (address) => {
    const { status, headers, bytes } = await ask(address);
    expect([status, headers.etag]).toEqual([200, expect.stringMatching(/^"[\w-]+"$/) as string]);
    expect(headers.vary).toBe('accept-encoding, authorization, cookie');
    const again = await ask(address, { 'if-none-match': `W/"other", ${String(headers.etag)}` });
    expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    const other = await ask(address, { 'if-none-match': '"other"' });
    expect([other.status, other.bytes.equals(bytes)]).toEqual([200, true]);
  });

  it('to a question pinned in all three has its viewHash as its tag', async () => {
    const { headers, bytes } = await ask(pinned);
    expect(headers.etag).toBe(`"${(JSON.parse(bytes.toString()) as { viewHash: string }).viewHash}"`);
  });

  it('to such a question may be kept by whatever stands between; to any other by nothing', async () => {
    const forEver = 'public, max-age=86400, immutable';
    for (const address of [pinned, pinned.replace('?', '.csv?'), pinned.replace('?', '.svg?')]) {
      const { headers } = await ask(address);
      expect([address, headers['cache-control']]).toEqual([address, forEver]);
      expect(headers.vary).toBe('accept-encoding, authorization, cookie');
      const known = await ask(address, { 'if-none-match': String(headers.etag) });
      expect([known.status, known.headers['cache-control']]).toEqual([304, forEver]);
    }
    const others = [
      pinned.replace('&atPosition=10', ''),
      pinned.replace('&knownAt=2025-11-30', ''),
      pinned.replace('effectiveAt=2025-11-30&', ''),
      pinned.replace('atPosition=10', 'atPosition=1000000'),
      `${pinned}&scenario=late`,
      `${pinned}&provider=nobody`,
    ];
    for (const address of others)
      expect([address, (await ask(address)).headers['cache-control']]).toEqual([address, 'no-store']);
  });

  it('has another tag once the log says something else', async () => {
    const before = await ask('/api/v1/parties');
    await server.record({
      stream: 'party-newcomer',
      type: 'PartyRegistered',
      body: { name: 'Newcomer', kind: 'company' },
    });
    const after = await ask('/api/v1/parties', { 'if-none-match': String(before.headers.etag) });
    expect([after.status, after.headers.etag === before.headers.etag]).toEqual([200, false]);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is the same bytes in %s, under a tag of its own', async (encoding, read) => {
    for (const address of addresses) {
      const plain = await ask(address);
      const { headers, bytes } = await ask(address, { 'accept-encoding': encoding });
      if (plain.bytes.length < 1_024 || /xlsx|parquet/.test(address)) {
        expect([headers['content-encoding'], headers.etag]).toEqual([undefined, plain.headers.etag]);
        continue;
      }
      expect(headers['content-encoding']).toBe(encoding);
      expect(read(bytes).equals(plain.bytes)).toBe(true);
      expect(headers.etag).toBe(`${String(plain.headers.etag).slice(0, -1)}-${encoding}"`);
      const known = { 'accept-encoding': encoding, 'if-none-match': String(headers.etag) };
      const again = await ask(address, known);
      expect([again.status, again.headers.etag]).toEqual([304, headers.etag]);
    }
  });

  it('to HEAD says the same of itself and has no body', async () => {
    const [head, got] = [await ask(pinned, {}, 'HEAD'), await ask(pinned)];
    expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, got.headers.etag]);
    expect(head.headers['content-length']).toBe(String(got.bytes.length));
  });

  it.each(addresses)('to HEAD is not sent again either: %s', async (address) => {
    const { headers } = await ask(address, {}, 'HEAD');
    const again = await ask(address, { 'if-none-match': String(headers.etag) }, 'HEAD');
    expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
  });

  it('as a workbook is the same bytes at any time', async () => {
    const workbook = pinned.replace('?', '.xlsx?');
    const { bytes } = await ask(workbook);
    await setTimeout(2_100);
    expect((await ask(workbook)).bytes.equals(bytes)).toBe(true);
  });

  it('that is a refusal has none, and is compressed for who asks', async () => {
    const refused = await ask('/api/v1/deals/deal-nobody', { 'if-none-match': '*', 'accept-encoding': 'br' });
    expect([refused.status, refused.headers.etag]).toEqual([404, undefined]);
    expect(refused.headers['cache-control']).toBe('no-store');
  });

  it('of events as they come is never compressed: nobody waits for a block to be full', async () => {
    const encoding = await new Promise<unknown>((resolve, reject) => {
      const headers = { 'accept-encoding': 'br, gzip' };
      const sent = request(`${server.url}/api/v1/events/stream?after=0`, { headers }, (response) =>
        response.on('data', (chunk: Buffer) => {
          if (!chunk.toString().includes('event')) return;
          resolve(response.headers['content-encoding']);
          sent.destroy();
        }),
      );
      sent.on('error', reject).end();
    });
    expect(encoding).toBeUndefined();
  });

  it('of the whole log is compressed as it is read', async () => {
    const plain = await ask('/api/v1/events.ndjson');
    const { bytes } = await ask('/api/v1/events.ndjson', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(bytes).equals(plain.bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
  });
});
