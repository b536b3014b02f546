import { BadConfiguration } from './configuration.js';
import { BadAddress } from './store/bad-address.js';
import { GuardedStore } from './store/guarded-store.js';
import { PostgresStore } from './store/postgres.js';
import { isPostgresAddress, publicAddress } from './store/postgres/address.js';
import { SqliteStore } from './store/sqlite.js';
import type { EventStore, LogReader } from './store/store.js';

const fileIn = (url: string): string => {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) return url.slice('sqlite:'.length);
  const shown = /^[a-z+]+:\/\//i.exec(url)?.[0] ?? url;
  throw new BadConfiguration(`STORE_URL must be sqlite:FILE or postgres://…, not "${shown}"`);
};

/** How the store of an address is named where others read it: without the login. */
export const nameOfStore = (url: string): string => (isPostgresAddress(url) ? publicAddress(url) : url);

/** What is wrong with an address is told as what is wrong with a setting. */
export const readingAddress = async <T>(opening: Promise<T>): Promise<T> =>
  opening.catch((error: unknown) => {
    throw error instanceof BadAddress ? new BadConfiguration(error.message) : error;
  });

/** Opens the store that an address names. Throws BadConfiguration for an address of no kind that there is. */
export const openStore = async (url: string): Promise<EventStore> =>
  new GuardedStore(
    await (isPostgresAddress(url) ? readingAddress(PostgresStore.open(url)) : SqliteStore.open(fileIn(url))),
  );

/** Opens the same store beside whoever writes it: what is not there is not made, and nothing can be written. */
export const openToRead = async (url: string): Promise<LogReader> =>
  isPostgresAddress(url)
    ? readingAddress(PostgresStore.openToRead(url))
    : SqliteStore.openToRead(fileIn(url));
