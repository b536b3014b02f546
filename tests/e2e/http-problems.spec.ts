import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemKinds } from '../../src/http/problem-kinds.js';
import type { Obstacle } from '../../src/messages/refusals.js';
import { articleFacts } from '../article.js';
import { ndjson, party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
let before: Record<string, unknown>;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
  before = await server.fingerprint();
});
afterAll(async () => {
  expect(await server.fingerprint()).toEqual(before);
  await server.stop();
});

const named = (name: string): string =>
  `{"stream":"party-x","type":"PartyRegistered","body":{"name":${name},"kind":"company"}}`;
const committed = (fields: Record<string, unknown>): unknown => ({
  stream: 'deal-openai-amd-2025',
  type: 'CapacityCommitted',
  effectiveOn: '2025-10-06',
  body: {
    tranche: 'x',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    basis: 'unstated',
    bindingness: 'firm',
    ...fields,
  },
});
const whole = (digits: string): string =>
  `{"stream":"market-cloud","type":"ShareReported","effectiveOn":"2025-Q3","body":{"publisher":"p","party":"aws","period":"2025-Q3","share":{"low":${digits},"point":null,"high":null,"qualifier":"at-least"}}}`;
const nested = (depth: number): string =>
  `{"stream":"party-x","type":"PartyRegistered","body":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('a body that cannot be read', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['nothing', '', 400, ''],
    ['no JSON', '{"a":', 400, ''],
    ['NaN', named('NaN'), 400, ''],
    ['a comment', '{} // x', 400, ''],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, ''],
    ['an overlong UTF-8 slash', new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), 400, ''],
    ['33 levels', '['.repeat(33) + ']'.repeat(33), 400, '/0'],
    ['10,000 levels', nested(10_000), 400, '/body'],
    ['a million levels', '['.repeat(1_000_000), 400, '/0'],
    ['too many members', `[${'0,'.repeat(200_001)}0]`, 400, ''],
    ['__proto__', '{"body":{"__proto__":{"x":1}}}', 400, '/body/__proto__'],
    ['__proto__ in disguise', '{"\\u005f_proto__":1}', 400, '/__proto__'],
    ['constructor', '{"a":[{"constructor":{"prototype":1}}]}', 400, '/a/0/constructor'],
    ['a name twice', '{"a":{"b/c":1,"b~c":2,"b/c":3}}', 400, '/a/b~1c'],
    ['a name twice in two spellings', '{"a":1,"\\u0061":2}', 400, '/a'],
    ['1e400', whole('1e400'), 422, '/body/share/low'],
    ['-1e400', '[-1e400]', 422, '/0'],
    ['NUL', named('"a\\u0000b"'), 422, '/body/name'],
    ['half a surrogate pair', named('"a\\ud800b"'), 422, '/body/name'],
    ['half a surrogate pair in a name', '{"\\udc00":1}', 422, ''],
    ['a raw NUL', named('"a\0b"'), 400, ''],
  ])('because it has %s is refused, naming the place', async (_name, body, status, pointer) => {
    const answer = await server.record<Problem>(body);
    expect(answer.status).toBe(status);
    if (pointer !== '')
      expect(answer.body.errors!.some((error) => error.pointer.startsWith(pointer))).toBe(true);
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s:/);
  });

  it('names a hundred places, of fields as of rules, and how many more there are', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`x${index}`, index]));
    const fields = await server.record<Problem>({
      stream: 'party-x',
      type: 'PartyRegistered',
      body: { name: 'x', kind: 'company', ...unknown },
    });
    expect(fields.status).toBe(422);
    const rules = await server.record<Problem>(
      Array.from({ length: 230 }, () => ({
        stream: 'deal-never-announced',
        type: 'DealAmended',
        body: { title: 'x' },
      })),
    );
    expect(rules.status).toBe(409);
    expect([fields, rules].map(({ body: { errors, more } }) => [errors!.length, more])).toEqual([
      [100, 50],
      [100, 130],
    ]);
  });

  it('of very many unknown names is answered shortly', async () => {
    const names = Array.from({ length: 90_000 }, (_, index) => `"a-name-that-nobody-knows-${index}":1`);
    const { text, status } = await server.record<Problem>(
      `{"stream":"party-x","type":"PartyRegistered","body":{${names.join()}}}`,
    );
    expect(status).toBe(422);
    expect(text.length).toBeLessThan(50_000);
  });

  it('names the line of NDJSON', async () => {
    const { status, body } = await server.record<Problem>(`${named('"x"')}\n\n{"a":1,"a":2}\nnope\n`, ndjson);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { pointer: '/1/a', detail: 'line 3 is given twice' },
      { pointer: '/2', detail: expect.stringContaining('line 4 is not JSON') as string },
    ]);
  });

  it('leaves the prototype of objects alone', async () => {
    await server.record('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('content that is not valid', () => {
  it.each<[string, unknown, string]>([
    ['2^53 + 1', whole('9007199254740993'), '/body/share'],
    ['a fraction', whole('1.5'), '/body/share'],
    [
      '300 %',
      {
        ...(JSON.parse(whole('1')) as object),
        body: { publisher: 'p', party: 'aws', period: '2025-Q3', share: '300%' },
      },
      '/body/share',
    ],
    ['a negative power', committed({ power: '-1 GW' }), '/body/power'],
    ['a power without a unit', committed({ power: '5' }), '/body/power'],
    ['30 February', { ...party('x'), effectiveOn: '2025-02-30' }, '/effectiveOn'],
    ['a text of 5 MB', named(`"${'x'.repeat(5_000_000)}"`), '/body/name'],
    ['a name that reads backwards', named('"a\u202eb"'), '/body/name'],
    ['full-width digits', committed({ power: '１２ GW' }), '/body/power'],
    ['a position of its own', { ...party('x'), position: 1 }, '/position'],
    [
      'an unknown field',
      { ...party('x'), body: { name: 'X', kind: 'company', toString: 1 } },
      '/body/toString',
    ],
    ['null for an optional field', { ...party('x'), quote: null }, '/quote'],
    ['null for a nested one', committed({ capacityFactor: null, due: null }), '/body/due'],
    ['a list for a nested one', { ...party('x'), source: [] }, '/source'],
    ['null', null, ''],
    ['a number', 5, ''],
    ['an empty object', {}, '/type'],
  ])('because it has %s is 422, naming the field', async (_name, body, pointer) => {
    const answer = await server.record<Problem>(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors!.map((error) => error.pointer)).toContain(pointer);
  });
});

describe('a request that is not taken', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/json',
    'application/jsonx',
  ])('has the content type %s', async (type) => {
    const { status } = await server.raw('/api/v1/events', {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(party('x')),
    });
    expect(status).toBe(415);
  });

  it('has no content type', async () => {
    const { status, body } = await server.raw('/api/v1/events', {
      method: 'POST',
      headers: { 'content-length': '2' },
      body: '{}',
    });
    expect([status, body.type]).toEqual([415, '/docs/problems/unsupported-media-type']);
  });

  it('has no body', async () => {
    expect((await server.raw('/api/v1/events', { method: 'POST' })).status).toBe(400);
  });

  it.each([
    ['application/json', 16],
    ['application/x-ndjson', 64],
  ])('has more than fits: %s of %i MiB', async (type, mebibytes) => {
    const { hostname, port } = new URL(server.url);
    const head = `POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${mebibytes * 1024 * 1024 + 1}\r\n\r\n`;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(head));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('/docs/problems/too-large');
  });

  it('asks an address that there is not', async () => {
    for (const address of [
      '/nothing',
      '/api/v1',
      '/api/v1/nothing',
      '/api/v2/events',
      '/docs/../package.json',
      '/docs/%2e%2e/package.json',
      '/docs/%2e%2e%2fpackage.json',
    ]) {
      const { status, body } = await server.raw(address);
      expect([address, status, body.type]).toEqual([address, 404, '/docs/problems/not-found']);
    }
  });

  it('asks an address that cannot be decoded', async () => {
    for (const address of ['/api/v1/deals/%FF', '/%', '/api/v1/events/%E0%A4%A']) {
      const { status, body } = await server.raw(address);
      expect([address, status, body.type]).toEqual([address, 400, '/docs/problems/bad-request']);
    }
  });

  it('asks with a method that the address does not take', async () => {
    for (const [method, address] of [
      ['DELETE', '/api/v1/events'],
      ['PUT', '/api/v1/deals/x'],
      ['POST', '/api/v1/views/compute-capacity'],
      ['OPTIONS', '/api/v1/parties'],
      ['PATCH', '/health/live'],
    ] as const) {
      const response = await fetch(server.url + address, { method });
      expect([method, address, response.status, ((await response.json()) as Problem).type]).toEqual([
        method,
        address,
        405,
        '/docs/problems/method-not-allowed',
      ]);
      expect(response.headers.get('allow')).toMatch(/GET/);
    }
  });

  it('names another host', async () => {
    const { port } = new URL(server.url);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost@evil.example',
    ]) {
      const { status, body } = await server.raw('/api/v1/deals', { headers: { host } });
      expect([host, status, body.type]).toEqual([host, 421, '/docs/problems/misdirected']);
    }
    for (const host of ['localhost', 'LOCALHOST:1', `127.0.0.1:${port}`, '[::1]:80']) {
      expect([host, (await server.raw('/api/v1/deals', { headers: { host } })).status]).toEqual([host, 200]);
    }
  });

  it('writes on behalf of another site', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const sent = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(party('x')),
      };
      for (const address of ['/api/v1/events', '/api/v1/scenarios/run']) {
        const { status, body } = await server.raw(address, sent);
        expect([headers, status, body.type]).toEqual([headers, 403, '/docs/problems/cross-site']);
      }
    }
    const own = {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, 'sec-fetch-site': 'same-origin' },
      body: '{}',
    };
    expect((await server.raw('/api/v1/events', own)).status).toBe(422);
  });
});

describe('the name of a request', () => {
  const asked = '/api/v1/views/nothing';
  const named = (id: string) => server.ask<Problem>(asked, { headers: { 'x-request-id': id } });

  it('is in the answer and in its problem, and another one each time', async () => {
    const answers = [await server.ask<Problem>(asked), await server.ask<Problem>(asked)];
    const names = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(answers.map(({ body }) => body.requestId)).toEqual(names);
    expect(new Set(names).size).toBe(2);
    expect((await server.ask('/health/live')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is the one that the caller gave, when it is short and plain', async () => {
    const { headers, body } = await named('brief-7.a_1');
    expect([headers.get('x-request-id'), body.requestId]).toEqual(['brief-7.a_1', 'brief-7.a_1']);
  });

  it.each(['<script>', 'two words', 'x'.repeat(65), 'a;b=c'])('is never "%s", which is not', async (id) => {
    expect((await named(id)).body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is there before anything else is looked at', async () => {
    const { body } = await server.raw('/%zz');
    expect([body.status, body.requestId]).toEqual([400, expect.any(String)]);
    const elsewhere = await server.raw('/health/live', { headers: { host: 'evil.example' } });
    expect(elsewhere.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a problem', () => {
  it('has a type that resolves in the documentation', async () => {
    const { body } = await server.ask<Problem>('/api/v1/views/nothing');
    expect(body).toEqual({
      type: '/docs/problems/not-found',
      title: expect.any(String) as string,
      status: 404,
      detail: 'there is no view "nothing"; the nearest is "flows"',
      instance: '/api/v1/views/nothing',
      requestId: expect.any(String) as string,
    });
    const page = await server.ask(body.type);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain(body.title);
  });

  it('has a page for every kind, and a list of them', async () => {
    const { text } = await server.ask('/docs/problems');
    for (const kind of Object.keys(problemKinds)) {
      expect(text).toContain(`/docs/problems/${kind}`);
      expect((await server.ask(`/docs/problems/${kind}`)).status).toBe(200);
    }
    expect((await server.ask('/docs/problems/constructor')).status).toBe(404);
  });

  it('is told by some refusal', async () => {
    const refusals = {
      ...(await import('../../src/messages/refusals.js')),
      ...(await import('../../src/messages/within-head.js')),
      ...(await import('../../src/http/refusals.js')),
      ...(await import('../../src/http/access/refusals.js')),
    };
    const kinds = Object.values(refusals)
      .filter(({ name }) => /^(?!Obstacle|Refusal|Unable)[A-Z]/.test(name))
      .map((refusal) => new (refusal as unknown as new (...given: unknown[]) => Obstacle)([], [], []).kind);
    expect(new Set(kinds)).toEqual(new Set(Object.keys(problemKinds)));
  });
});

describe('every answer', () => {
  it('says what a browser may do with it', async () => {
    for (const address of ['/api/v1/views', '/nothing', '/docs']) {
      const { headers } = await fetch(server.url + address);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';/);
      expect(headers.get('content-security-policy')).not.toMatch(/https?:|unsafe-eval/);
      expect([
        headers.get('x-content-type-options'),
        headers.get('referrer-policy'),
        headers.get('cache-control'),
      ]).toEqual(['nosniff', 'no-referrer', 'no-store']);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
