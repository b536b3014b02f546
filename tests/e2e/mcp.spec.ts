import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/access/access-key.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';
import { TestServer } from './http-server.js';

type Told = Record<string, unknown>;
interface ToldRow extends Told {
  rests?: string[];
}
interface ToldAnswer extends Told {
  rows: ToldRow[];
  totals: ToldRow[];
  sources: { event: string; title?: string; quote?: string }[];
}
interface Called {
  isError: boolean;
  text: string;
  answer: ToldAnswer;
}

const place = workplace();
const client = new Client({ name: 'a client of others', version: '1.0.0' });
beforeAll(async () => {
  expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0);
  await client.connect(new StdioClientTransport(place.command(['mcp'])));
});
afterAll(async () => {
  await client.close();
  place.remove();
});

const callBy = async (by: Client, name: string, given: Told): Promise<Called> => {
  const { content, structuredContent, isError = false } = await by.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { isError: isError as boolean, text, answer: structuredContent as ToldAnswer };
};
const call = async (name: string, given: Told): Promise<Called> => callBy(client, name, given);

const then = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const words = (entry: Told | undefined, name: string): unknown => (entry?.[name] as Told | undefined)?.words;

describe('The assistants’ door on stdio', () => {
  it('has a handful of tools, named like the questions, that only read', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'what_is_firm',
      'what_was_believed',
      'what_changed',
      'what_if',
      'why_this_number',
      'find_deal',
      'record_draft',
    ]);
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    expect(tools.filter(({ description = '' }) => description.length < 40)).toEqual([]);
  });

  it('says the same structured and as text, in fewer than 20,000 characters', async () => {
    for (const [name, given] of [
      ['what_was_believed', { view: 'flows', ...then }],
      ['what_changed', { from: '2025-01-01', to: '2025-11-30' }],
      ['find_deal', {}],
    ] as const) {
      const { text, answer } = await call(name, given);
      expect(JSON.parse(text)).toEqual(answer);
      expect(text.length + JSON.stringify(answer).length).toBeLessThan(20_000);
    }
  });

  it('cuts what is long, and says how much it left off', async () => {
    const { answer } = await call('what_was_believed', {
      view: 'compute-capacity',
      ...then,
      parameters: { timeline: 'month', by: 'provider,consumer,deal' },
    });
    expect(answer.leftOff).toMatchObject({ rows: expect.any(Number) as number });
    expect(JSON.stringify(answer).length).toBeLessThan(10_000);
  });

  it('answers what can not be asked with every fault, and goes on', async () => {
    const { isError, text } = await call('what_is_firm', { provider: 'amdd' });
    expect([isError, text]).toEqual([true, expect.stringContaining('the nearest is "amd"')]);
    expect((await call('what_is_firm', { layer: 'clouds' })).isError).toBe(true);
    expect((await call('find_deal', { deal: 'deal-nobody' })).text).toContain('there is no deal');
  });

  it('lists deals and views as resources, and reads them', async () => {
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    expect(uris).toContain('gigaledger://deals/deal-openai-amd-2025');
    const { contents } = await client.readResource({ uri: 'gigaledger://views/compute-capacity' });
    expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ view: 'compute-capacity' });
  });
});

const draft = {
  stream: 'deal-openai-amd-2025',
  type: 'StageReached',
  effectiveOn: '2025-11-20',
  knownOn: '2025-11-20',
  source: { title: 'A note', kind: 'own' },
  body: { stage: 'financed' },
};

