import { connect } from 'node:net';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertDescribed } from '../e2e/http-described.js';
import { type Problem, TestServer } from '../e2e/http-server.js';
import { told } from './progress.js';
import { bytesOf, type DrawnRequest, mayStream, requests } from './requests.js';

const cases = Number(process.env.CASES ?? 200);
const seed = Number(process.env.CASES_SEED ?? 20_261_127);
const enoughTime = 60_000 + cases * 600;

/** So many are drawn at once: drawing all of a long run before the first is sent takes minutes. */
const drawnAtOnce = 4_000;

function* drawn<T>(arbitrary: fc.Arbitrary<T>, count: number): Generator<T> {
  for (let from = 0; from < count; from += drawnAtOnce)
    yield* fc.sample(arbitrary, { numRuns: Math.min(drawnAtOnce, count - from), seed: seed + from });
}

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ publicRecord: true });
});
afterAll(() => server.stop());

type Refusal = Problem & { error?: { message: string } };

const asked = async (url: string, { method, address, headers, body }: DrawnRequest): Promise<Response> =>
  fetch(url + address, { method, headers, ...(body !== undefined && { body }) });

/** Why an answer is none that anybody may be given; undefined when it is sound. */
const faultOf = ({ kind }: DrawnRequest, status: number, body: Refusal | undefined): string | undefined => {
  if (status >= 500) return `answers ${status}`;
  if (status < 400) return undefined;
  // Assistants are refused in the words of their own protocol.
  if (kind === 'POST /mcp' && body?.error) return undefined;
  if (!body?.type || !body.detail || !body.requestId) return `refuses with ${status} and says not why`;
  // Of a file that is none there is no field to name.
  const isNamed = body.rule !== undefined || Boolean(body.errors?.length) || kind === 'POST /api/v1/imports';
  return status === 422 && !isNamed ? 'names neither a rule nor a field' : undefined;
};

const head = async (): Promise<unknown> => (await server.ask('/api/v1/log/proof')).body.position;

/** The address as it goes over the wire: steps like "." and ".." are gone before it is sent. */
const sentTo = ({ address }: DrawnRequest): string => {
  const { pathname, search } = new URL(server.url + address);
  return pathname + search;
};

/** Where the log ended after the last order, which is where the next one finds it: questions move nothing. */
let known: unknown;

/** Whether a refused order, or a question before it, moved the log. */
const recordsAnyway = async (method: string, status: number): Promise<boolean> => {
  if (method === 'GET') return false;
  const before = known;
  known = await head();
  return status >= 400 && known !== before;
};

/** What is wrong with the answer to a request. An event stream, which does not end, is left once it has begun. */
const faultsOf = async (request: DrawnRequest): Promise<string[]> => {
  const response = await asked(server.url, request);
  const { status, headers } = response;
  if (response.ok && mayStream(request)) {
    await response.body?.cancel();
    if (request.method !== 'GET') known = await head();
    return [];
  }
  const text = await response.text();
  const isJson = /[/+]json/.test(headers.get('content-type') ?? '') && text !== '';
  const body = isJson ? (JSON.parse(text) as Refusal) : undefined;
  assertDescribed(request.method, sentTo(request), response, body);
  const isMoved = await recordsAnyway(request.method, status);
  return [faultOf(request, status, body), isMoved ? 'is refused and records' : undefined].filter(
    (fault) => fault !== undefined,
  );
};

const tried = async (request: DrawnRequest): Promise<object[]> => {
  const faults = await faultsOf(request).catch((error: unknown) => [String(error)]);
  return faults.map((fault) => ({ ...request, fault }));
};

describe('A request drawn from the description, and mangled', () => {
  it(
    'is answered as described; what is refused says why, and records nothing',
    async () => {
      known = await head();
      for (const request of told('requests', drawn(requests, cases), cases))
        expect(await tried(request)).toEqual([]);
      expect((await server.ask('/api/v1/log/verify')).body).toMatchObject({ ok: true });
    },
    enoughTime,
  );

  it(
    'as bytes with some of them changed is answered or let go, and nobody else notices',
    async () => {
      const { hostname, port } = new URL(server.url);
      const count = Math.ceil(cases / 4);
      for (const bytes of told('requests of bytes', drawn(bytesOf(`${hostname}:${port}`), count), count)) {
        const answer = await new Promise<string>((resolve) => {
          const socket = connect({ host: hostname, port: Number(port) });
          let text = '';
          socket.setTimeout(500, () => socket.destroy());
          socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
          socket.on('error', () => undefined);
          socket.on('close', () => resolve(text));
          socket.end(bytes);
        });
        expect([bytes.toString('latin1'), /^HTTP\/1\.1 5/.exec(answer)?.[0]]).toEqual([
          bytes.toString('latin1'),
          undefined,
        ]);
      }
      expect((await server.ask('/health/live')).status).toBe(200);
    },
    enoughTime,
  );
});

describe('An endpoint that trusts what it is sent (control)', () => {
  let naive: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    naive = Fastify();
    naive.post('/api/v1/events', ({ body }) => {
      const events = [body].flat() as { stream: string; body: { name: string } }[];
      return events.map(({ stream, body: { name } }) => stream.trim() + String(name).length);
    });
    url = await naive.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => naive.close());

  it('is found out by the same requests', async () => {
    const recordings = [...drawn(requests, 4_000)].filter(({ kind }) => kind === 'POST /api/v1/events');
    const statuses = await Promise.all(recordings.map(async (request) => (await asked(url, request)).status));
    expect(statuses.filter((status) => status >= 500).length).toBeGreaterThan(0);
  });
});
