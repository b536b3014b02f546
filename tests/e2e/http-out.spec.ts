import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbookBytes } from '../../src/formats/workbook.js';
import type { ViewAnswer } from '../../src/simulator/answer/view-answer.js';
import { articleFacts } from '../article.js';
import { isStatements } from '../spec/bods-rules.js';
import { TestServer } from './http-server.js';

let server: TestServer;
let duck: DuckDBConnection;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
  duck = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(async () => {
  duck.closeSync();
  await server.stop();
});

const pinned = `effectiveAt=2025-11-30&knownAt=2025-11-30&atPosition=${articleFacts.length}`;
const view = (ending: string): string => `/api/v1/views/compute-capacity${ending}?by=provider&${pinned}`;

const bytesAt = async (address: string): Promise<{ bytes: Uint8Array; type: string | null }> => {
  const answer = await fetch(server.url + address);
  expect(answer.status).toBe(200);
  return { bytes: new Uint8Array(await answer.arrayBuffer()), type: answer.headers.get('content-type') };
};

/** What another program reads out of the Parquet at an address. */
const query = async (address: string, sql: string): Promise<Record<string, unknown>[]> => {
  const file = join(server.folder, 'read.parquet');
  writeFileSync(file, (await bytesAt(address)).bytes);
  return (await duck.runAndReadAll(sql.replace('$file', `'${file}'`))).getRowObjects();
};

describe('who owns whom as statements', () => {
  const address = `/api/v1/views/ownership.bods.json?${pinned}`;

  it('is what the standard demands, and the same bytes for ever', async () => {
    const { bytes, type } = await bytesAt(address);
    expect(type).toBe('application/json; charset=utf-8');
    const statements = JSON.parse(new TextDecoder().decode(bytes)) as { recordId: string }[];
    expect([isStatements(statements), isStatements.errors]).toEqual([true, null]);
    expect(statements.map(({ recordId }) => recordId)).toContain('party-microsoft');
    expect((await bytesAt(`${address}&by=issuer&rests=first`)).bytes).toEqual(bytes);
  });

  it('is nothing that another view is written as', async () => {
    const { status, body } = await server.ask<{ detail: string }>('/api/v1/views/exposure.bods.json');
    expect([status, body.detail]).toEqual([
      404,
      'exposure is not written as .bods.json, but as .csv, .ndjson, .md, .xlsx, .parquet, .svg, .png or plain',
    ]);
  });
});

describe('a view as Parquet', () => {
  it('is read by DuckDB with its numbers, and null where nothing is known', async () => {
    const rows = await query(
      view('.parquet'),
      'SELECT provider, headlineKwLow, headlineKwPoint, energizedKwPoint FROM $file ORDER BY provider',
    );
    expect(rows.find(({ provider }) => provider === 'amd')).toEqual({
      provider: 'amd',
      headlineKwLow: 6_000_000n,
      headlineKwPoint: 6_000_000n,
      energizedKwPoint: null,
    });
  });

  it('says what it was read off', async () => {
    const [{ viewHash }] = [(await server.ask<ViewAnswer>(view(''))).body];
    const metadata = await query(
      view('.parquet'),
      'SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata($file)',
    );
    expect(metadata).toContainEqual({ key: 'viewHash', value: viewHash });
  });

  it('has the same columns where a measure is unknown throughout', async () => {
    const columns = async (address: string): Promise<unknown[]> =>
      (await query(address, 'DESCRIBE SELECT * FROM $file')).map(({ column_name: name }) => name);
    const later = view('.parquet').replace('?', '?timeline=year&from=2026-01-01&to=2027-12-31&');
    expect(await columns(later)).toContain('energizedKwLow');
  });
});

describe('a view without rows, as Parquet', () => {
  it('has its columns all the same', async () => {
    const nothing = view('.parquet').replace('?', '?layer=grid&');
    expect(await query(nothing, 'SELECT provider, headlineKwPoint FROM $file')).toEqual([]);
  });
});

