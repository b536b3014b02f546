import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines, pinned } from './cli-ledger.js';

const place = workplace();
const count = articleFacts.length;
const path = (name: string): string => join(place.folder, name);

beforeAll(async () => {
  await place.run(['record', '-'], { stdin: articleLines });
  expect((await place.run(['export', '--output', 'ledger.ndjson'])).code).toBe(0);
});
afterAll(() => place.remove());

const lines = (): string[] => readFileSync(path('ledger.ndjson'), 'utf8').trimEnd().split('\n');

const tampered = (change: (lines: string[]) => string[]): string => `${change(lines()).join('\n')}\n`;

describe('An export', () => {
  it('is whole events and a manifest of what they are', () => {
    const text = readFileSync(path('ledger.ndjson'), 'utf8');
    const last = JSON.parse(lines().at(-1)!) as { hash: string };
    const manifest: unknown = JSON.parse(readFileSync(path('ledger.ndjson.manifest.json'), 'utf8'));
    expect(manifest).toEqual({
      events: count,
      position: count,
      hash: last.hash,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  it('goes to stdout as well', async () => {
    expect((await place.run(['export'])).stdout).toBe(readFileSync(path('ledger.ndjson'), 'utf8'));
  });

  it('never overwrites a file, unless it is forced to', async () => {
    expect(await place.run(['export', '--output', 'ledger.ndjson'])).toMatchObject({ code: 4, stdout: '' });
    expect((await place.run(['export', '--output', 'ledger.ndjson', '--force'])).code).toBe(0);
  });

  it('recorded elsewhere gives the same views', async () => {
    await place.run(['record', 'ledger.ndjson', '--store', 'sqlite:copy.db']);
    const hash = async (store: string): Promise<unknown> =>
      (
        JSON.parse(
          (await place.run(['show', 'compute-capacity', '--json', '--store', store, ...pinned])).stdout,
        ) as { viewHash: unknown }
      ).viewHash;
    expect(await hash('sqlite:copy.db')).toBe(await hash('sqlite:ledger.db'));
  });
});

describe('A verdict', () => {
  it('on the store says that it is sound', async () => {
    const { code, stdout } = await place.run(['verify']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`is sound: ${count} events, head hash [0-9a-f]{64}`));
  });

  it('on an export needs no store', async () => {
    const { code, stdout } = await place.run(['verify', 'ledger.ndjson', '--store', 'sqlite:nowhere.db']);
    expect([code, stdout.startsWith(`ledger.ndjson is sound: ${count} events`)]).toEqual([0, true]);
  });

  it.each<[string, (lines: string[]) => string[], number, string]>([
    [
      'a changed number',
      (all) => all.with(10, all[10]!.replace('"low":2000', '"low":2001').replace('"low":1300', '"low":1301')),
      11,
      'the hash does not match',
    ],
    ['a missing line', (all) => all.toSpliced(4, 1), 5, 'is missing: 6 follows 4'],
    [
      'two lines in another order',
      (all) => all.with(6, all[7]!).with(7, all[6]!),
      7,
      'is missing: 8 follows 6',
    ],
    ['a line that is no event', (all) => all.with(2, '{}'), 3, 'is not a recorded event'],
  ])('names the first bad position of %s', async (_name, change, position, detail) => {
    const stdin = tampered(change);
    expect(stdin).not.toBe(tampered((all) => all));
    const { code, stdout, stderr } = await place.run(['verify', '-'], { stdin });
    expect(code).toBe(5);
    expect(stdout).toMatch(new RegExp(`^position ${position}: ${detail}`));
    expect(stderr).toContain(`the first bad position is ${position}.`);
  });

  it('holds an export against the manifest beside it', async () => {
    writeFileSync(
      path('short.ndjson'),
      tampered((all) => all.slice(0, -1)),
    );
    writeFileSync(path('short.ndjson.manifest.json'), readFileSync(path('ledger.ndjson.manifest.json')));
    const { code, stdout } = await place.run(['verify', 'short.ndjson']);
    expect(code).toBe(5);
    expect(stdout).toContain(`the manifest says ${count} events, and the file ends at position ${count - 1}`);
  });

  it('on a file that is not there exits with 3', async () => {
    expect((await place.run(['verify', 'nowhere.ndjson'])).code).toBe(3);
  });
});

describe('A rebuild', () => {
  it('finds every view as it is live', async () => {
    const { code, stdout } = await place.run(['rebuild', '--json']);
    const { position, views } = JSON.parse(stdout) as { position: number; views: { same: boolean }[] };
    expect([code, position, views.every(({ same }) => same)]).toEqual([0, count, true]);
    expect(views.length).toBeGreaterThan(3);
  });
});

describe('The doctor', () => {
  const freePort = { PORT: '0' };

  it('finds a sound ledger well', async () => {
    const { code, stdout } = await place.run(['doctor'], { env: freePort });
    expect(stdout).not.toMatch(/^bad/m);
    expect(code).toBe(0);
    expect(stdout).toMatch(/journal_mode wal/);
    expect(stdout).toMatch(new RegExp(`head at position ${count}, hash [0-9a-f]{12}`));
  });

  it('says what to do about a key that may do everything', async () => {
    const env = { ...freePort, KEYS_FILE: 'wide.keys.json' };
    const made = ['keys', 'create', 'desk', '--scope', 'read,record,simulate,admin', '--expires', '3d'];
    expect((await place.run(made, { env })).code).toBe(0);
    const { code, stdout } = await place.run(['doctor'], { env });
    expect([code, stdout.match(/^bad .*/gm)?.map((line) => line.replace(/\s+/g, ' '))]).toEqual([
      1,
      [
        expect.stringMatching(/^bad key expiry "desk" ends /) as unknown,
        'bad key scopes "desk" may do everything: read, record, simulate, admin',
      ],
    ]);
  });

  it('makes no ledger where there is none', async () => {
    const { code, stdout } = await place.run(['doctor', '--store', 'sqlite:nowhere.db'], { env: freePort });
    expect([code, stdout.includes('there is none yet')]).toEqual([0, true]);
  });

  it('says what to do about a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { code, stdout } = await place.run(['doctor'], { env: { PORT: String(port) } });
    server.close();
    expect([code, stdout.includes(`bad  port            127.0.0.1:${port} is taken`)]).toEqual([1, true]);
  });

  it('says what to do about a file that is no ledger', async () => {
    writeFileSync(path('text.db'), 'This is text, and not a ledger. '.repeat(10));
    chmodSync(path('text.db'), 0o600);
    const { code, stdout } = await place.run(['doctor', '--store', 'sqlite:text.db'], { env: freePort });
    expect([code, stdout.includes('bad  SQLite')]).toEqual([1, true]);
  });

  it('says what to do about a setting that can not be used', async () => {
    const { code, stdout } = await place.run(['doctor'], { env: { PORT: 'http' } });
    expect([code, stdout.includes('PORT must be a number')]).toEqual([1, true]);
  });
});
