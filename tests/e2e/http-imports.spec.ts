import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { companyFacts } from '../spec/filings-given.js';
import { packageOf, stock, warrant } from '../spec/ocf-given.js';
import { workbookOf } from '../zipped.js';
import type { ImportAnswer } from '../../src/messages/import-sheet.js';
import { type Answer, type Problem, TestServer } from './http-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => server?.stop());

const csv = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="deals.csv"' };

const send = async <T = ImportAnswer>(
  sheet: string | Uint8Array,
  query = '',
  headers: Record<string, string> = csv,
): Promise<Answer<T>> => server.post<T>(`/api/v1/imports${query}`, sheet, headers);

const position = async (): Promise<unknown> => (await server.ask('/api/v1/log/proof')).body.position;

const head = 'Date,Customer,Provider,Value,Capacity,Due,Status';
const deals = `${head}\n2025-11-03,Lab One,Cloud A,$38B over seven years,,,signed\n2026-01-05,Lab Two,Cloud A,up to 100bn,10GW,H2 2026,LOI\n`;

describe('POST /imports of filings', () => {
  const json = { 'content-type': 'application/json' };

  it('takes the facts of a company as JSON or as the file of a form, and nothing new the second time', async () => {
    const form = new FormData();
    form.set('file', new Blob([companyFacts()], { type: 'application/json' }), 'CIK0001099999.json');
    const sent = new Response(form);
    const inForm = { 'content-type': sent.headers.get('content-type')! };
    const dry = await send(new Uint8Array(await sent.arrayBuffer()), '', inForm);
    expect(dry.body).toMatchObject({
      file: 'CIK0001099999.json',
      sheet: 'MAYFLY CLOUD CORP',
      mapping: { kind: 'company-facts' },
      errors: [],
    });
    const first = await send(companyFacts(), '?record=true', json);
    expect([first.status, first.body.recording?.events.length]).toEqual([201, 7]);
    const after = await position();
    const again = await send(companyFacts(), '?record=true', json);
    expect([again.status, again.body.recording?.events]).toEqual([201, []]);
    expect(await position()).toBe(after);
  });

  it('shows the backlog of each quarter end as known on a day', async () => {
    const { body } = await server.ask<{ rows: { at: string; disclosedUsCents: { point: unknown } }[] }>(
      '/api/v1/views/reconciliation?by=party,measure,at&party=mayfly-cloud&measure=backlog&knownAt=2025-12-31',
    );
    expect(body.rows.map(({ at, disclosedUsCents }) => [at, disclosedUsCents.point])).toEqual([
      ['2025-05-31', 10_000_000_000_000],
      ['2025-08-31', 45_500_000_000_000],
      ['2025-11-30', 52_300_000_000_000],
    ]);
  });

  it('names the place of a value that is wrong, and records nothing of such a file', async () => {
    const before = await position();
    const bad = companyFacts().replace('"2025-08-31"', '"August"');
    const { status, body } = await send<Problem>(bad, '?record=true', json);
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/facts/us-gaap/RevenueRemainingPerformanceObligation/units/USD/2'],
    ]);
    expect(await position()).toBe(before);
  });

  it('reads 20 MiB, more than any other JSON may have', async () => {
    const filler = `"${'x'.repeat(1000)}",`.repeat(20_000);
    const large = companyFacts().replace('"facts":{', `"facts":{"filler":[${filler}1],`);
    const { status, body } = await send(large, '', json);
    expect([status, body.recording?.events]).toEqual([200, []]);
  });
});

