import { describe, expect, it } from 'vitest';
import type { ImportAnswer } from '../../src/messages/import-sheet.js';
import { type Problem, type Recording, TestServer } from './http-server.js';

const added = {
  stream: 'deal-openai-amd-2025',
  type: 'CapacityCommitted',
  effectiveOn: '2026-01-01',
  knownOn: '2026-01-01',
  body: {
    tranche: 'one-more',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    due: '2027-Q1',
    bindingness: 'firm',
  },
};

/** So large that it is read beside the process that serves. */
const sheet = (rows: number): string =>
  [
    'Date,Customer,Provider,Value,Capacity,Due,Status,Words',
    ...Array.from(
      { length: rows },
      (_, row) =>
        `2025-11-03,Lab ${row % 4},Cloud ${row % 3},$${row + 1}M,${row + 1} MW,H2 2026,signed,${'so '.repeat(400)}`,
    ),
  ].join('\n');
const csv = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="deals.csv"' };

interface Shown {
  moved: Recording['moved'];
  imported: ImportAnswer;
  refusals: string[];
}

const shownOn = async (server: TestServer): Promise<Shown> => {
  const imports = '/api/v1/imports';
  try {
    const { status, body } = await server.record<Recording>(added, {}, '?dryRun=true');
    expect(status).toBe(200);
    const imported = await server.post<ImportAnswer>(imports, sheet(30), csv);
    expect(imported.status).toBe(200);
    const refused = await server.post<Problem>(imports, 'x'.repeat(40_000), csv);
    const large = await server.post<Problem>(imports, 'a,b\n'.repeat(10_000), csv);
    const refusals = [refused, large].map((answer) => `${answer.status} ${answer.body.detail}`);
    return { moved: body.moved, imported: imported.body, refusals };
  } finally {
    await server.stop();
  }
};

describe('What a dry run shows', () => {
  it('is the same in a process beside the one that serves: numbers that would move, sheets, refusals', async () => {
    const apart = await shownOn(await TestServer.start({ publicRecord: true, work: { processes: 1 } }));
    const plain = await shownOn(await TestServer.start({ publicRecord: true }));
    expect(apart.moved?.map(({ view }) => view)).toContain('compute-capacity');
    expect(apart.imported.rows).toBe(30);
    expect(apart.refusals.map((told) => told.slice(0, 3))).toEqual(['422', '413']);
    expect(apart.moved).toEqual(plain.moved);
    expect(apart.refusals).toEqual(plain.refusals);
    const { recording, ...read } = apart.imported;
    const { recording: plainly, ...plainlyRead } = plain.imported;
    expect(read).toEqual(plainlyRead);
    expect(recording?.moved).toEqual(plainly?.moved);
  });
});
