import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { lines, ndjson, party, type Problem, type Recording, TestServer } from './http-server.js';

const id = '11111111-1111-4111-8111-111111111111';
const committed = {
  stream: 'deal-openai-amd-2025',
  type: 'CapacityCommitted',
  effectiveOn: '2025-10-06',
  body: {
    tranche: 'more',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    basis: 'unstated',
    bindingness: 'firm',
  },
};

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

const headline = async (): Promise<unknown> => {
  const { body } = await server.ask<{ rows: { provider: string; headlineKw: unknown }[] }>(
    '/api/v1/views/compute-capacity',
  );
  return body.rows.find(({ provider }) => provider === 'amd')?.headlineKw;
};

describe('recording over HTTP', () => {
  it('takes one event and answers with its place in the log', async () => {
    const { status, body } = await server.record(party('openai'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      position: 1,
      events: [{ stream: 'party-openai', revision: 1, position: 1, warnings: [] }],
      skipped: [],
    });
    expect(body.events[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes a list, all or nothing', async () => {
    const { body } = await server.record(articleFacts);
    expect(body.events).toHaveLength(articleFacts.length);
    const before = await server.fingerprint();
    const refused = await server.record<Problem>([
      party('meta'),
      { ...committed, body: { ...committed.body, consumer: 'nobody' } },
    ]);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/docs/problems/rule-broken',
      rule: 'parties-are-registered',
      instance: '/api/v1/events',
    });
    expect(await server.fingerprint()).toEqual(before);
  });

  it('takes NDJSON, blank lines and all', async () => {
    const { status, body } = await server.record(`\n${lines([party('openai'), party('amd')])}\r\n`, ndjson);
    expect([status, body.position]).toEqual([201, 2]);
  });

  it('shows an append in the views of the next request', async () => {
    await server.record(articleFacts);
    expect(await headline()).toEqual({ low: 6_000_000, point: 6_000_000, high: 6_000_000 });
    await server.record(committed);
    expect(await headline()).toEqual({ low: 7_000_000, point: 7_000_000, high: 7_000_000 });
  });

  it('skips what was recorded before', async () => {
    await server.record({ id, ...party('openai') });
    const { status, body } = await server.record({ id, ...party('openai') });
    expect(status).toBe(201);
    expect(body).toEqual({ position: 1, events: [], skipped: [id] });
  });

  it('refuses an id that belongs to other content', async () => {
    await server.record({ id, ...party('openai') });
    const { status, body } = await server.record<Problem>({ id, ...party('amd') });
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/docs/problems/id-reused', errors: [{ pointer: '/id' }] });
  });

  it('points into a single event without an index, and into a list with one', async () => {
    const wrong = { ...party('openai'), body: { name: 'OpenAI', kind: 'planet' } };
    const pointers = async (body: unknown): Promise<unknown> =>
      (await server.record<Problem>(body)).body.errors!.map(({ pointer }) => pointer);
    expect(await pointers(wrong)).toEqual(['/body/kind']);
    expect(await pointers([wrong])).toEqual(['/0/body/kind']);
    expect(await pointers([party('amd'), wrong])).toEqual(['/1/body/kind']);
  });

  it('names every bad field of every event at once', async () => {
    const { status, body } = await server.record<Problem>([
      { ...party('a'), extra: 1 },
      { stream: 'x', type: 'Nothing', body: {} },
    ]);
    expect(status).toBe(422);
    expect(body.errors!.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/0/extra', '/1/stream', '/1/type']),
    );
  });
});

describe('a dry run', () => {
  it('answers with the numbers that would move and leaves nothing', async () => {
    await server.record(articleFacts);
    const before = await server.fingerprint();
    const { status, body } = await server.record(committed, { 'idempotency-key': 'dry' }, '?dryRun=true');
    expect(status).toBe(200);
    expect(body.moved!.map(({ view }) => view)).toContain('compute-capacity');
    expect(body.events).toMatchObject([{ stream: committed.stream, hash: '' }]);
    expect(await server.fingerprint()).toEqual(before);
    expect((await server.record(committed, { 'idempotency-key': 'dry' })).status).toBe(201);
  });

  it('must be asked for with true or false', async () => {
    const { status, body } = await server.record<Problem>(party('a'), {}, '?dryRun=yes&force=1');
    expect(status).toBe(400);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual(['/dryRun', '/force']);
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'once' };

  it('gets the first answer again with the same body', async () => {
    const first = await server.record(committedParties, key);
    const again = await server.record(committedParties, key);
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
  });

  it('is refused with another body', async () => {
    await server.record(party('openai'), key);
    const { status, body } = await server.record<Problem>(party('amd'), key);
    expect([status, body.type]).toEqual([422, '/docs/problems/invalid']);
  });

  it('records once however often it is sent at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.record<Recording & Problem>(party('openai'), key)),
    );
    for (const { status, headers } of answers.filter(({ status }) => status !== 201)) {
      expect([status, headers.get('retry-after')]).toEqual([409, '1']);
    }
    expect((await server.ask('/api/v1/log/proof')).body.position).toBe(1);
  });

  it('may not be longer than 200 characters', async () => {
    expect((await server.record(party('a'), { 'idempotency-key': 'k'.repeat(201) })).status).toBe(400);
  });
});

const committedParties = [party('openai'), party('amd')];

describe('If-Match', () => {
  const rename = { stream: 'party-openai', type: 'PartyAmended', body: { name: 'OpenAI Group PBC' } };

  it('lets a write through at the revision that it names', async () => {
    expect((await server.record(party('openai'), { 'if-match': '"0"' })).status).toBe(201);
    expect((await server.record(rename, { 'if-match': '"1"' })).status).toBe(201);
  });

  it('refuses a write at any other, with both revisions', async () => {
    await server.record(party('openai'));
    const { status, body } = await server.record<Problem>(rename, { 'if-match': '"0"' });
    expect(status).toBe(412);
    expect(body).toMatchObject({ type: '/docs/problems/wrong-revision', expected: 0, actual: 1 });
  });

  it('is for one stream', async () => {
    expect((await server.record([party('openai'), party('amd')], { 'if-match': '"0"' })).status).toBe(400);
  });

  it.each(['*', 'W/"1"', '1', '"1", "2"', '"-1"'])('is not written %s', async (written) => {
    expect((await server.record(party('openai'), { 'if-match': written })).status).toBe(400);
  });
});
