import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCsv } from '../../src/sheets/view.js';
import type { ViewAnswer } from '../../src/simulator/answer/view-answer.js';
import { articleFacts } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

interface Catalogue {
  views: {
    name: string;
    parameters: { name: string; says: string; oneOf?: string[]; of?: string[] }[];
    dimensions: string[];
    measures: string[];
  }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const pinned = 'effectiveAt=2025-11-30&knownAt=2025-11-30&atPosition=24';

describe('the catalogue of views', () => {
  it('tells of each view what may be asked and what it means', async () => {
    const { body } = await server.ask<Catalogue>('/api/v1/views');
    const names = body.views.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['compute-capacity', 'market-share', 'obligations', 'ownership']),
    );
    for (const { parameters } of body.views) expect(parameters.filter(({ says }) => says === '')).toEqual([]);
    const policy = body.views[0]!.parameters.find(({ name }) => name === 'policy');
    expect(policy?.oneOf).toEqual(['primary', 'latest', 'lowest', 'highest']);
  });

  it('lists every parameter that a view takes, and only those', async () => {
    const { body } = await server.ask<Catalogue>('/api/v1/views');
    for (const { name, parameters } of body.views) {
      for (const { name: parameter, oneOf, of } of parameters) {
        const asked = new URLSearchParams({ ...(of && { of: of[0]! }), [parameter]: oneOf?.[0] ?? '~' });
        const { body: answer } = await server.ask<Problem>(`/api/v1/views/${name}?${asked.toString()}`);
        expect([
          name,
          parameter,
          answer.errors?.filter(({ detail }) => detail.includes('is not a parameter')) ?? [],
        ]).toEqual([name, parameter, []]);
      }
    }
  });
});

describe('a view over HTTP', () => {
  it('answers with its question, both dates, the position and the hash', async () => {
    const { body } = await server.ask(`/api/v1/views/compute-capacity?by=provider,layer&${pinned}`);
    expect(body).toMatchObject({
      view: 'compute-capacity',
      effectiveAt: '2025-11-30',
      knownAt: '2025-11-30',
      position: 24,
      policy: 'primary',
      question: { by: 'provider,layer' },
    });
    expect(body.viewHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the same bytes for the question that it answered', async () => {
    const first = await server.ask<{ question: Record<string, string> }>(
      `/api/v1/views/obligations?timeline=year&${pinned}`,
    );
    const again = await server.ask(
      `/api/v1/views/obligations?${new URLSearchParams(first.body.question).toString()}`,
    );
    expect(again.text).toBe(first.text);
  });

  it('has a headline of at least 16 GW and nothing known to be energized', async () => {
    const { body } = await server.ask<{ totals: Record<string, unknown>[] }>(
      `/api/v1/views/compute-capacity?${pinned}`,
    );
    expect(body.totals.find(({ layer }) => layer === 'chips')).toMatchObject({
      headlineKw: { low: 16_000_000, high: null },
      energizedKw: { low: 0, point: null },
    });
  });

  it('names every unknown, repeated and bad parameter at once', async () => {
    const { status, body } = await server.ask<Problem>(
      '/api/v1/views/compute-capacity?foo=1&by=x&by=y&policy=best&effectiveAt=2025-02-30&timeline=week',
    );
    expect(status).toBe(400);
    expect([...new Set(body.errors!.map(({ pointer }) => pointer))].sort()).toEqual([
      '/by',
      '/effectiveAt',
      '/foo',
      '/policy',
      '/timeline',
    ]);
  });

  it('refuses a parameter that is given twice, even with one value', async () => {
    const { status, body } = await server.ask<Problem>('/api/v1/views/ownership?policy=latest&policy=latest');
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/policy', detail: 'policy must be given once' }],
    ]);
  });

  it.each([
    'nothing',
    'compute-capacity.pdf',
    'compute-capacity.csv.csv',
    '__proto__',
    'compute-capacity.constructor',
  ])('is not found as %s', async (name) => {
    expect((await server.ask(`/api/v1/views/${name}`)).status).toBe(404);
  });
});

describe('a view as CSV', () => {
  it('names where it comes from and has the bounds of each measure in columns', async () => {
    const { text, headers } = await server.ask(`/api/v1/views/compute-capacity.csv?${pinned}`);
    const { body } = await server.ask(`/api/v1/views/compute-capacity?${pinned}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text).toContain(
      `# effectiveAt: 2025-11-30\n# knownAt: 2025-11-30\n# position: 24\n# policy: primary\n# viewHash: ${String(body.viewHash)}\n`,
    );
    const rows = parse(text, { columns: true, comment: '#' }) as Record<string, string>[];
    expect(rows.find(({ provider }) => provider === 'nvidia')).toMatchObject({
      headlineKwLow: '10000000',
      headlineKwPoint: '10000000',
      headlineKwHigh: '',
    });
  });

  it('neutralises what a spreadsheet would run, and leaves negative numbers alone', () => {
    const texts = ['=1+1', '+1', '-1+2', '@a', '\tx', '\rx'];
    const answer = {
      view: 'v',
      question: {},
      effectiveAt: '',
      knownAt: '',
      position: 1,
      policy: '',
      viewHash: '',
      rows: texts.map((party) => ({ party, changeKw: { low: -5, point: '-9007199254740993', high: null } })),
    };
    const rows = parse(answerCsv(answer as unknown as ViewAnswer), {
      columns: true,
      comment: '#',
    }) as Record<string, string>[];
    expect(rows.map(({ party }) => party)).toEqual(texts.map((text) => `'${text}`));
    expect(rows[0]).toMatchObject({
      changeKwLow: '-5',
      changeKwPoint: '-9007199254740993',
      changeKwHigh: '',
    });
  });
});

describe('a view as NDJSON and Markdown', () => {
  it('has the same content line by line', async () => {
    const { text } = await server.ask(`/api/v1/views/market-share.ndjson?${pinned}`);
    const { body } = await server.ask<{ rows: unknown[]; totals: unknown[]; viewHash: string }>(
      `/api/v1/views/market-share?${pinned}`,
    );
    const entries = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const of = (kind: string): unknown[] =>
      entries.filter(({ entry }) => entry === kind).map(({ entry: _, ...rest }) => rest);
    expect(of('row')).toEqual(body.rows);
    expect(of('total')).toEqual(body.totals);
    expect(entries[0]).toMatchObject({ entry: 'answer', viewHash: body.viewHash });
  });

  it('has tables that people can read', async () => {
    const { text, headers } = await server.ask(`/api/v1/views/compute-capacity.md?${pinned}`);
    expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(text).toContain('# compute-capacity');
    expect(text).toMatch(/\| nvidia \| chips \| unstated \| ≥ 10,000,000 \|/);
    expect(text).toContain('- knownAt: 2025-11-30');
  });
});