describe('POST /imports of a cap table', () => {
  it('takes a package as a zip, and nothing new the second time', async () => {
    const sent = packageOf([stock('s1', 'a', '300'), stock('s2', 'b', '100'), warrant('w1', 'a')], {
      more: { issuer: { id: 'i', legal_name: 'Gnat Works Inc.' } },
    });
    const zip = { 'content-type': 'application/zip' };
    const dry = await send(sent, '', zip);
    expect([dry.status, dry.body.file, dry.body.mapping.kind, dry.body.errors]).toEqual([
      200,
      'package.ocf',
      'cap-table',
      [],
    ]);
    const first = await send(sent, '?record=true', zip);
    // Three parties; two stakes; the deal, its warrant and that it vested.
    expect([first.status, first.body.recording?.events.length]).toEqual([201, 8]);
    expect((await send(sent, '?record=true', zip)).body.recording?.events).toEqual([]);
    const { body } = await server.ask<{ rows: { holder: string; stakeBp: { point: unknown } }[] }>(
      '/api/v1/views/ownership?issuer=gnat-works&effectiveAt=2026-06-30&knownAt=2026-07-31',
    );
    expect(body.rows.map(({ holder, stakeBp }) => [holder, stakeBp.point])).toEqual([
      ['alder-fund', 7500],
      ['birch', 2500],
    ]);
  });
});

