import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/access/access-key.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { articleFacts } from '../article.js';
import { description } from './http-described.js';
import { type Problem, type Recording, TestServer } from './http-server.js';
import { Receiver } from './receiver.js';

/** Whatever of it is found anywhere has leaked. */
const secret = /veiled|quartz|7654321987|7,654,321,987|777\s?MW|777000|cobalt/i;
const source = { title: 'A veiled data room', kind: 'own', url: 'https://example.org/quartz' };
const told = { effectiveOn: '2025-11-03', knownOn: '2025-11-03', source, quote: 'The moon pays in cobalt.' };
const secretDeal = 'deal-quartz-veiled-2025';
const secretFacts = [
  {
    stream: 'party-quartz',
    type: 'PartyRegistered',
    body: { name: 'Veiled Quartz Holdings', kind: 'company' },
  },
  {
    ...told,
    stream: secretDeal,
    type: 'DealAnnounced',
    body: {
      title: 'Veiled Quartz buys from AMD',
      kind: 'chip-supply',
      stage: 'signed',
      parties: [
        { party: 'quartz', role: 'customer' },
        { party: 'amd', role: 'supplier' },
      ],
    },
  },
  {
    ...told,
    stream: secretDeal,
    type: 'PaymentCommitted',
    body: {
      payment: 'quartz-fee',
      from: 'quartz',
      to: 'amd',
      kind: 'services',
      amount: '7654321987 USD',
      bindingness: 'firm',
    },
  },
  {
    ...told,
    stream: 'deal-openai-amd-2025',
    type: 'CapacityCommitted',
    body: {
      tranche: 'veiled-letter',
      layer: 'chips',
      provider: 'amd',
      consumer: 'openai',
      power: '777 MW',
      basis: 'it',
      bindingness: 'firm',
    },
  },
  { ...told, stream: 'deal-openai-aws-2025', type: 'DealAmended', body: { terms: 'Payable in cobalt.' } },
];

const roles: Readonly<Record<string, readonly Scope[]>> = {
  read: ['read'],
  simulate: ['read', 'simulate'],
  record: ['read', 'record'],
  admin: ['admin'],
  everything: ['read', 'record', 'simulate', 'admin'],
  trusted: ['read', 'record', 'simulate', 'admin', 'confidential'],
};
const others = ['nobody', ...Object.keys(roles).filter((role) => role !== 'trusted')];

const logged: string[] = [];
const keys = new Map<string, string>();
let server: TestServer;
let receiver: Receiver;
let secretIds: string[];
let publicIds: string[];
let head: number;

const bearer = (role: string): Record<string, string> =>
  keys.has(role) ? { authorization: `Bearer ${keys.get(role)}` } : {};

interface Left {
  status: number;
  headers: Headers;
  /** All that came, as text; a compressed file byte by byte. */
  text: string;
}

/** Whoever asks too often waits, as a program would. */
const ask = async (role: string, address: string, init: RequestInit = {}): Promise<Left> => {
  for (;;) {
    const headers = { ...bearer(role), ...(init.headers as Record<string, string>) };
    const response = await fetch(server.url + address, { ...init, headers });
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    if (response.status !== 429) return { status: response.status, headers: response.headers, text };
    await setTimeout(1_000);
  }
};

const post = (role: string, address: string, body: unknown): Promise<Left> =>
  ask(role, address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(body),
  });

const record = async (role: string, events: unknown, query = ''): Promise<Recording> => {
  const { status, text } = await post(role, `/api/v1/events${query}`, events);
  if (status !== 201) throw new Error(text);
  return JSON.parse(text) as Recording;
};

/** All of an answer in which something could stand. */
const everythingOf = ({ headers, text }: Left): string => `${[...headers].join('\n')}\n${text}`;

/** What names it and nothing else. */
const unknown = [
  `/api/v1/deals/${secretDeal}`,
  `/api/v1/deals/${secretDeal}/history`,
  `/api/v1/deals/${secretDeal}/why?measure=headlineKw`,
  '/api/v1/parties/quartz',
  `/api/v1/events?stream=${secretDeal}`,
  '/api/v1/views/obligations?payer=quartz',
  `/api/v1/views/compute-capacity?deal=${secretDeal}`,
];
let before: Awaited<ReturnType<typeof refusalAt>>[];

