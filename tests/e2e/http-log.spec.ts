import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { lines, ndjson, type Problem, type Recording, TestServer } from './http-server.js';

interface Page {
  events: { id: string; position: number; stream: string; type: string }[];
  next: number | null;
}

let server: TestServer;
let recording: Recording;
beforeAll(async () => {
  server = await TestServer.start();
  recording = (await server.record(articleFacts)).body;
});
afterAll(() => server.stop());

describe('the log over HTTP', () => {
  it('is read page by page, each with the address of the next', async () => {
    const positions: number[] = [];
    let address: string | undefined = '/api/v1/events?limit=10';
    while (address !== undefined) {
      const { body, headers }: { body: Page; headers: Headers } = await server.ask<Page>(address);
      positions.push(...body.events.map(({ position }) => position));
      address = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      expect(address === undefined).toBe(body.next === null);
    }
    expect(positions).toEqual(articleFacts.map((_, index) => index + 1));
  });

  it('is read by stream and by type', async () => {
    const { body } = await server.ask<Page>(
      '/api/v1/events?stream=deal-openai-nvidia-2025&type=PaymentCommitted',
    );
    expect(body.events.map(({ stream, type }) => [stream, type])).toEqual([
      ['deal-openai-nvidia-2025', 'PaymentCommitted'],
    ]);
    expect(body.next).toBeNull();
  });

  it.each(['limit=0', 'limit=1001', 'limit=ten', 'after=-1', 'after=1.5', 'stream=a&stream=b', 'offset=3'])(
    'is not read with %s',
    async (query) => {
      const { status, body } = await server.ask<Problem>(`/api/v1/events?${query}`);
      expect(status).toBe(400);
      expect(body.errors!.map(({ pointer }) => pointer)).toContain(`/${query.split('=')[0]}`);
    },
  );

  it('has each event under its id, with its warnings', async () => {
    const { id, hash } = recording.events[10]!;
    const { body } = await server.ask(`/api/v1/events/${id.toUpperCase()}`);
    expect(body).toMatchObject({ id, hash, position: 11, warnings: [] });
  });

  it('has nothing under any other id', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'no-id'])
      expect((await server.ask(`/api/v1/events/${id}`)).status).toBe(404);
  });

  it('names its head, and verifies itself', async () => {
    const head = { position: articleFacts.length, hash: recording.events.at(-1)!.hash };
    expect((await server.ask('/api/v1/log/proof')).body).toEqual(head);
    expect((await server.ask('/api/v1/log/verify')).body).toEqual({ ok: true, ...head, faults: [] });
  });
});

describe('an export', () => {
  it('has the whole log, an event a line', async () => {
    const { text, headers } = await server.ask('/api/v1/events.ndjson');
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(headers.get('content-type')).toMatch('application/x-ndjson');
    expect(events.map(({ position }) => position)).toEqual(articleFacts.map((_, index) => index + 1));
    expect(events.map(({ hash }) => hash)).toEqual(recording.events.map(({ hash }) => hash));
  });

  it('goes on after a position', async () => {
    const { text } = await server.ask(`/api/v1/events.ndjson?after=${articleFacts.length - 1}`);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect((await server.ask(`/api/v1/events.ndjson?after=${articleFacts.length}`)).text).toBe('');
  });

  it('recorded on an empty server gives the same views, and recorded again nothing', async () => {
    const other = await TestServer.start();
    try {
      const { text } = await server.ask('/api/v1/events.ndjson');
      expect((await other.record(text, ndjson)).body.events).toHaveLength(articleFacts.length);
      expect((await other.fingerprint()).hashes).toEqual((await server.fingerprint()).hashes);
      const again = await other.record(text, ndjson);
      expect([again.body.events, again.body.skipped.length]).toEqual([[], articleFacts.length]);
    } finally {
      await other.stop();
    }
  });

  it('recorded as a list gives the same views, too', async () => {
    const other = await TestServer.start();
    try {
      const { text } = await server.ask('/api/v1/events.ndjson');
      await other.record(`[${text.trimEnd().split('\n').join(',')}]`);
      expect((await other.fingerprint()).hashes).toEqual((await server.fingerprint()).hashes);
    } finally {
      await other.stop();
    }
  });
});

describe('a HEAD request', () => {
  it('is answered like a GET, without the body', async () => {
    for (const address of [
      '/api/v1/events',
      '/api/v1/events.ndjson',
      '/api/v1/views',
      '/api/v1/events/stream',
    ]) {
      const response = await fetch(server.url + address, { method: 'HEAD' });
      expect([address, response.status, await response.text()]).toEqual([address, 200, '']);
    }
  });
});

describe('a batch', () => {
  it('may have 10,000 events and no more', async () => {
    const many = Array.from({ length: 10_001 }, () => ({}));
    for (const answer of [
      await server.record<Problem>(many),
      await server.record<Problem>(lines(many), ndjson),
    ]) {
      expect([answer.status, answer.body.type]).toEqual([413, '/docs/problems/too-large']);
    }
  });
});
