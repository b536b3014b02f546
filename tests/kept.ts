import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keeping } from '../src/packed/keeping.js';
import { PackedFolder } from '../src/packed/packed-folder.js';
import { PackedHistory } from '../src/packed/packed-history.js';
import { SqliteStore } from '../src/store/sqlite.js';
import type { LogReader } from '../src/store/store.js';
import { one, party, several, terms } from './contract/candidates.js';

export const segmentSize = 4;

/** A start beside a store: what was taken over of the folder, what the history then is, and what was told. */
export interface Started {
  takenOver: number;
  history: PackedHistory;
  told: string[];
}

/** Reads the log as a process does that starts, keeps what is new of it, and ends. */
export const start = async (store: LogReader, folder: string): Promise<Started> => {
  const told: string[] = [];
  const history = new PackedHistory(100, segmentSize);
  const keeping = new Keeping(store, history, new PackedFolder(folder), (reason) => told.push(reason));
  await keeping.takeOver();
  const takenOver = history.position;
  const events = await store.readWritten(takenOver, 1_000);
  for (const event of events) history.append(event);
  keeping.heed(events);
  await keeping.keepUp();
  await keeping.stop();
  return { takenOver, history, told };
};

/** A folder of its own with a store in it, and events of a party and a deal. */
export const place = async () => {
  const home = mkdtempSync(join(tmpdir(), 'kept-'));
  const file = join(home, 'ledger.db');
  const folder = join(home, 'ledger.db.packed');
  const store = await SqliteStore.open(file);
  return {
    home,
    file,
    folder,
    store,
    files: () => readdirSync(folder).sort(),
    bytesOf: (name: string) => readFileSync(join(folder, name)),
    record: async (count: number, words = 'more') => {
      await store.append([one(party(`p-${words}`, `Party ${words}`))]);
      for (const added of several(count - 1, (index) => terms('deal-one', `${words} ${index}`)))
        await store.append([one(added)]);
    },
    remove: async () => {
      await store.close();
      rmSync(home, { recursive: true });
    },
  };
};
