import { BadConfiguration } from './configuration.js';
import { GuardedStore } from './store/guarded-store.js';
import { SqliteStore } from './store/sqlite.js';
import type { EventStore, LogReader } from './store/store.js';

/** The adapters of the store, by how their addresses begin. */
const fileIn = (url: string): string => {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return url.slice('sqlite:'.length);
  throw new BadConfiguration(`STORE_URL must be sqlite:FILE, not "${url}"`);
};

/** Opens the store that an address names. Throws BadConfiguration for an address of no kind that there is. */
export const openStore = async (url: string): Promise<EventStore> =>
  new GuardedStore(await SqliteStore.open(fileIn(url)));

/** Opens the same store beside whoever writes it: what is not there is not made, and nothing can be written. */
export const openToRead = async (url: string): Promise<LogReader> => SqliteStore.openToRead(fileIn(url));
