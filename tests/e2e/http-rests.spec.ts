import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cast, deal, fact, id, tranche } from '../spec/facts.js';
import { TestServer } from './http-server.js';

const on = 'deal-lab-vendor';
const day = '2025-06-30';
/** One announcement, one commitment and 24 moves of its date, at the positions from 5 to 30. */
const told = [
  deal(on, 'signed', { id: id(1) }),
  tranche(on, 'all', '1 GW', {}, { id: id(2) }),
  ...Array.from({ length: 24 }, (_, index) =>
    fact(
      day,
      on,
      'CapacityRescheduled',
      { tranche: 'all', due: `2027-Q${1 + (index % 4)}` },
      { id: id(3 + index) },
    ),
  ),
];
const ids = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, index) => id(from + index));
const pinned = 'effectiveAt=2025-12-31&knownAt=2025-12-31&atPosition=30';
const view = `/api/v1/views/compute-capacity?by=deal&${pinned}`;

interface Rested {
  rests: string[];
  restsCount: number;
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record([...cast, ...told]);
});
afterAll(() => server.stop());

const rowsAt = async (address: string) => (await server.ask<{ rows: Rested[] }>(address)).body.rows;

describe('What a number rests on, over HTTP', () => {
  it('is the first 20 of 26 events and their number, or all of them, and the hash stays', async () => {
    const [brief, whole] = [await server.ask(view), await server.ask(`${view}&rests=all`)];
    expect(brief.body.rows).toMatchObject([{ rests: ids(20), restsCount: 26 }]);
    expect(whole.body.rows).toMatchObject([{ rests: ids(26), restsCount: 26 }]);
    expect(whole.body.viewHash).toBe(brief.body.viewHash);
    expect(await rowsAt(`${view}&rests=first`)).toEqual(brief.body.rows);
  });

  it('is in the question that gives the same bytes again', async () => {
    const { text, body } = await server.ask<{ question: Record<string, string> }>(`${view}&rests=all`);
    expect(body.question.rests).toBe('all');
    const again = new URLSearchParams(body.question).toString();
    expect((await server.ask(`/api/v1/views/compute-capacity?${again}`)).text).toBe(text);
  });

  it('is as long in what is written otherwise', async () => {
    const written = view.replace('capacity?', 'capacity.ndjson?');
    const [, row] = (await server.ask(written)).text
      .split('\n')
      .map((line) => JSON.parse(line || '{}') as Rested);
    expect(row).toMatchObject({ rests: ids(20), restsCount: 26 });
    const sheet = (await server.ask(view.replace('capacity?', 'capacity.csv?'))).text;
    const [line] = parse<{ rests: string; restsCount: string }>(sheet, { columns: true, comment: '#' });
    expect([line?.rests.split(' ').length, line?.restsCount]).toEqual([20, '26']);
  });

  it.each([
    [
      'a deal',
      `/api/v1/deals/${on}?${pinned}`,
      (body: never) => (body as { tranches: Rested[] }).tranches[0]!,
    ],
    [
      'its reasons',
      `/api/v1/deals/${on}/why?${pinned}`,
      (body: never) => (body as { numbers: Rested[] }).numbers[0]!,
    ],
  ])('is listed alike in %s', async (_, address, restedIn) => {
    const found = async (asked: string): Promise<Rested> => restedIn((await server.ask(asked)).body as never);
    const [brief, whole] = [await found(address), await found(`${address}&rests=all`)];
    expect([brief.rests.length, brief.restsCount]).toEqual([20, whole.restsCount]);
    expect(whole.rests.length).toBe(whole.restsCount);
    expect(whole.rests.slice(0, 20)).toEqual(brief.rests);
  });

  it('is listed alike in what changed', async () => {
    const asked = '/api/v1/changes?from=2025-01-01&to=2025-12-31&views=slippage';
    const moved = async (more: string) => (await server.ask<{ moved: Rested[] }>(asked + more)).body.moved;
    const [brief, whole] = [await moved(''), await moved('&rests=all')];
    expect(brief.map(({ restsCount }) => restsCount)).toEqual(whole.map(({ rests }) => rests.length));
    expect(Math.max(...brief.map(({ rests }) => rests.length))).toBe(20);
    expect(Math.max(...whole.map(({ rests }) => rests.length))).toBe(24);
  });

  it('is listed alike of a party', async () => {
    const { body } = await server.ask<{ parties: Rested[] }>('/api/v1/parties');
    expect(body.parties.map(({ rests, restsCount }) => [rests.length, restsCount])).toEqual(
      cast.map(() => [1, 1]),
    );
  });

  it('ends, through a scenario, with what is assumed; the result hash is of the numbers', async () => {
    const run = async (rests: string) => {
      const scenario = {
        edits: [{ op: 'delay', target: on, months: 3 }],
        views: [
          { view: 'compute-capacity', by: 'deal', effectiveAt: '2025-12-31', knownAt: '2025-12-31', rests },
        ],
      };
      const { body } = await server.post<{
        views: { baseline: { rows: Rested[] }; scenario: { rows: Rested[] } }[];
        resultHash: string;
      }>('/api/v1/scenarios/run', scenario);
      const [{ baseline, scenario: edited }] = body.views as [(typeof body.views)[0]];
      return { before: baseline.rows[0]!, after: edited.rows[0]!, hash: body.resultHash };
    };
    const [brief, whole] = [await run('first'), await run('all')];
    expect(brief.before).toMatchObject({ rests: ids(20), restsCount: 26 });
    expect(brief.after).toMatchObject({ rests: ids(20), restsCount: 27 });
    expect(whole.after.rests).toEqual([...ids(26), expect.stringMatching(/^hypothetical-/)]);
    expect(whole.hash).toBe(brief.hash);
  });

  it('is refused where it is neither the first nor all', async () => {
    const { status, text } = await server.ask(`${view}&rests=some`);
    expect([status, text]).toEqual([400, expect.stringContaining('rests must be one of first, all')]);
  });
});
