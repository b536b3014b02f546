import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const run = async <T = Record<string, unknown>>(scenario: unknown) =>
  server.post<T>('/api/v1/scenarios/run', scenario);
const view = { view: 'compute-capacity', effectiveAt: '2025-11-30' };
const cancel = { op: 'cancel', target: 'deal-openai-amd-2025' };

describe('a scenario over HTTP', () => {
  it('shows both sides and their difference, and leaves the log as it is', async () => {
    const before = await server.fingerprint();
    const { status, body } = await run<{
      views: { difference: { rows: Record<string, unknown>[] } }[];
      effects: unknown[];
    }>({ edits: [cancel], views: [view] });
    expect(status).toBe(200);
    expect(body.views[0]!.difference.rows.find(({ provider }) => provider === 'amd')).toMatchObject({
      headlineKw: { low: -6_000_000, point: -6_000_000 },
    });
    expect(body.effects).toMatchObject([{ edit: 0, status: 'applied' }]);
    expect(await server.fingerprint()).toEqual(before);
  });

  it('has the same answer each time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => run({ base: 20, edits: [cancel], views: [view] })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('names members that it does not have, and views that are missing', async () => {
    const { status, body } = await run<Problem>({ edits: [], views: [], forecast: true, seed: -1 });
    expect(status).toBe(422);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual(['/forecast', '/seed', '/views']);
  });

  it.each([
    ['a list', [], ''],
    ['a text', '"x"', ''],
    ['edits that are no list', { edits: {}, views: [view] }, '/edits'],
    ['an unknown edit', { edits: [{ op: 'explode' }], views: [view] }, '/edits/0/op'],
    [
      'an unknown target',
      { edits: [{ op: 'cancel', target: 'deal-nobody' }], views: [view] },
      '/edits/0/target',
    ],
    ['an unknown view', { edits: [], views: [{ view: 'x' }] }, '/views/0/view'],
    ['a base beyond the head', { base: 999, edits: [], views: [view] }, '/base'],
  ])('is refused when it is %s or has it', async (_name, scenario, pointer) => {
    const { status, body } = await run<Problem>(scenario);
    expect([status, body.errors!.map((error) => error.pointer)]).toEqual([
      422,
      expect.arrayContaining([pointer]),
    ]);
  });

  it('is run by POST only, and without parameters', async () => {
    expect((await server.raw('/api/v1/scenarios/run')).status).toBe(405);
    expect((await server.post('/api/v1/scenarios/run?seed=1', { edits: [], views: [view] })).status).toBe(
      400,
    );
  });
});
