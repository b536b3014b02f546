import { SqliteStore } from '../../src/store/sqlite.js';
import type { StoredEvent } from '../../src/store/store.js';
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

/** What a file holds after whatever happened to the process that wrote it. */
export const aftermath = async (file: string, acknowledged: readonly string[]): Promise<Aftermath> => {
  const store = await SqliteStore.open(file);
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
