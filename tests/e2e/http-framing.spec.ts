import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isNamed, namesOf } from '../../src/http/host-guard.js';
import { party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
let host: string;
beforeAll(async () => {
  server = await TestServer.start();
  host = new URL(server.url).host;
});
afterAll(async () => server.stop());

interface RawAnswer {
  status: number;
  headers: string;
  text: string;
  body: Problem;
}

/** What comes back on a socket for these very bytes, until the server hangs up. */
const sendBytes = async (bytes: string): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [headers = '', text = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1]);
      resolve({ status, headers, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Problem });
    });
  });

const isProblem = ({ headers, body, status }: RawAnswer): void => {
  expect(headers).toMatch(/^content-type: application\/problem\+json/im);
  expect([body.status, body.type, body.title, body.requestId]).toEqual([
    status,
    expect.stringMatching(/^\/docs\/problems\/[a-z-]+$/) as string,
    expect.any(String) as string,
    expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  ]);
};

const closing = 'Connection: close\r\n';

describe('What is not HTTP', () => {
  it.each<[string, () => string, number]>([
    ['no request at all', () => 'hello\r\n\r\n', 400],
    ['a method that there is not', () => `BREW / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['a bad length', () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: x\r\n\r\n`, 400],
    [
      'two lengths',
      () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      400,
    ],
    [
      'a length and chunks',
      () => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
    ],
    [
      'a bad chunk',
      () =>
        `POST /api/v1/events HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
    ],
    ['a header with a control in it', () => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: a\0b\r\n\r\n`, 400],
    [
      'headers that are too long',
      () => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['no Host', () => `GET /health/live HTTP/1.1\r\n${closing}\r\n`, 421],
    [
      'two Hosts',
      () => `GET /health/live HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n${closing}\r\n`,
      421,
    ],
    [
      'a strange expectation',
      () => `POST /api/v1/events HTTP/1.1\r\nHost: ${host}\r\nExpect: tea\r\n${closing}\r\n`,
      417,
    ],
    ['an address that cannot be decoded', () => `GET /%zz HTTP/1.1\r\nHost: ${host}\r\n${closing}\r\n`, 400],
  ])('is refused as a problem: %s', async (_, bytes, status) => {
    const answer = await sendBytes(bytes());
    expect(answer.status).toBe(status);
    isProblem(answer);
  });

  it.each([
    ['/health/live', closing],
    ['/nothing', closing],
    ['/%zz', closing],
    ['/api/v1/events', `X-Request-Id: a\r\n${closing}`],
    ['/', 'Content-Length: x\r\n'],
    ['/', `X: a\0b\r\n`],
    ['/', 'Content-Encoding: gzip\r\nConnection: close\r\n'],
  ])('has no body when the head of %s is asked for with %j', async (address, more) => {
    const { status, text } = await sendBytes(`HEAD ${address} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`);
    expect([status >= 200, text]).toEqual([true, '']);
  });
});

describe('A compressed body', () => {
  it.each(['gzip', 'br', 'deflate', 'gzip, identity', 'chunked', 'nonsense'])(
    'as %s is refused',
    async (encoding) => {
      const { status, body, headers } = await server.record<Problem>(party('zipped'), {
        'content-encoding': encoding,
      });
      expect([status, body.type, headers.get('accept-encoding')]).toEqual([
        415,
        '/docs/problems/unsupported-media-type',
        'identity',
      ]);
      expect(body.detail).toContain(encoding);
    },
  );

  it('that is not compressed is read', async () => {
    expect((await server.record(party('plain'), { 'content-encoding': 'identity' })).status).toBe(201);
  });
});

describe('A page of another site', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 'Sec-Fetch-Site is "cross-site"'],
    [{ 'sec-fetch-site': 'same-site' }, 'Sec-Fetch-Site is "same-site"'],
    [{ origin: 'https://evil.example' }, 'Origin is "https://evil.example"'],
    [{ origin: 'null' }, 'Origin is "null"'],
  ])('that sends %j is told which header it was', async (headers, says) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' };
    const { status, body } = await server.raw('/api/v1/events', sent);
    expect([status, body.type]).toEqual([403, '/docs/problems/cross-site']);
    expect(body.detail).toContain(says);
  });
});

