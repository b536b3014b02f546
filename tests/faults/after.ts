import { isPostgresAddress } from '../../src/store/postgres/address.js';
import { PostgresStore } from '../../src/store/postgres.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import type { EventStore, StoredEvent } from '../../src/store/store.js';
import { upTo } from '../contract/candidates.js';

export interface Aftermath {
  /** Acknowledged and not there. */
  lost: string[];
  /** Batches of which a part is there. */
  torn: string[];
  events: number;
  faults: readonly string[];
}

const tornIn = (events: readonly StoredEvent[]): string[] => {
  const batches = Map.groupBy(events, ({ event }) => event.correlationId!);
  return [...batches]
    .filter(([name, there]) => name.split('/')[1] !== String(there.length))
    .map(([name]) => name);
};

const isDense = (events: readonly StoredEvent[]): boolean => {
  const positions = upTo(events.length);
  return events.every(({ event }, index) => event.position === positions[index]);
};

/** The store of a file, or of a database. */
export const opened = async (log: string): Promise<EventStore> =>
  isPostgresAddress(log) ? PostgresStore.open(log) : SqliteStore.open(log);

/** What a file or a database holds after whatever happened to the processes that wrote it. */
export const aftermath = async (log: string, acknowledged: readonly string[]): Promise<Aftermath> => {
  const store = await opened(log);
  const events = await store.read(0, 1e6);
  const there = new Set(events.map(({ event }) => event.id));
  const { faults } = await store.verify();
  await store.close();
  return {
    lost: acknowledged.filter((id) => !there.has(id)),
    torn: tornIn(events),
    events: events.length,
    faults: [...faults.map(({ detail }) => detail), ...(isDense(events) ? [] : ['positions have gaps'])],
  };
};