describe('A draft', () => {
  const count = async (): Promise<number> =>
    (await place.run(['log', '--json', '--limit', '1000'])).stdout.trimEnd().split('\n').length;

  it('is tried and not recorded, whatever is asked', async () => {
    const { answer } = await call('record_draft', { events: [draft], record: true });
    expect(answer).toMatchObject({ recorded: false, events: [{ stream: 'deal-openai-amd-2025' }] });
    expect(await count()).toBe(articleFacts.length);
  });

  it('is recorded where that was allowed, and asked for', async () => {
    const allowed = new Client({ name: 'one that may', version: '1.0.0' });
    await allowed.connect(new StdioClientTransport(place.command(['mcp', '--allow-record'])));
    const { tools } = await allowed.listTools();
    expect(tools.find(({ name }) => name === 'record_draft')!.annotations).toMatchObject({
      readOnlyHint: false,
    });
    expect((await callBy(allowed, 'record_draft', { events: [draft] })).answer.recorded).toBe(false);
    expect(await count()).toBe(articleFacts.length);
    const { answer } = await callBy(allowed, 'record_draft', { events: [draft], record: true });
    await allowed.close();
    expect(answer.recorded).toBe(true);
    expect(await count()).toBe(articleFacts.length + 1);
  });

  it('that breaks a rule says which', async () => {
    const wrong = { ...draft, type: 'CapacityRescheduled', body: { tranche: 'nowhere', due: '2027' } };
    const { isError, text } = await call('record_draft', { events: [wrong] });
    expect([isError, text]).toEqual([true, expect.stringContaining('nowhere')]);
  });
});

/** Questions of the handbook, each read off what a tool answers and nothing else. */
describe('From tool answers alone', () => {
  const capacity = async (given: Told): Promise<ToldAnswer> =>
    (await call('what_is_firm', { ...then, ...given })).answer;
  const view = async (name: string, parameters: Record<string, string> = {}): Promise<ToldAnswer> =>
    (await call('what_was_believed', { view: name, ...then, parameters })).answer;

  it('1. how many gigawatts are promised: at least 16', async () => {
    const { totals } = await capacity({ layer: 'chips' });
    expect(words(totals[0], 'headlineKw')).toBe('≥ 16 GW');
  });
  it('2. how many draw power: nobody knows, which is not none', async () => {
    const { totals } = await capacity({ layer: 'chips' });
    expect(totals[0]!.energizedKw ?? null).toMatchObject({ words: 'unknown', point: null });
  });
  it('3. how much of what NVIDIA announced is firm: nothing', async () => {
    const { rows } = await capacity({ provider: 'nvidia' });
    expect([words(rows[0], 'headlineKw'), words(rows[0], 'firmKw')]).toEqual(['≥ 10 GW', '0']);
  });
  it('4. what is contracted with AWS, and who says so: $38B', async () => {
    const { totals, sources } = await view('obligations', { payee: 'aws' });
    expect(words(totals[0], 'committedUsCents')).toBe('$38B');
    expect(sources[0]!.title).toBeTruthy();
  });
  it('5. how much hangs on gigawatts to come: up to $100B', async () => {
    const { totals } = await view('obligations', { payer: 'nvidia' });
    expect(words(totals[0], 'conditionalUsCents')).toBe('$0–100B');
  });
  it('6. what is all of OpenAI worth by Microsoft’s part: about $500B', async () => {
    const { rows } = await view('ownership', { issuer: 'openai' });
    expect(words(rows[0], 'impliedWholeUsCents')).toBe('~$500B');
  });
  it('7. how concentrated is the cloud: at 1,426, others 32 to 36 %', async () => {
    const { totals } = await view('market-share');
    expect([words(totals[0], 'hhi'), words(totals[0], 'othersBp')]).toEqual(['~1,426', '32–36%']);
  });
  it('8. what was believed on 1 September 2025: nothing of it', async () => {
    const { answer } = await call('what_is_firm', { effectiveAt: '2025-09-01', knownAt: '2025-09-01' });
    expect(answer.rows).toEqual([]);
  });
  it('9. what if the deal with AMD falls: 6 of 16 gigawatts are gone', async () => {
    const { answer } = await call('what_if', {
      edits: [{ op: 'cancel', target: 'deal-openai-amd-2025' }],
      views: [{ view: 'compute-capacity', layer: 'chips', ...then }],
    });
    const total = (answer.moved as Told[]).find(({ total: isTotal }) => isTotal);
    expect(total!.headlineKw).toEqual({ before: '≥ 16 GW', after: '≥ 10 GW', change: '−6 GW (−37.5%)' });
    expect(answer.hypothetical).toBe(true);
  });
  it('10. why: by which event, of which source', async () => {
    const { answer } = await call('why_this_number', { deal: 'deal-openai-aws-2025', ...then });
    const numbers = answer.numbers as (ToldRow & { measure: string })[];
    const committed = numbers.find(({ measure }) => measure === 'committedUsCents')!;
    const behind = (answer.sources as unknown as { id: string; source?: Told }[]).filter(({ id }) =>
      committed.rests!.includes(id),
    );
    expect(behind[0]!.source).toMatchObject({ title: expect.any(String) as string });
  });
  it('11. which deal is it that IREN has: found by its words', async () => {
    const { answer } = await call('find_deal', { words: 'microsoft iren', ...then });
    expect((answer.deals as unknown as { deal: string }[]).map(({ deal }) => deal)).toEqual([
      'deal-microsoft-iren-2025',
    ]);
  });
  it('12. what became known in autumn: events, and the numbers they moved, in words', async () => {
    const { answer } = await call('what_changed', {
      from: '2025-09-01',
      to: '2025-11-30',
      views: 'compute-capacity',
    });
    expect((answer.events as unknown[]).length).toBeGreaterThan(0);
    const moved = answer.moved as { measure: string; keys: Told; inWords: { from: string; to: string } }[];
    const amd = moved.find(({ measure, keys }) => measure === 'headlineKw' && keys.provider === 'amd');
    expect(amd!.inWords).toEqual({ from: '–', to: '6 GW' });
    expect(answer.sources.length).toBeGreaterThan(0);
  });
});