/** All of a refusal but what names the request; an id in it is left out. */
const refusalAt = async (address: string, id = 'none'): Promise<{ status: number; problem: object }> => {
  const { status, text } = await ask('read', address);
  const { requestId: _, ...problem } = JSON.parse(text.replaceAll(id, 'ID')) as Problem;
  return { status, problem };
};

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'http-'));
  const ring = new KeyRing(new KeyFile(join(folder, 'ledger.db.keys.json')));
  for (const [role, scopes] of Object.entries(roles)) keys.set(role, ring.create(role, scopes, null).key);
  receiver = await Receiver.start();
  server = await TestServer.start({
    folder,
    confidential: true,
    publicRead: true,
    webhookAllow: ['127.0.0.1'],
    journal: { write: (line) => logged.push(line) },
  });
  publicIds = (await record('record', articleFacts)).events.map(({ id }) => id);
  head = publicIds.length;
  const hook = { url: receiver.url(), type: 'DealAmended' };
  expect(await post('admin', '/api/v1/webhooks', hook)).toMatchObject({ status: 201 });
  before = await Promise.all(unknown.map((address) => refusalAt(address)));
  secretIds = (await record('trusted', secretFacts)).events.map(({ id }) => id);
  // Positions that are secret to some are public events to others; they bring no new name.
  const shares = secretFacts.map((_, index) => ({
    ...told,
    source: { title: 'A tracker', kind: 'tracker' },
    quote: undefined,
    stream: 'market-cloud',
    type: 'ShareReported',
    body: { publisher: 'unnamed-analyst', party: 'aws', period: `202${index}-Q1`, share: '20%' },
  }));
  await record('record', shares);
});
afterAll(async () => {
  await server?.stop();
  await receiver?.stop();
});

const views = ['compute-capacity', 'obligations', 'flows', 'exposure', 'ownership', 'market-share'];

/** What a parameter of an address is filled in with. */
const values: Readonly<Record<string, string>> = {
  view: 'compute-capacity',
  name: 'compute-capacity',
  kind: 'not-found',
};
const idsOn = (template: string): string[] => {
  if (template.includes('/deals/')) return ['deal-openai-amd-2025', 'deal-openai-aws-2025'];
  if (template.includes('/parties/')) return ['amd'];
  return [publicIds[0]!];
};

/** Those that never end are listened to by themselves. */
const isEndless = (template: string): boolean =>
  /\/stream$|\/jobs\/|\/watches\/[^/]+\/events$/.test(template);

const filled = (template: string): string[] => {
  const [, name] = /\{(\w+)\}/.exec(template) ?? [];
  if (name === undefined) return [template];
  const chosen = values[name];
  return (chosen === undefined ? idsOn(template) : [chosen]).map((value) =>
    template.replace(`{${name}}`, value),
  );
};

const getRoutes = (): string[] =>
  Object.entries(description.paths)
    // Of pictures one: the others are drawn of what their .svg shows, and take a second each.
    .filter(([template]) => !template.endsWith('.png') || template.endsWith('/compute-capacity.png'))
    .filter(([template, methods]) => 'get' in methods && !isEndless(template))
    .flatMap(([template]) => filled(template));

/** Pinned to a place that both logs have, so that an answer remembered for one could be given to another. */
const pinned = (): string[] =>
  views.map(
    (view) =>
      `/api/v1/views/${view}?effectiveAt=2025-11-30&knownAt=2025-11-30&atPosition=${head + secretFacts.length}`,
  );

const screens = [
  '/',
  '/deals',
  `/deals/${'deal-openai-amd-2025'}`,
  '/feed.atom',
  '/datapackage.json',
  '/metrics',
];

