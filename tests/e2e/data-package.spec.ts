import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import datapackage from 'datapackage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines, pinned } from './cli-ledger.js';
import { TestServer } from './http-server.js';

const place = workplace();
const at = (path: string): string => join(place.folder, path);
const bulk = (path: string): string => at(join('bulk', path));

beforeAll(async () => {
  await place.run(['record', '-'], { stdin: articleLines });
  const { code, stderr } = await place.run(['export', '--datapackage', 'bulk', ...pinned]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(`position ${articleFacts.length}`)]);
});
afterAll(() => place.remove());

const dealsInArticle = articleFacts.filter(({ type }) => type === 'DealAnnounced').length;

interface Descriptor {
  ledger: { effectiveAt: string; position: number; hash: string };
  resources: { name: string; path: string; bytes: number; hash: string }[];
}
const descriptor = (): Descriptor => JSON.parse(readFileSync(bulk('datapackage.json'), 'utf8')) as Descriptor;

describe('A data package', () => {
  it('is valid to a reader of the standard, and so is every row of its tables', async () => {
    const read = await datapackage.Package.load(bulk('datapackage.json'), { strict: true });
    expect([read.valid, read.errors]).toEqual([true, []]);
    const counts: Record<string, number> = {};
    for (const resource of read.resources.filter(({ tabular }) => tabular))
      counts[resource.name] = (await resource.read({ keyed: true })).length;
    expect(counts).toMatchObject({ 'events.csv': articleFacts.length, 'deals.csv': dealsInArticle });
    expect(counts['views/compute-capacity.csv']).toBeGreaterThan(2);
  });

  it('is found wrong by the same reader once a number of it is no number', async () => {
    const path = 'views/compute-capacity.csv';
    const table = descriptor().resources.find((one) => one.path === path);
    const name = 'wrong.csv';
    const lines = readFileSync(bulk(path), 'utf8').split('\n');
    writeFileSync(
      bulk(name),
      lines.map((line, index) => (index === 1 ? line.replaceAll(/\d+/g, 'x') : line)).join('\n'),
    );
    writeFileSync(
      bulk('wrong.json'),
      JSON.stringify({ ...descriptor(), resources: [{ ...table, path: name }] }),
    );
    const read = await datapackage.Package.load(bulk('wrong.json'), { strict: true });
    await expect(read.resources[0]!.read({ keyed: true })).rejects.toThrow(/type and format mismatch/);
  });

  it('says of each file how long it is and what it hashes to', () => {
    for (const { path, bytes, hash } of descriptor().resources) {
      const content = readFileSync(bulk(path));
      const digest = createHash('sha256').update(content).digest('hex');
      expect([path, content.length, `sha256:${digest}`]).toEqual([path, bytes, hash]);
    }
  });

  it('has the same numbers in CSV and Parquet', async () => {
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const sum = async (ending: string): Promise<unknown> => {
      const file = bulk(`views/compute-capacity.${ending}`);
      const sql = `SELECT count(*)::INT AS n, sum(headlineKwLow)::INT AS kw FROM '${file}' WHERE layer = 'chips'`;
      return (await duck.runAndReadAll(sql)).getRowObjects()[0];
    };
    // AMD 6 GW and Broadcom 10 GW.
    expect(await sum('parquet')).toMatchObject({ kw: 16_000_000 });
    expect(await sum('csv')).toEqual(await sum('parquet'));
    duck.closeSync();
  });

  it('has a log that recorded elsewhere gives the same hash of a view', async () => {
    const hashIn = async (store: string): Promise<unknown> => {
      const { stdout } = await place.run(['show', 'obligations', '--json', '--store', store, ...pinned]);
      return (JSON.parse(stdout) as { viewHash: unknown }).viewHash;
    };
    await place.run(['record', 'bulk/events.ndjson', '--store', 'sqlite:again.db']);
    expect(await hashIn('sqlite:again.db')).toBe(await hashIn('sqlite:ledger.db'));
  });

  it('is written over nothing, unless that is asked for', async () => {
    mkdirSync(at('taken'));
    writeFileSync(at('taken/note.txt'), 'mine');
    const refused = await place.run(['export', '--datapackage', 'taken', ...pinned]);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    const forced = await place.run(['export', '--datapackage', 'taken', '--force', '--json', ...pinned]);
    expect(forced.code).toBe(0);
    expect(readFileSync(at('taken/note.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(at('taken/datapackage.json'), 'utf8')).toBe(
      readFileSync(bulk('datapackage.json'), 'utf8'),
    );
  });
});

describe('GET /datapackage.json', () => {
  it('describes what is served, valid, and every file of it is there', async () => {
    const server = await TestServer.start();
    await server.record(articleFacts);
    const { body } = await server.ask<Descriptor>('/datapackage.json');
    const read = await datapackage.Package.load(body);
    expect([read.valid, read.errors]).toEqual([true, []]);
    expect(body.ledger.position).toBe(articleFacts.length);
    for (const { path } of body.resources)
      expect([path, (await server.ask(`/${path}`)).status]).toEqual([path, 200]);
    await server.stop();
  });
});
