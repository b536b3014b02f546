import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scope } from '../../src/access/access-key.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { articleFacts } from '../article.js';
import { type Answer, type Problem, TestServer } from './http-server.js';

const base = '/api/v1';
const cut = 'effectiveAt=2026-06-30&knownAt=2026-06-30';
const questions = {
  view: `${base}/views/compute-capacity?timeline=quarter&from=2025-01-01&to=2029-12-31&${cut}`,
  changes: `${base}/changes?from=2025-12-01&to=2026-02-01&effectiveAt=2026-06-30`,
  reasons: `${base}/deals/deal-meta-capex-2026/why?${cut}`,
};
const asJob = { prefer: 'respond-async' };

type Headers = Readonly<Record<string, string>>;

/** Asks for a job, and looks at it until it has ended. */
const worked = async (server: TestServer, address: string, headers: Headers = {}): Promise<Answer> => {
  const started = await server.ask(address, { headers: { ...headers, ...asJob } });
  expect([started.status, started.headers.get('preference-applied')]).toEqual([202, 'respond-async']);
  for (;;) {
    const job = await server.ask(started.headers.get('location') ?? '', { headers: { ...headers } });
    if (!['waiting', 'running'].includes(String(job.body.status))) return job;
    await setTimeout(50);
  }
};

describe('A question asked as a job', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ publicRecord: true, work: { processes: 1 } });
  });
  afterAll(() => server.stop());

  it.each(Object.entries(questions))(
    'has the bytes of the answer that waiting gives: %s',
    async (_, address) => {
      const { text } = await worked(server, address);
      const waited = await server.ask(address);
      expect([waited.status, text.endsWith(`,"answer":${waited.text}}`)]).toEqual([200, true]);
    },
  );

  it('is refused as ever, and no job is started, where it cannot be read', async () => {
    const refused = [
      [`${base}/views/compute-capacities`, 404],
      [`${base}/views/compute-capacity?provider=nobody`, 400],
      [`${base}/views/compute-capacity?atPosition=999999`, 409],
      [`${base}/changes`, 400],
      [`${base}/deals/deal-none/why`, 404],
    ] as const;
    for (const [address, status] of refused) {
      const [now, later] = [
        await server.ask<Problem>(address),
        await server.ask<Problem>(address, { headers: asJob }),
      ];
      expect([address, later.status, later.body.detail]).toEqual([address, status, now.body.detail]);
    }
  });

  it('is worked on by nobody in other forms than JSON, and where only its head is asked for', async () => {
    const csv = await server.ask(`${base}/views/labs.csv`, { headers: asJob });
    const head = await server.ask(`${base}/views/labs`, { method: 'HEAD', headers: asJob });
    expect([csv.status, head.status]).toEqual([200, 200]);
  });

  it('can be called off', async () => {
    const long = `${base}/views/flows?timeline=month&from=1990-01-01&to=2039-12-31&${cut}`;
    const { headers } = await server.ask(long, { headers: asJob });
    const { body } = await server.ask(headers.get('location') ?? '', { method: 'DELETE' });
    expect(body.status).toBe('cancelled');
  });
});

describe('Whose job it is', () => {
  const roles: Readonly<Record<string, readonly Scope[]>> = {
    reader: ['read'],
    trusted: ['read', 'confidential'],
    recorder: ['record'],
  };
  const secret = 'veiled-letter';
  const address = `${base}/views/compute-capacity?by=tranche&effectiveAt=2025-11-30`;
  const keys = new Map<string, string>();
  const as = (role: string): Record<string, string> =>
    keys.has(role) ? { authorization: `Bearer ${keys.get(role)}` } : {};
  let server: TestServer;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'http-'));
    const ring = new KeyRing(new KeyFile(join(folder, 'ledger.db.keys.json')));
    const all: readonly Scope[] = ['read', 'record', 'confidential'];
    keys.set('author', ring.create('author', all, null).key);
    for (const [role, scopes] of Object.entries(roles)) keys.set(role, ring.create(role, scopes, null).key);
    server = await TestServer.start({ folder, confidential: true, publicRead: true });
    expect((await server.post(`${base}/events`, articleFacts, as('recorder'))).status).toBe(201);
    const body = {
      layer: 'chips',
      provider: 'amd',
      consumer: 'openai',
      power: '777 MW',
      basis: 'it',
      bindingness: 'firm',
    };
    const told = {
      effectiveOn: '2025-11-03',
      knownOn: '2025-11-03',
      source: { title: 'A data room', kind: 'own' },
    };
    const event = {
      ...told,
      stream: 'deal-openai-amd-2025',
      type: 'CapacityCommitted',
      body: { tranche: secret, ...body },
    };
    expect((await server.post(`${base}/events`, event, as('author'))).status).toBe(201);
  });
  afterAll(() => server.stop());

  it('is that of whoever may read, without the right to simulate', async () => {
    const { body } = await worked(server, address, as('reader'));
    expect([body.status, JSON.stringify(body).includes(secret)]).toEqual(['done', false]);
    const scenario = await server.post(`${base}/scenarios/run`, {}, { ...as('reader'), ...asJob });
    expect(scenario.status).toBe(403);
  });

  it('holds what is confidential for whoever has that right, and is not there for anybody else', async () => {
    const { body, text } = await worked(server, address, as('trusted'));
    expect(text).toContain(secret);
    const looked = ['reader', 'nobody', 'recorder'].map(async (role) => {
      const job = `${base}/jobs/${String(body.id)}`;
      const [found, called] = await Promise.all([
        server.ask(job, { headers: as(role) }),
        server.ask(job, { method: 'DELETE', headers: as(role) }),
      ]);
      return [role, found.status, called.status];
    });
    expect(await Promise.all(looked)).toEqual([
      ['reader', 404, 404],
      ['nobody', 401, 401],
      ['recorder', 403, 403],
    ]);
  });

  it('is nobody’s where anybody may read without a key: they wait', async () => {
    const { status, text } = await server.ask(address, { headers: asJob });
    expect([status, text.includes(secret)]).toEqual([200, false]);
  });
});