describe('What is confidential', () => {
  it('is folded in for those with the right, and flagged', async () => {
    const capacity = await ask('trusted', '/api/v1/views/compute-capacity?by=tranche');
    expect(capacity.headers.get('gigaledger-confidential')).toBe('true');
    expect(capacity.headers.get('cache-control')).toBe('no-store, private');
    const { confidential, rows } = JSON.parse(capacity.text) as {
      confidential: boolean;
      rows: { tranche: string; flags: string[] }[];
    };
    expect(confidential).toBe(true);
    expect(rows.filter(({ flags }) => flags.includes('confidential')).map(({ tranche }) => tranche)).toEqual([
      'deal-openai-amd-2025/veiled-letter',
      // Its deal was amended in confidence.
      'deal-openai-aws-2025/all',
    ]);
    const event = await ask('trusted', `/api/v1/events/${secretIds[0]}`);
    expect(JSON.parse(event.text)).toMatchObject({ confidential: true, actor: 'trusted' });
  });

  it('is found by the search wherever those with the right look', async () => {
    const addresses = [
      '/api/v1/events',
      '/api/v1/events.ndjson',
      '/api/v1/deals',
      `/api/v1/deals/${secretDeal}`,
      `/api/v1/deals/${secretDeal}/history`,
      '/api/v1/parties.csv',
      '/api/v1/views/obligations.csv?by=payment',
      '/api/v1/views/obligations.svg?by=payer',
      '/api/v1/views/compute-capacity.md?by=tranche',
      '/feed.atom',
    ];
    for (const address of addresses) {
      const { status, text } = await ask('trusted', address);
      expect([address, status, secret.test(text)]).toEqual([address, 200, true]);
    }
  });

  it('says so in every file that is made of it', async () => {
    for (const [address, says] of [
      ['obligations.csv', '# confidential: not for the public'],
      ['obligations.md', '- confidential: not for the public'],
      ['obligations.ndjson', '"confidential":true'],
      ['obligations.svg', 'Confidential: facts that are not public are folded in.'],
    ])
      expect((await ask('trusted', `/api/v1/views/${address}`)).text).toContain(says);
  });

  it.each(others)(
    'leaves by no address of the description: %s',
    async (role) => {
      for (const address of [...getRoutes(), ...pinned(), ...screens]) {
        // First whoever may see it: what is remembered of that must be for nobody else.
        const full = role === others[0] || role === 'read' ? await ask('trusted', address) : undefined;
        const tag = full?.headers.get('etag');
        const given = await ask(role, address, tag ? { headers: { 'if-none-match': tag } } : {});
        expect([address, given.status >= 500, secret.exec(everythingOf(given))?.[0]]).toEqual([
          address,
          false,
          undefined,
        ]);
        expect(given.headers.get('gigaledger-confidential')).toBeNull();
        // What only others have seen is never said to be what there is.
        if (given.status === 304) expect((await ask(role, address)).text).toBe(full!.text);
      }
    },
    120_000,
  );

  it('is as unknown as it was before it was recorded, letter by letter', async () => {
    for (const [index, address] of unknown.entries())
      expect([address, await refusalAt(address)]).toEqual([address, before[index]]);
    const ids = [secretIds[0]!, '00000000-0000-4000-8000-00000000dead'];
    const [one, other] = await Promise.all(ids.map((id) => refusalAt(`/api/v1/events/${id}`, id)));
    expect(one).toEqual(other);
    expect(before.map(({ status }) => status)).toEqual([404, 404, 400, 404, 400, 400, 400]);
  });

  it('is what a name that is nearly right leads to for those with the right, and for nobody else', async () => {
    const deal = 'deal-quarz-veild-2025';
    const delay = { op: 'delay', target: deal, months: 3 };
    const questions = [
      `/api/v1/deals/${deal}`,
      '/api/v1/parties/quarz',
      '/api/v1/views/obligations?payer=quarz',
      `/api/v1/views/compute-capacity?deal=${deal}`,
    ];
    const orders: [string, unknown][] = [
      ['/api/v1/scenarios/run', { edits: [delay], views: [{ view: 'compute-capacity' }] }],
      ['/api/v1/scenarios', { name: 'Nearly', edits: [delay] }],
      [
        '/api/v1/events?dryRun=true',
        { stream: 'deal-openai-amd-2025', type: 'PartyJoined', body: { party: 'quarz', role: 'customer' } },
      ],
      ['/api/v1/events?dryRun=true', { stream: deal, type: 'DealAmended', body: { terms: 'x' } }],
    ];
    const hintsFor = async (role: string): Promise<string[]> => {
      const asked = questions.map((address) => ask(role, address));
      const sent = orders.map(([address, body]) => post(role, address, body));
      const answers = await Promise.all([...asked, ...sent]);
      return answers.flatMap((answer) => secret.exec(everythingOf(answer))?.[0] ?? []);
    };
    expect((await hintsFor('trusted')).length).toBeGreaterThan(2);
    for (const role of others) expect([role, await hintsFor(role)]).toEqual([role, []]);
  });

  it('is in no error that a public writer gets', async () => {
    const attempts = [
      { stream: secretDeal, type: 'DealAmended', body: { terms: 'x' } },
      { ...secretFacts[0], body: { name: 'Other', kind: 'company' } },
      {
        stream: 'deal-openai-amd-2025',
        type: 'CapacityRescheduled',
        body: { tranche: 'veiled-lettr', due: '2027' },
      },
    ];
    const [amended, registered, rescheduled] = await Promise.all(
      attempts.map((event) => post('record', '/api/v1/events?dryRun=true', event)),
    );
    expect(amended!.status).toBe(409);
    expect(registered!.status).toBe(200);
    expect(rescheduled!.text).not.toContain('veiled-letter');
    expect(amended!.text).not.toMatch(/cobalt|holdings/i);
  });

  it('is heard on no public stream, and on those with the right it is', async () => {
    const listen = async (role: string, until: RegExp): Promise<string> => {
      const leaving = new AbortController();
      const { body } = await fetch(`${server.url}/api/v1/events/stream`, {
        headers: bearer(role),
        signal: leaving.signal,
      });
      let heard = '';
      for await (const chunk of body!) {
        heard += Buffer.from(chunk).toString('utf8');
        if (until.test(heard)) break;
      }
      leaving.abort();
      return heard;
    };
    const hearing = Promise.all([listen('read', /the-last-word/), listen('trusted', /the-last-word/)]);
    await record('trusted', {
      ...told,
      stream: secretDeal,
      type: 'DealAmended',
      body: { terms: 'More cobalt.' },
    });
    await record('record', {
      stream: 'deal-openai-aws-2025',
      type: 'DealAmended',
      body: { terms: 'the-last-word' },
    });
    const [publicly, confidentially] = await hearing;
    expect(publicly).not.toMatch(secret);
    expect(confidentially).toMatch(secret);
  });

  it('is in no message of a webhook, and none is taken over it', async () => {
    const [message] = await receiver.after(1);
    expect(message!.body).toContain('the-last-word');
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(secret);
    for (const address of ['/api/v1/webhooks', '/api/v1/watches']) {
      const refused = await post('trusted', address, { url: receiver.url() });
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('facts=public')]);
    }
  });

  it('is in no job and no scenario of others', async () => {
    const scenario = {
      edits: [{ op: 'scale', target: 'deal-openai-amd-2025/veiled-letter', toBp: 5_000 }],
      views: [{ view: 'compute-capacity', by: 'tranche' }],
    };
    const { edits } = scenario;
    const saved = await post('trusted', '/api/v1/scenarios', { name: 'Veiled plan', edits });
    const run = await post('trusted', '/api/v1/scenarios/run', scenario);
    expect(JSON.parse(run.text)).toMatchObject({ confidential: true });
    expect(run.text).toMatch(secret);
    expect([saved.status, (await ask('read', '/api/v1/scenarios')).text]).toEqual([
      201,
      expect.not.stringMatching(secret),
    ]);
    const blind = await post('simulate', '/api/v1/scenarios/run', { views: scenario.views, edits: [] });
    expect([blind.status, secret.test(blind.text)]).toEqual([200, false]);
  });

  it('is in a job for those with the right, and there is no such job for others', async () => {
    const scenario = { edits: [], views: [{ view: 'compute-capacity', by: 'tranche' }] };
    const started = await ask('trusted', '/api/v1/scenarios/run', {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'respond-async' },
      body: JSON.stringify(scenario),
    });
    expect([started.status, started.headers.get('gigaledger-confidential')]).toEqual([202, 'true']);
    const { id } = JSON.parse(started.text) as { id: string };
    const job = `/api/v1/jobs/${id}`;
    const patience = { timeout: 60_000, interval: 100 };
    await expect.poll(async () => secret.test((await ask('trusted', job)).text), patience).toBe(true);
    for (const role of ['simulate', 'everything'])
      for (const [method, address] of [
        ['GET', job],
        ['GET', `${job}/events`],
        ['DELETE', job],
      ] as const) {
        const refused = await ask(role, address, { method });
        expect([role, method, refused.status, secret.test(everythingOf(refused))]).toEqual([
          role,
          method,
          404,
          false,
        ]);
      }
    expect(JSON.parse((await ask('trusted', job)).text)).toMatchObject({ status: 'done' });
  });

  it('is told to no assistant without the right', async () => {
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call' };
    const params = { name: 'what_is_firm', arguments: {} };
    const { status, text } = await post('simulate', '/mcp', { ...call, params });
    expect([status, secret.test(text)]).toEqual([200, false]);
  });

  it('is recorded as what it is, unless it is said to be for everybody', async () => {
    const party = (slug: string): object => ({
      stream: `party-${slug}`,
      type: 'PartyRegistered',
      body: { name: slug, kind: 'company' },
    });
    await record('trusted', party('quartz-two'));
    await record('trusted', party('plain'), '?facts=public');
    const { text } = await ask('read', '/api/v1/parties');
    expect([text.includes('"plain"'), secret.test(text)]).toEqual([true, false]);
    const refused = await post('record', '/api/v1/events?facts=confidential', party('quartz-three'));
    expect(refused.status).toBe(403);
    expect((await ask('trusted', '/api/v1/parties?facts=public')).text).not.toMatch(secret);
  });

  it('stands under a banner on the page, for nobody else', async () => {
    const banner = '<p class="confidential" role="note">';
    const pages = await Promise.all(['trusted', 'read', 'nobody'].map((role) => ask(role, '/')));
    expect(pages.map(({ status, text }) => [status, text.includes(banner)])).toEqual([
      [200, true],
      [200, false],
      [200, false],
    ]);
  });

  it('is shown to whoever has signed in with the right, and to nobody else', async () => {
    const signIn = async (role: string): Promise<string> => {
      const response = await post('nobody', '/session', { key: keys.get(role) });
      return response.headers.get('set-cookie')!.split(';')[0]!;
    };
    for (const [role, sees] of [
      ['trusted', true],
      ['read', false],
    ] as const) {
      const cookie = await signIn(role);
      const { text } = await ask('nobody', '/api/v1/parties', { headers: { cookie } });
      expect([role, secret.test(text)]).toEqual([role, sees]);
    }
  });

  it('is in no line of the log', () => {
    expect(logged.length).toBeGreaterThan(100);
    expect(logged.filter((line) => secret.test(line))).toEqual([]);
  });
});

describe('A server without a place for confidential facts', () => {
  it('takes none from a key that is for them, and none is served without keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'http-'));
    const ring = new KeyRing(new KeyFile(join(folder, 'ledger.db.keys.json')));
    await expect(TestServer.start({ folder, confidential: true })).rejects.toThrow('no access keys');
    const { key } = ring.create('trusted', ['read', 'record', 'confidential'], null);
    const plain = await TestServer.start({ folder });
    const headers = { authorization: `Bearer ${key}` };
    const refused = await plain.record<Problem>(secretFacts[0], headers);
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      expect.stringContaining('CONFIDENTIAL_STORE'),
    ]);
    expect((await plain.record(secretFacts[0], headers, '?facts=public')).status).toBe(201);
    await plain.stop();
  });
});
