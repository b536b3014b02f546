import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.js';
import { folder } from '../contract/sqlite.files.js';
import { aftermath } from './after.js';
import { Appender, builtAppender } from './children.js';
import { cutAll } from './cuts.js';
import { canWatchDisk, diskBetween } from './disk.js';

const cuts = Number(process.env.CUTS ?? 40);
const enoughTime = 60_000 + cuts * 1_000;

describe.runIf(canWatchDisk)('When the power goes while a process appends', () => {
  let files: ReturnType<typeof folder>;
  let between: ReturnType<typeof diskBetween>;
  let appender: Awaited<ReturnType<typeof builtAppender>>;
  beforeAll(async () => {
    files = folder();
    between = diskBetween();
    appender = await builtAppender();
  });
  afterAll(() => {
    for (const one of [files, between, appender]) one.remove();
  });

  const placesIn = (name: string) => ({
    home: files.file(name),
    before: files.file(`${name}-before`),
    record: files.file(`${name}-record`),
    left: files.file(`${name}-left`),
  });

  it(
    'nothing that was acknowledged is lost, no batch is torn, and the chain is whole',
    async () => {
      const { home, before, record, left } = placesIn('ledger');
      mkdirSync(home);
      await (await SqliteStore.open(join(home, 'ledger.db'))).close();
      cpSync(home, before, { recursive: true });
      const watching = between.environment({ folder: home, record });
      const under = ['env', ...Object.entries(watching).map(([name, value]) => `${name}=${value}`)];
      const appending = {
        log: join(home, 'ledger.db'),
        manner: 'when-durable',
        callers: 4,
        batches: 60 + Math.floor(cuts / 5),
      } as const;
      const child = new Appender(appender.script, appending, under);
      await child.ended;
      let most = 0;
      const lost = await cutAll({ left, before, record, cuts }, async (acknowledged) => {
        const after = await aftermath(join(left, 'ledger.db'), acknowledged);
        expect(after).toMatchObject({ lost: [], torn: [], faults: [] });
        most = Math.max(most, acknowledged.length);
      });
      console.log(
        `${cuts} cuts: ${most} events acknowledged by the last, none lost; ${lost} sectors dropped`,
      );
      expect(most).toBeGreaterThan(100);
      expect(lost).toBeGreaterThan(cuts);
    },
    enoughTime,
  );

  it('what a driver acknowledges that syncs as it does by itself is lost: the control', async () => {
    const { home, before, record, left } = placesIn('careless');
    mkdirSync(home);
    const file = join(home, 'kept.db');
    const made = new Database(file);
    made.pragma('journal_mode = WAL');
    made.exec('CREATE TABLE kept (id INTEGER)');
    made.close();
    cpSync(home, before, { recursive: true });
    const careless = `const file = new (require('better-sqlite3'))(${JSON.stringify(file)});
      const keep = file.prepare('INSERT INTO kept VALUES (?)');
      for (let id = 1; id <= 200; id++) { keep.run(id); require('fs').writeSync(1, id + '\\n'); }`;
    const env = { ...process.env, ...between.environment({ folder: home, record }) };
    expect(spawnSync(process.execPath, ['-e', careless], { env }).status).toBe(0);
    let lost = 0;
    await cutAll({ left, before, record, cuts: 40 }, async (acknowledged) => {
      const kept = new Database(join(left, 'kept.db'));
      const there = new Set(kept.prepare<[], number>('SELECT id FROM kept').pluck().all());
      kept.close();
      lost += acknowledged.filter((id) => !there.has(Number(id))).length;
    });
    console.log(`the driver as it is: ${lost} acknowledged rows lost in 40 cuts`);
    expect(lost).toBeGreaterThan(0);
  });
});
