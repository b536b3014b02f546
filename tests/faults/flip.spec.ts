import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { SqliteStore } from '../../src/store/sqlite.js';
import { one, party, terms, upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { told } from './progress.js';

describe('A single bit that flips in the SQLite file', () => {
  const flips = Number(process.env.FLIPS ?? 200);
  let files: ReturnType<typeof folder>;

  beforeEach(() => {
    files = folder();
  });
  afterEach(() => files.remove());

  /** A small sequence that is the same in every run (Park and Miller, 1988). */
  const chance = (seed: number) => (below: number) =>
    Math.floor(((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647) * below);

  const fill = async (file: string): Promise<void> => {
    const store = await SqliteStore.open(file, () => new Date('2026-01-31T12:00:00Z'));
    for (const turn of upTo(20)) {
      const events = [
        terms(`deal-${turn % 5}`, `turn ${turn} `.repeat(1 + (turn % 7))),
        party(`p${turn}`, 'A Party'),
      ];
      const receipt = { key: `key-${turn}`, digest: 'd'.repeat(64), status: 201, body: 'done' };
      await store.append(
        events.map((added) => one(added)),
        () => receipt,
      );
    }
    await store.close();
  };

  /** All that anybody could ask of the file; undefined when it says that it is broken. */
  const answers = async (file: string): Promise<string | undefined> => {
    const asked: unknown[] = [];
    const store = await SqliteStore.open(file).catch(() => undefined);
    if (!store) return undefined;
    try {
      const verdict = await store.verify();
      if (!verdict.ok) return undefined;
      const stored = await store.read(0, 1_000);
      asked.push(verdict, stored, await store.byIds(stored.map(({ event }) => event.id)));
      for (const turn of upTo(20)) asked.push(await store.receipt(`key-${turn}`));
      for (const number of upTo(5)) asked.push(await store.read(0, 100, { stream: `deal-${number - 1}` }));
      for (const type of ['DealAmended', 'PartyRegistered']) asked.push(await store.read(0, 100, { type }));
      return JSON.stringify(asked);
    } catch {
      return undefined;
    } finally {
      await store.close().catch(() => undefined);
    }
  };

  /** The control: what SQLite finds when it is asked for nothing but its own check. */
  const isFoundBySqlite = (file: string): boolean => {
    let database: Database.Database | undefined;
    try {
      database = new Database(file, { readonly: true });
      return database.pragma('integrity_check', { simple: true }) !== 'ok';
    } catch {
      return true;
    } finally {
      database?.close();
    }
  };

  const enoughTime = 30_000 + flips * 100;

  it(
    'changes no answer without being found',
    async () => {
      await fill(files.file('whole.db'));
      const whole = readFileSync(files.file('whole.db'));
      const truth = await answers(files.file('whole.db'));
      expect(truth).toBeDefined();
      const next = chance(20_260_131);
      let [done, found, foundBySqlite] = [0, 0, 0];
      for (const turn of told('flips', upTo(flips), flips)) {
        const bytes = Buffer.from(whole);
        const [byte, bit] = [next(bytes.length), next(8)];
        bytes[byte]! ^= 1 << bit;
        const file = files.file(`flipped-${turn}.db`);
        writeFileSync(file, bytes);
        const answered = await answers(file);
        if (answered === undefined) {
          found++;
          if (isFoundBySqlite(file)) foundBySqlite++;
        } else expect(answered, `bit ${bit} of byte ${byte}`).toBe(truth);
        rmSync(file);
        done++;
      }
      console.log(`${done} flips: ${found} found, of which SQLite alone finds ${foundBySqlite}`);
      expect(found).toBeGreaterThan(done / 4);
      expect(foundBySqlite).toBeLessThan(found / 2);
    },
    enoughTime,
  );
});
