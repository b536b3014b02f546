import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeBackup } from '../../src/cli/backup/making.js';
import { restoreBackup } from '../../src/cli/backup/restoring.js';
import { Stop } from '../../src/cli/failure.js';
import { RecordEvents, VerifyLog, withLedger } from '../../src/cli/ledger.js';
import { PostgresServer } from '../postgres/server.js';
import { workplace } from './built.js';
import { party } from './http-server.js';

let place: ReturnType<typeof workplace>;
beforeAll(() => (place = workplace()));
afterAll(() => place.remove());

const at = (store: string): { env: Record<string, string> } => ({ env: { STORE_URL: store } });

/** The address of a ledger in the folder of this file. */
const ledger = (name: string): string => `sqlite:${join(place.folder, name)}`;
const fileAt = (name: string): string => join(place.folder, name);

const record = (store: string, ...slugs: string[]): Promise<unknown> =>
  withLedger({ address: store }, ({ tell }) => tell(new RecordEvents(slugs.map(party))));

const headOf = (store: string): Promise<{ ok: boolean; position: number; hash: string }> =>
  withLedger({ address: store }, ({ ask }) => ask(new VerifyLog()));

/** Why it was refused. */
const refusal = async (work: Promise<unknown>): Promise<[string, string]> => {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Stop ? [error.outcome, error.message] : ['none', String(error)];
};

describe('A backup', () => {
  it('of a ledger that is served and written is one moment of it, verified', async () => {
    const child = place.start(['serve', '--empty', '--port', '0'], { STORE_URL: 'sqlite:busy.db' });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const address = await vi.waitUntil(() => /Serving at (\S+)\/\s/.exec(said)?.[1], 60_000);
    const write = async (slug: string): Promise<number> =>
      (
        await fetch(`${address}/api/v1/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(party(slug)),
        })
      ).status;
    const statuses = [await write('p0')];
    const backup = place.run(['backup', 'copy.db', '--json'], at('sqlite:busy.db'));
    let isDone = false;
    void backup.finally(() => (isDone = true));
    for (let number = 1; !isDone; number++) {
      statuses.push(await write(`p${number}`));
      await setTimeout(10);
    }
    const { code, stdout } = await backup;
    expect([code, [...new Set(statuses)]]).toEqual([0, [201]]);
    const manifest = JSON.parse(stdout) as { position: number; hash: string; sha256: string };
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    const copy = await headOf(ledger('copy.db'));
    expect(copy).toMatchObject({ ok: true, position: manifest.position, hash: manifest.hash });
    expect(copy.position).toBeGreaterThanOrEqual(1);
    const log = new Database(fileAt('busy.db'), { readonly: true });
    const hash = log.prepare('SELECT hash FROM events WHERE position = ?').pluck().get(copy.position);
    log.close();
    expect(hash).toBe(copy.hash);
  });

  it('writes over nothing', async () => {
    const before = readFileSync(fileAt('copy.db'));
    expect(await place.run(['backup', 'copy.db'], at('sqlite:busy.db'))).toMatchObject({ code: 4 });
    expect(readFileSync(fileAt('copy.db')).equals(before)).toBe(true);
    expect(await refusal(makeBackup(ledger('nothing.db'), fileAt('none.db')))).toMatchObject([
      'notFound',
      {},
    ]);
  });
});

describe('Restoring a backup', () => {
  const [two, all, log] = ['two.db', 'all.db', 'ledger.db'];
  const restore = (name: string, to: string, accepted?: number) =>
    restoreBackup(fileAt(name), ledger(to), accepted);

  beforeAll(async () => {
    await record(ledger(log), 'openai', 'amd');
    await makeBackup(ledger(log), fileAt(two));
    await record(ledger(log), 'nvidia', 'oracle', 'broadcom');
    await makeBackup(ledger(log), fileAt(all));
  });

  it('makes the ledger where there is none, and goes on behind its beginning', async () => {
    expect(await place.run(['restore', two], at('sqlite:new.db'))).toMatchObject({ code: 0 });
    expect(await headOf(ledger('new.db'))).toMatchObject({ ok: true, position: 2 });
    await restore(all, 'new.db');
    expect(await headOf(ledger('new.db'))).toEqual(await headOf(ledger(log)));
  });

  it('gives up what the backup lacks only when that is said, and keeps it beside', async () => {
    const before = await headOf(ledger(log));
    const refused = await place.run(['restore', two], at('sqlite:ledger.db'));
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringContaining(
        '3 events of sqlite:ledger.db are not in the backup: --accept-loss 3 replaces it',
      ) as string,
    ]);
    expect(await refusal(restore(two, log, 2))).toMatchObject(['conflict', {}]);
    const held = new Database(fileAt(log));
    held.prepare('SELECT count(*) FROM events').get();
    expect(await refusal(restore(two, log, 3))).toEqual([
      'failure',
      expect.stringContaining('is in use: stop the server'),
    ]);
    held.close();
    expect(await headOf(ledger(log))).toEqual(before);
    const { keptAs = '' } = await restore(two, log, 3);
    expect(await headOf(ledger(log))).toMatchObject({ ok: true, position: 2 });
    expect(await headOf(`sqlite:${keptAs}`)).toEqual(before);
  });

  it('replaces a ledger that is broken, and refuses a backup that is', async () => {
    const raw = new Database(fileAt(log));
    raw.exec('DROP TRIGGER events_are_never_changed');
    raw.exec("UPDATE events SET canonical = replace(canonical, 'amd', 'and') WHERE position = 2");
    raw.close();
    expect(await refusal(restore(two, log))).toEqual([
      'conflict',
      expect.stringMatching(/is broken \(.*--accept-loss 0/s),
    ]);
    await restore(two, log, 0);
    expect(await headOf(ledger(log))).toMatchObject({ ok: true, position: 2 });
    const bytes = readFileSync(fileAt(two));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
    writeFileSync(fileAt(two), bytes);
    expect(await refusal(restore(two, 'elsewhere.db'))).toEqual([
      'checkFailed',
      expect.stringContaining('is not what its manifest says'),
    ]);
    expect(existsSync(fileAt('elsewhere.db'))).toBe(false);
  });
});

describe('A day in the life of a ledger', () => {
  it('goes as docs/operations.md says', async () => {
    const handbook = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const [, block = ''] = /## A day in its life\s+```\n([^`]+)```/.exec(handbook) ?? [];
    const commands = block.trim().split('\n');
    expect(commands.length).toBeGreaterThanOrEqual(5);
    await record(ledger('day.db'), 'openai');
    const env = { STORE_URL: 'sqlite:day.db', PORT: '0' };
    for (const command of commands) {
      const { code, stdout, stderr } = await place.run(command.split(' ').slice(1), { env });
      expect([command, code, code === 0 ? '' : stdout + stderr]).toEqual([command, 0, '']);
    }
  });
});

describe('A ledger in a database', () => {
  it('is backed up into a file and restored into an empty database alone', async () => {
    const server = await PostgresServer.shared();
    try {
      const [from, to] = [await server.database(), await server.database()];
      await record(from.url, 'openai', 'amd');
      await makeBackup(from.url, fileAt('database.db'));
      await restoreBackup(fileAt('database.db'), to.url);
      expect(await headOf(to.url)).toEqual(await headOf(from.url));
      await record(to.url, 'nvidia');
      expect(await refusal(restoreBackup(fileAt('database.db'), to.url, 9))).toEqual([
        'conflict',
        expect.stringContaining('has 1 events that are not in the backup: restore into an empty database'),
      ]);
    } finally {
      await server.stop();
    }
  });
});