describe('the log as Parquet', () => {
  it('has every event, whole, and its source in columns', async () => {
    const rows = await query(
      '/api/v1/events.parquet',
      "SELECT count(*) AS n, count(sourceTitle) AS sourced, max(position) AS head, count(event ->> '$.hash') AS whole FROM $file",
    );
    expect(rows[0]).toMatchObject({
      n: BigInt(articleFacts.length),
      head: BigInt(articleFacts.length),
      whole: BigInt(articleFacts.length),
    });
    expect(rows[0]!.sourced).not.toBe(0n);
  });

  it('goes on after a position, and is refused beyond the head', async () => {
    const [row] = await query('/api/v1/events.parquet?after=3', 'SELECT min(position) AS first FROM $file');
    expect(row).toEqual({ first: 4n });
    expect((await server.ask('/api/v1/events.parquet?after=99999')).status).toBe(409);
  });
});

describe('a view as a workbook', () => {
  it('has its rows on one sheet, and definition, dates and sources on the other', async () => {
    const { bytes, type } = await bytesAt(view('.xlsx'));
    expect(type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const { sheets } = await readXlsx(bytes);
    const [rows, about] = sheets.map(({ rows: lines }) => lines as unknown[][]);
    const headline = rows![0]!.indexOf('headlineKwPoint');
    expect(rows!.find(([provider]) => provider === 'amd')![headline]).toBe(6_000_000);
    expect(about!.find(([name]) => name === 'definition')![1]).toMatch(/headline/i);
    expect(about!.find(([name]) => name === 'knownAt')![1]).toBe('2025-11-30');
    expect(about!.map(([stream]) => stream)).toContain('deal-openai-amd-2025');
  });

  it('runs nothing: what looks like a formula is text', async () => {
    const about = { definition: '=2+2', cited: [], notes: [], undisclosed: [], undated: [], sources: [] };
    const bytes = await workbookBytes({ titles: ['party'], lines: [['=1+1']] }, about);
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]!.rows[1]).toEqual(['=1+1']);
    expect(sheets[1]!.rows[0]!.slice(0, 2)).toEqual(['definition', '=2+2']);
    const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
  });
});

describe('a list at the address of another ending', () => {
  it.each(['deals', 'parties'])('is the same entries as CSV, NDJSON and Markdown: %s', async (list) => {
    const { body } = await server.ask<Record<string, Record<string, unknown>[]>>(`/api/v1/${list}?${pinned}`);
    const key = list === 'deals' ? 'deal' : 'party';
    const names = body[list]!.map((one) => one[key]);
    const text = async (ending: string): Promise<string> =>
      (await server.ask(`/api/v1/${list}.${ending}?${pinned}`)).text;
    const csv = parse(await text('csv'), { columns: true, comment: '#' }) as Record<string, string>[];
    expect(csv.map((one) => one[key])).toEqual(names);
    const lines = (await text('ndjson')).trimEnd().split('\n');
    const rows = lines.slice(1).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map((one) => one[key])).toEqual(names);
    const markdown = await text('md');
    for (const name of names) expect(markdown).toContain(`| ${String(name)} |`);
  });

  it('goes on where a list of deals ends', async () => {
    const { headers } = await server.ask(`/api/v1/deals.csv?limit=1`);
    expect(headers.get('link')).toMatch(/^<\/api\/v1\/deals\.csv\?limit=1&after=deal-[^>]+>; rel="next"$/);
  });
});

describe('docs/export.md', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/export.md'), 'utf8');
  const addresses = [...text.matchAll(/'localhost:3000([^']+)' -o (\S+)/g)];
  const statements = /```sql\n([^]*?)```/
    .exec(text)![1]!
    .split(/;\n/)
    .filter((one) => one.trim());

  it('fetches what its questions read, and DuckDB answers each of the public record', async () => {
    const record = await TestServer.start({ publicRecord: true });
    for (const [, address, file] of addresses)
      writeFileSync(
        join(server.folder, file!),
        new Uint8Array(await (await fetch(record.url + address!)).arrayBuffer()),
      );
    await record.stop();
    await duck.run(`SET file_search_path = '${server.folder}'`);
    const answers = [];
    for (const statement of statements) answers.push((await duck.runAndReadAll(statement)).getRowObjects());
    expect(answers).toHaveLength(3);
    for (const rows of answers) expect(rows.length).toBeGreaterThan(1);
    expect(Number(answers[0]!.at(-1)!.promised)).toBeGreaterThan(5);
  });
});
