import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.js';
import { upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { aftermath } from './after.js';
import { Appender, builtAppender } from './children.js';
import { canWatchDisk, diskBetween } from './disk.js';
import { Disk, stepsIn } from './power.js';
import { told } from './progress.js';

const cuts = Number(process.env.CUTS ?? 40);
const enoughTime = 60_000 + cuts * 1_000;

/** A small sequence that is the same in every run (Park and Miller, 1988). */
const chances = (seed: number) => (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

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

  /** Cuts at moments of what was written down, and looks at what is left each time; the sectors that were lost. */
  const cutAll = async (
    before: string,
    record: string,
    count: number,
    look: (left: string, said: string[]) => Promise<void>,
  ): Promise<number> => {
    const steps = stepsIn(record);
    const chance = chances(20_261_128);
    const moments = upTo(count).map(() => Math.floor(chance() * steps.length));
    const disk = new Disk(before);
    let [at, lost] = [0, 0];
    for (const moment of told(
      'cuts',
      moments.sort((left, right) => left - right),
      count,
    )) {
      for (; at < moment; at++) disk.do(steps[at]!);
      const keeping = [0, 0.1, 0.5, 0.9][at % 4]!;
      const left = files.file('left');
      lost += disk.cutInto(left, () => chance() < keeping);
      try {
        await look(left, disk.said.split('\n').slice(0, -1));
      } finally {
        rmSync(left, { recursive: true });
      }
    }
    return lost;
  };

  it(
    'nothing that was acknowledged is lost, no batch is torn, and the chain is whole',
    async () => {
      const [home, before, record] = ['home', 'before', 'record'].map((name) => files.file(name));
      mkdirSync(home!);
      await (await SqliteStore.open(join(home!, 'ledger.db'))).close();
      cpSync(home!, before!, { recursive: true });
      const watching = between.environment({ folder: home!, record: record! });
      const under = ['env', ...Object.entries(watching).map(([name, value]) => `${name}=${value}`)];
      const appending = {
        file: join(home!, 'ledger.db'),
        manner: 'when-durable',
        callers: 4,
        batches: 60 + Math.floor(cuts / 5),
      } as const;
      const child = new Appender(appender.script, appending, under);
      await child.ended;
      let most = 0;
      const lost = await cutAll(before!, record!, cuts, async (left, acknowledged) => {
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
    const [home, before, record] = ['careless', 'careless-before', 'careless-record'].map((name) =>
      files.file(name),
    );
    mkdirSync(home!);
    const file = join(home!, 'kept.db');
    const made = new Database(file);
    made.pragma('journal_mode = WAL');
    made.exec('CREATE TABLE kept (id INTEGER)');
    made.close();
    cpSync(home!, before!, { recursive: true });
    const careless = `const file = new (require('better-sqlite3'))(${JSON.stringify(file)});
      const keep = file.prepare('INSERT INTO kept VALUES (?)');
      for (let id = 1; id <= 200; id++) { keep.run(id); require('fs').writeSync(1, id + '\\n'); }`;
    const env = { ...process.env, ...between.environment({ folder: home!, record: record! }) };
    expect(spawnSync(process.execPath, ['-e', careless], { env }).status).toBe(0);
    let lost = 0;
    await cutAll(before!, record!, 40, async (left, acknowledged) => {
      const kept = new Database(join(left, 'kept.db'));
      const there = new Set(kept.prepare<[], number>('SELECT id FROM kept').pluck().all());
      kept.close();
      lost += acknowledged.filter((id) => !there.has(Number(id))).length;
    });
    console.log(`the driver as it is: ${lost} acknowledged rows lost in 40 cuts`);
    expect(lost).toBeGreaterThan(0);
  });
});