describe('The assistants’ door over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await server.record(articleFacts);
  });
  afterAll(() => server.stop());

  const askTools = async (headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });

  it('answers the same tools to the protocol’s own client', async () => {
    const over = new Client({ name: 'a client of others', version: '1.0.0' });
    await over.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)));
    expect((await over.listTools()).tools.map(({ name }) => name)).toContain('why_this_number');
    const { answer } = await callBy(over, 'what_is_firm', { provider: 'amd', ...then });
    expect(words(answer.rows[0], 'headlineKw')).toBe('6 GW');
    const drafted = await callBy(over, 'record_draft', { events: [draft], record: true });
    expect(drafted.answer.recorded).toBe(false);
    await over.close();
  });

  it('refuses a page of another origin, and what is no JSON', async () => {
    expect((await askTools({})).status).toBe(200);
    expect((await askTools({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await askTools({ 'content-type': 'text/plain' })).status).toBe(415);
  });

  // The last of these tests: from the first key on every address asks for one.
  it('records for a key that may record, in its name, and for no other', async () => {
    const ring = new KeyRing(new KeyFile(join(server.folder, 'ledger.db.keys.json')));
    const drafted = async (name: string, scopes: readonly Scope[]): Promise<unknown> => {
      const authorization = `Bearer ${ring.create(name, scopes, null).key}`;
      const over = new Client({ name, version: '1.0.0' });
      const requestInit = { headers: { authorization } };
      await over.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit }));
      const { answer } = await callBy(over, 'record_draft', { events: [draft], record: true });
      await over.close();
      const { body } = await server.ask<{ events: { type: string; actor?: string }[] }>(
        '/api/v1/events?limit=1000',
        { headers: { authorization } },
      );
      const recorded = body.events;
      return [answer.recorded, recorded.filter(({ type }) => type === draft.type).map(({ actor }) => actor)];
    };
    expect(await drafted('a reader', ['read', 'simulate'])).toEqual([false, []]);
    expect(await drafted('an editor', ['read', 'simulate', 'record'])).toEqual([true, ['an editor']]);
  });
});