describe('The name of the server', () => {
  const names = namesOf(['ledger.example']);

  it.each([
    'localhost/evil',
    'a@localhost',
    'localhost:80@evil',
    '0x7f.1',
    '127.1',
    '2130706433',
    '0177.0.0.1',
    '127.0.0.1.',
    'localhost.',
    'localhost:',
    'localhost:x',
    'localhost:99999',
    'localhost:80:80',
    ' localhost',
    'localhost ',
    'localhost,evil',
    'localhost#',
    'localhost?a',
    'localhost\\evil',
    'ｌocalhost',
    '①27.0.0.1',
    '[::1',
    '::1',
    '[::1]evil',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    'evil.localhost',
    'localhost.evil.example',
    'xn--localhost',
    '',
    ':80',
    'http://localhost',
    '%6cocalhost',
    'ledger.example.evil',
    'ledger-example',
  ])('is not %j', (header) => {
    expect(isNamed(header, names)).toBe(false);
  });

  it('is one of those listed, in any case of letters and with any port, and nothing else', () => {
    const port = fc.oneof(
      fc.constant(''),
      fc.nat(65_535).map((number) => `:${number}`),
    );
    const shuffled = fc.tuple(fc.constantFrom(...names), fc.boolean(), port);
    fc.assert(
      fc.property(shuffled, ([name, isLoud, suffix]) =>
        isNamed((isLoud ? name.toUpperCase() : name) + suffix, names),
      ),
    );
    const anything = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.constantFrom(...names), fc.string()).map((parts) => parts.join('')),
      fc.domain(),
      fc.ipV4Extended(),
      fc.ipV6().map((address) => `[${address}]`),
    );
    fc.assert(
      fc.property(anything, (header) => {
        const bare = header.toLowerCase().replace(/:\d{1,5}$/, '');
        return isNamed(header, names) ? names.has(bare) : true;
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('A server that stops', () => {
  it('refuses as a problem what it is asked then, and answers what had begun', async () => {
    const log: string[] = [];
    const stopping = await TestServer.start({ journal: { write: (line) => void log.push(line) } });
    const open = (): { socket: Socket; heard: string[]; closed: Promise<unknown> } => {
      const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1');
      const heard: string[] = [];
      socket.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      return { socket, heard, closed: new Promise((resolve) => socket.once('close', resolve)) };
    };
    const [begun, late, listening] = [open(), open(), open()];
    listening.socket.write('GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => listening.socket.once('data', resolve));
    const sent = JSON.stringify(party('openai'));
    late.socket.write('GET /api/v1/log/proof HTTP/1.1\r\n');
    begun.socket.write(
      `POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${sent.length}\r\n\r\n`,
    );
    await new Promise((resolve) => stopping.serving.app.getHttpServer().once('request', resolve));
    const stopped = stopping.stop();
    late.socket.write('Host: localhost\r\n\r\n');
    const after = open();
    after.socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await Promise.all([late.closed, after.closed, listening.closed]);
    begun.socket.write(sent);
    await Promise.all([begun.closed, stopped]);
    // Its patience was not used up: nobody is waited for who was answered.
    expect(log.join('')).not.toContain('not answered');
    for (const { heard } of [late, after])
      expect(heard.join('')).toMatch(
        /^HTTP\/1\.1 503 [^]*connection: close[^]*application\/problem\+json[^]*"\/docs\/problems\/stopping"/i,
      );
    expect(listening.heard.join('')).toMatch(/^HTTP\/1\.1 200 [^]*retry: 2000/);
    expect(begun.heard.join('')).toMatch(/^HTTP\/1\.1 201 /);
  });
});