describe('POST /imports', () => {
  it('is a dry run: every reading, and nothing recorded', async () => {
    const before = await position();
    const { status, body } = await send(deals);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      file: 'deals.csv',
      sheet: 'Sheet1',
      rows: 2,
      errors: [],
      remembered: false,
    });
    expect(body.cells.find(({ address }) => address === 'Sheet1!D3')?.read).toBe('≤ $100B (up-to)');
    expect(body.recording?.moved?.map(({ view }) => view)).toContain('compute-capacity');
    expect(await position()).toBe(before);
  });

  it('names every cell that is wrong, and records nothing of a sheet with one', async () => {
    const before = await position();
    const bad = `${deals}2026-02-01,Lab One,Cloud B,lots,5 mW,someday,signed\n`;
    const dry = await send(bad);
    expect(dry.status).toBe(200);
    expect(dry.body.errors.map(({ address }) => address)).toEqual(['Sheet1!D4', 'Sheet1!E4', 'Sheet1!F4']);
    const recorded = await send<Problem>(bad, '?record=true');
    expect(recorded.status).toBe(422);
    expect(recorded.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/Sheet1!D4',
      '/Sheet1!E4',
      '/Sheet1!F4',
    ]);
    expect(await position()).toBe(before);
  });

  it('names the cell whose content a rule forbids', async () => {
    const { body } = await send(`${head}\n2031-01-01,Lab One,Cloud A,$1B,,,signed\n`);
    expect(body.errors).toMatchObject([{ address: 'Sheet1!A2' }, { address: 'Sheet1!A2' }]);
    expect(body.errors[0]?.detail).toContain('cannot be known on 2031-01-01');
  });

  it('records it whole, and nothing new the second time: not with a BOM, CRLF, semicolons or UTF-16, nor from a form', async () => {
    const first = await send(deals, '?record=true');
    expect(first.status).toBe(201);
    const after = await position();
    const form = new FormData();
    form.set('file', new Blob([deals], { type: 'text/csv' }), 'again.csv');
    form.set('record', 'true');
    const sent = new Response(form);
    const inForm = { 'content-type': sent.headers.get('content-type')! };
    const utf16 = Buffer.from(`\uFEFF${deals}`, 'utf16le');
    for (const [sheet, query, headers] of [
      [deals, '?record=true', csv],
      [`\uFEFF${deals.replaceAll('\n', '\r\n')}`, '?record=true', csv],
      [deals.replaceAll(',', ';'), '?record=true', csv],
      [new Uint8Array(utf16), '?record=true', csv],
      [new Uint8Array(await sent.arrayBuffer()), '', inForm],
    ] as const) {
      const { status, body } = await send(sheet, query, headers);
      expect([status, body.recording?.events, body.changes]).toEqual([201, [], []]);
    }
    expect(await position()).toBe(after);
  });

  it('asks of each change whether we were wrong or the world changed', async () => {
    const changed = deals.replace('10GW,H2 2026', '12GW,H1 2027');
    const dry = await send(changed);
    expect(dry.body.changes.map(({ address, of, ledger, sheet }) => [address, of, ledger, sheet])).toEqual([
      ['Sheet1!E3', 'power of all', '10 GW', '12 GW'],
      ['Sheet1!F3', 'due of all', '2026-H2', '2027-H1'],
    ]);
    const open = await send<Problem>(changed, '?record=true&changes=Sheet1!E3:wrong');
    expect([open.status, open.body.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/Sheet1!F3']]);
    const answers = encodeURIComponent(JSON.stringify({ 'Sheet1!E3': 'wrong', 'Sheet1!F3': 'world' }));
    const recorded = await send(changed, `?record=true&changes=${answers}`);
    expect(recorded.status).toBe(201);
    const { body } = await server.ask<{ events: { type: string }[] }>(
      '/api/v1/events?stream=deal-lab-two-cloud-a-2026',
    );
    expect(body.events.slice(-2).map(({ type }) => type)).toEqual(['EventCorrected', 'CapacityRescheduled']);
    expect((await send(changed)).body.changes).toEqual([]);
  });

  it('is read as the mapping says, and remembers that for sheets with the same columns', async () => {
    const sheet = 'When signed,A,B,How much\n2026-03-01,Lab One,Cloud C,$5B\n';
    const mapping = encodeURIComponent(
      JSON.stringify({
        kind: 'deals',
        columns: { 'When signed': 'on', A: 'consumer', B: 'provider', 'How much': 'amount' },
      }),
    );
    const first = await send(sheet, `?record=true&mapping=${mapping}`);
    expect(first.status).toBe(201);
    const { body } = await send(sheet.replace('2026-03-01', '2026-09-01'));
    expect(body.remembered).toBe(true);
    expect(body.mapping.columns.map(({ as }) => as)).toEqual(['on', 'consumer', 'provider', 'amount']);
    expect(body.recording?.events).toHaveLength(2);
  });

  it.each([
    ['?record=perhaps', csv, 400],
    ['?mapping=nonsense', csv, 400],
    ['?changes=sometimes', csv, 400],
    ['?mapping=%7B%22columns%22%3A%7B%22Value%22%3A%22moneyish%22%7D%7D&record=true', csv, 422],
    ['', { 'content-type': 'application/json' }, 422],
    ['', { 'content-type': 'text/plain' }, 415],
    ['', { ...csv, origin: 'https://elsewhere.example' }, 403],
  ])('refuses %s sent as %j with %i', async (query, headers, status) => {
    const before = await position();
    const body = headers['content-type'] === 'application/json' ? '{}' : deals;
    expect((await send<Problem>(body, query, headers)).status).toBe(status);
    expect(await position()).toBe(before);
  });

  it('takes a workbook of the same content as the file that it is', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const lines = ['Date,Customer,Provider,Value', '2025-12-01,Lab One,Cloud E,$7B'];
    const book = await writeXlsx({
      sheets: [{ name: 'Sheet1', rows: lines.map((line) => line.split(',')) }],
    });
    const first = await send(`${lines.join('\n')}\n`, '?record=true');
    expect(first.body.recording?.events).toHaveLength(3);
    const named = {
      'content-type': type,
      'content-disposition': "attachment; filename*=UTF-8''d%C3%A9als.xlsx",
    };
    const { status, body } = await send(book as Uint8Array, '?record=true', named);
    expect([status, body.file, body.recording?.events, body.changes]).toEqual([201, 'déals.xlsx', [], []]);
  });

  it.each<[string, () => string | Uint8Array, number]>([
    [
      'a zip bomb',
      () => workbookOf('', { 'xl/sharedStrings.xml': `<sst>${' '.repeat(80 * 1024 * 1024)}</sst>` }),
      413,
    ],
    [
      'entities',
      () =>
        workbookOf('', {
          'xl/styles.xml': '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>',
        }),
      422,
    ],
    ['six thousand rows', () => `a,b\n${'1,2\n'.repeat(6_000)}`, 413],
    ['twenty mebibytes', () => 'x'.repeat(20 * 1024 * 1024), 413],
    ['no table', () => 'hello\n', 422],
  ])('refuses %s and goes on serving', async (_, made, status) => {
    const before = await position();
    expect((await send<Problem>(made(), '?record=true')).status).toBe(status);
    expect(await position()).toBe(before);
  });

  it('takes no sheet where events are recorded', async () => {
    expect((await server.post('/api/v1/events', deals, csv)).status).toBe(415);
  });
});
