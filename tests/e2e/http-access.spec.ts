import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes, type Scope } from '../../src/access/access-key.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { guardAccess, openAccess } from '../../src/http/access/access.js';
import { markImmutable } from '../../src/http/immutable.js';
import { mostStreamsOfKey } from '../../src/http/limits.js';
import { description } from './http-described.js';
import { party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
let ring: KeyRing;
const keys = new Map<string, string>();
const past = new Date('2020-01-01');

beforeAll(async () => {
  server = await TestServer.start();
  await server.record(party('openai'));
  ring = new KeyRing(new KeyFile(join(server.folder, 'ledger.db.keys.json')));
  for (const scope of scopes) keys.set(scope, ring.create(scope, [scope], null).key);
  const publicScopes = scopes.filter((scope) => scope !== 'confidential');
  keys.set('everything', ring.create('everything', publicScopes, null).key);
  keys.set('expired', ring.create('expired', scopes, past).key);
  keys.set('revoked', ring.create('revoked', scopes, null).key);
  ring.revoke('revoked');
});
afterAll(async () => server.stop());

const bearer = (role: string): Record<string, string> =>
  keys.has(role) ? { authorization: `Bearer ${keys.get(role)}` } : {};

/** What interfaces promise, told apart from the table that the server has. */
type Need = Scope | 'none' | 'read or simulate';

const needOf = (method: string, path: string): Need => {
  if (path.startsWith('/health/')) return 'none';
  if (/\/log\/verify$|\/webhooks(?:\/|$)/.test(path)) return 'admin';
  if (/\/jobs\//.test(path)) return 'read or simulate';
  if (/\/scenarios\/(?:run|goal|feasibility)$|^\/mcp$/.test(path)) return 'simulate';
  return method === 'get' ? 'read' : 'record';
};

const cells = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.keys(methods).flatMap((method) =>
    [...scopes, 'everything', 'nobody', 'expired', 'revoked'].map((role) => ({
      role,
      method,
      path,
      need: needOf(method, path),
    })),
  ),
);

const expectedOf = (role: string, need: Need): 'answered' | 401 | 403 => {
  if (need === 'none') return 'answered';
  if (['nobody', 'expired', 'revoked'].includes(role)) return 401;
  return need.split(' or ').includes(role) || role === 'everything' ? 'answered' : 403;
};

/** Asks as somebody; only the head of the answer is waited for, since some go on for ever. */
const askAs = async (role: string, method: string, path: string): Promise<number> => {
  const leaving = new AbortController();
  const response = await fetch(server.url + path.replace(/\{\w+\}/g, 'x'), {
    method: method.toUpperCase(),
    headers: { ...bearer(role), ...(method === 'post' && { 'content-type': 'application/json' }) },
    signal: leaving.signal,
    ...(method === 'post' && { body: '{}' }),
  });
  leaving.abort();
  return response.status;
};

const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Those that are none are limited for each address; a key, for each second. */
describe('Every role on every route of the description', () => {
  const roles = [...new Set(cells.map(({ role }) => role))].filter(
    (role) => role !== 'expired' && role !== 'revoked',
  );
  it.each(roles)('is answered or refused as it should be: %s', async (role) => {
    for (const { method, path, need } of cells.filter((cell) => cell.role === role)) {
      const status = await askAs(role, method, path);
      const found = status === 401 || status === 403 ? status : 'answered';
      expect([role, method, path, found]).toEqual([role, method, path, expectedOf(role, need)]);
      await pause(25);
    }
  });

  it('has as many cells as there are routes and roles', () => {
    expect(cells.length).toBeGreaterThan(250);
  });
});

describe('A key', () => {
  const list = '/api/v1/events';

  it.each(['expired', 'revoked'])('that is %s is worth nothing', async (role) => {
    const { status, body } = await server.ask<Problem>(list, { headers: bearer(role) });
    expect([status, body.type]).toEqual([401, '/docs/problems/unauthorized']);
  });

  it('is asked for with the scheme by which it is sent, in one shape', async () => {
    const good = keys.get('read')!;
    const answers = await Promise.all(
      [
        {},
        { authorization: `bearer ${good}` },
        { authorization: `Basic ${good}` },
        { authorization: good },
        { authorization: `Bearer  ${good}` },
        { authorization: `Bearer ${'x'.repeat(4_000)}` },
      ].map(async (headers) => server.ask<Problem>(list, { headers: headers as Record<string, string> })),
    );
    for (const { status, headers, body } of answers)
      expect([status, headers.get('www-authenticate'), Object.keys(body)]).toEqual([
        401,
        'Bearer realm="gigaledger"',
        ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
      ]);
    const inAddress = await server.ask<Problem>(`${list}?access_token=${good}`);
    expect(inAddress.status).toBe(401);
  });

  it('without the scope is told which it lacks, not that it is of another site', async () => {
    const { status, body } = await server.post<Problem>(list, party('x'), bearer('read'));
    expect([status, body.type, body.detail]).toEqual([
      403,
      '/docs/problems/out-of-scope',
      'this needs the scope record; the key "read" has read',
    ]);
  });

  it('opens nothing more by another way to write an address', async () => {
    for (const address of [
      '/api/v1/log//verify',
      '/api/v1/log/%76erify',
      '/api/v1/log/verify/',
      '/API/v1/log/verify',
      '//api/v1/log/verify',
      '/api/v1/./log/verify',
    ])
      for (const role of ['nobody', 'read']) {
        const { status } = await server.raw(address, { headers: bearer(role) });
        expect([address, role, status === 200]).toEqual([address, role, false]);
      }
    const overridden = {
      ...bearer('read'),
      'x-http-method-override': 'POST',
      'content-type': 'application/json',
    };
    expect((await server.raw(list, { headers: overridden })).status).toBe(200);
  });

  it('signs what it records, whatever the sender claims', async () => {
    const sent = { ...party('signed'), actor: 'somebody else' };
    const { body, status } = await server.record(sent, bearer('record'));
    expect(status).toBe(201);
    const { body: event } = await server.ask(`/api/v1/events/${body.events[0]!.id}`, {
      headers: bearer('read'),
    });
    expect(event.actor).toBe('record');
    const saved = await server.post('/api/v1/scenarios', { name: 'Late', edits: [] }, bearer('everything'));
    expect(saved.status).toBe(201);
    const { body: log } = await server.ask<{ events: { type: string; actor?: string }[] }>(
      `${list}?type=ScenarioSaved`,
      { headers: bearer('read') },
    );
    expect(log.events.map(({ actor }) => actor)).toEqual(['everything']);
  });

  it('keeps its own retries apart from those of others', async () => {
    const key = { 'idempotency-key': 'same' };
    expect((await server.record(party('mine'), { ...key, ...bearer('record') })).status).toBe(201);
    expect((await server.record(party('yours'), { ...key, ...bearer('everything') })).status).toBe(201);
    const again = await server.record(party('mine'), { ...key, ...bearer('record') });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is nowhere in what is kept, and its file is for its owner alone', () => {
    const file = join(server.folder, 'ledger.db.keys.json');
    const kept = readFileSync(file, 'utf8');
    for (const key of keys.values()) expect(kept).not.toContain(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const key of keys.values()) expect(key).toMatch(/^glk_[rsac]_[\w-]{43}_[0-9a-z]{6}$/);
  });

  it('ends what it has opened within seconds once it is revoked', async () => {
    const { key } = ring.create('listener', ['read'], null);
    const response = await fetch(`${server.url}${list}/stream`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(200);
    const ended = response.text().then(
      () => 'ended',
      () => 'ended',
    );
    ring.revoke('listener');
    expect(await Promise.race([ended, pause(6_000)])).toBe('ended');
  });

  it('ends what it has opened once the keys cannot be read, and goes on when they can', async () => {
    const { key } = ring.create('broken', ['read'], null);
    const headers = { authorization: `Bearer ${key}` };
    const file = join(server.folder, 'ledger.db.keys.json');
    const kept = readFileSync(file);
    const { body } = await fetch(`${server.url}${list}/stream`, { headers });
    const ended = body!.pipeTo(new WritableStream()).then(
      () => 'ended',
      () => 'ended',
    );
    writeFileSync(file, 'no keys');
    expect(await Promise.race([ended, pause(15_000)])).toBe('ended');
    writeFileSync(file, kept);
    expect((await server.ask(list, { headers })).status).toBe(200);
  });

  it('may ask so often and no more, and is told when to come again', async () => {
    // Of what may be asked ten times a second a busy machine, too, answers more than that.
    const ask = async () => server.ask<Problem>('/api/v1/webhooks', { headers: bearer('everything') });
    const answers = await Promise.all(Array.from({ length: 250 }, ask));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect([refused[0]!.body.type, refused[0]!.headers.get('retry-after')]).toEqual([
      '/docs/problems/too-many',
      '1',
    ]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
  });
});

const signIn = async (key: string): Promise<Response> =>
  fetch(`${server.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });

describe('The page', () => {
  it('asks whoever comes for a key, and shows nothing else', async () => {
    for (const address of ['/', '/deals', '/deals/x', '/assets/none.js']) {
      const response = await fetch(server.url + address);
      expect([address, response.status]).toEqual([address, 401]);
    }
    expect(await (await fetch(`${server.url}/`)).text()).toContain('<h1>Sign in</h1>');
  });

  it('signs in with a key and keeps a cookie that no script and no other site has', async () => {
    const answer = await signIn(keys.get('read')!);
    const { status, headers } = answer;
    expect([status, await answer.json()]).toEqual([200, { name: 'read', scopes: ['read'], expiresAt: null }]);
    const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
    expect(headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(keys.get('read'));
    const asked = { headers: { cookie } };
    expect((await server.ask('/api/v1/events', asked)).status).toBe(200);
    expect((await server.post('/api/v1/events', party('x'), { cookie })).status).toBe(403);
    expect((await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(
      204,
    );
    expect((await server.ask('/api/v1/events', asked)).status).toBe(401);
  });
});

describe('A file of the page, whose route takes two methods', () => {
  it.each(['GET', 'HEAD'] as const)('is had by whoever may read: %s', async (method) => {
    const planted = fastify();
    guardAccess(planted, { ring, publicRead: false });
    planted.route({ method: ['GET', 'HEAD'], url: '/assets/planted.js', handler: async () => 'script' });
    const url = await planted.listen({ port: 0, host: '127.0.0.1' });
    const ask = async (role: string): Promise<boolean> =>
      (await fetch(`${url}/assets/planted.js`, { method, headers: bearer(role) })).ok;
    expect([await ask('read'), await ask('record')]).toEqual([true, false]);
    await planted.close();
  });
});

describe('A pinned answer', () => {
  const pinned = '/api/v1/views/planted?effectiveAt=2026-01-01&knownAt=2026-01-01&atPosition=1';

  it.each([
    ['that everybody may read', true, 'nobody', 'public, max-age=86400, immutable'],
    ['that was asked for with a key', true, 'read', null],
    ['for keys alone', false, 'read', null],
  ] as const)('%s says whether others may keep it', async (_, publicRead, role, said) => {
    const planted = fastify();
    guardAccess(planted, { ring, publicRead });
    markImmutable(planted);
    planted.get('/api/v1/views/:view', async () => 'answer');
    const url = await planted.listen({ port: 0, host: '127.0.0.1' });
    const { status, headers } = await fetch(url + pinned, { headers: bearer(role) });
    expect([status, headers.get('cache-control')]).toEqual([200, said]);
    await planted.close();
  });
});

describe('The streams of a key', () => {
  it('are so many at once, and one more once one is closed', async () => {
    const { key } = ring.create('crowd', ['read'], null);
    const open = async (): Promise<{ response: Response; leave: () => void }> => {
      const leaving = new AbortController();
      const response = await fetch(`${server.url}/api/v1/events/stream`, {
        headers: { authorization: `Bearer ${key}` },
        signal: leaving.signal,
      });
      return { response, leave: () => leaving.abort() };
    };
    const opened = [];
    for (let count = 0; count < mostStreamsOfKey; count++) opened.push(await open());
    expect([...new Set(opened.map(({ response }) => response.status))]).toEqual([200]);
    const { response: refused } = await open();
    const problem = (await refused.json()) as Problem;
    expect([refused.status, refused.headers.get('retry-after'), problem.detail]).toEqual([
      429,
      '10',
      'the key "crowd" has 50 streams open: close one',
    ]);
    opened.pop()?.leave();
    const statusOfNext = async (): Promise<number> => {
      const next = await open();
      opened.push(next);
      return next.response.status;
    };
    await expect.poll(statusOfNext).toBe(200);
    for (const { leave } of opened) leave();
  });
});

describe('What anybody may read', () => {
  it('is the ledger, and not the numbers of the server', async () => {
    const planted = fastify();
    guardAccess(planted, { ring, publicRead: true });
    for (const url of ['/api/v1/events', '/metrics']) planted.get(url, async () => 'read');
    const address = await planted.listen({ port: 0, host: '127.0.0.1' });
    const statusOf = async (url: string, role: string): Promise<number> =>
      (await fetch(address + url, { headers: bearer(role) })).status;
    expect(await statusOf('/api/v1/events', 'nobody')).toBe(200);
    expect(await statusOf('/metrics', 'nobody')).not.toBe(200);
    expect(await statusOf('/metrics', 'read')).toBe(200);
    await planted.close();
  });
});

describe('Guessing', () => {
  it('is cut off after ten keys that are none', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 14; turn++) statuses.push((await signIn('glk_r_guess')).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await server.ask('/api/v1/events', { headers: bearer('read') })).status).toBe(200);
  });
});

describe('A route of which nobody has said what it needs', () => {
  it('keeps the server from starting', async () => {
    const planted = fastify();
    const guard = guardAccess(planted, openAccess());
    planted.get('/api/v1/planted', async () => 'open');
    await expect(guard.assertComplete()).rejects.toThrow('GET /api/v1/planted');
    await planted.close();
  });
});
