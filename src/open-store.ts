import { BadConfiguration } from './configuration.js';
import { BadAddress } from './store/bad-address.js';
import { GuardedStore } from './store/guarded-store.js';
import { isConfidentialRecord } from './store/layered/anchor.js';
import type { PublicLog } from './store/layered/combined-log.js';
import { LayeredReader } from './store/layered/layered-reader.js';
import { openLayered } from './store/layered/open.js';
import { PostgresStore } from './store/postgres.js';
import { StandbyStore } from './store/postgres-standby.js';
import { isPostgresAddress, publicAddress } from './store/postgres/address.js';
import { SqliteStore } from './store/sqlite.js';
import { type EventStore, type LogReader, StoreUnavailable } from './store/store.js';

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

/** Taken for a ledger, a file of confidential facts would be read by everybody. */
const assertPublic = async (store: EventStore): Promise<void> => {
  const [first] = await store.read(0, 1);
  if (!first || !isConfidentialRecord(first)) return;
  await store.close();
  throw new StoreUnavailable(
    'this is a file of confidential facts, which is only read beside a public ledger',
  );
};

/** Opens the store that an address names. Throws BadConfiguration for an address of no kind that there is. */
export const openStore = async (url: string): Promise<EventStore> => {
  const store = await (isPostgresAddress(url)
    ? readingAddress(PostgresStore.open(url))
    : SqliteStore.open(fileIn(url)));
  await assertPublic(store);
  return new GuardedStore(store);
};

/** Opens a database to read off a standby what is at most so many seconds late; nothing can be recorded then. */
export const openStandby = async (url: string, mostSeconds: number): Promise<EventStore> => {
  if (!isPostgresAddress(url))
    throw new BadConfiguration('--max-lag (MAX_LAG) is for a database with a standby: postgres://…');
  return new GuardedStore(await readingAddress(StandbyStore.open(url, mostSeconds)));
};

/** Opens the confidential facts in a file, made if missing, folded into a public log that stays its owner's to close. */
export const openConfidential = async (open: PublicLog, file: string): Promise<EventStore> =>
  new GuardedStore(await openLayered(open, file));

/**
 * Opens the same store beside whoever writes it: what is not there is not made, and nothing can be written. With a file
 * of confidential facts these are folded in.
 */
export const openToRead = async (url: string, confidential?: string): Promise<LogReader> => {
  const open = await (isPostgresAddress(url)
    ? readingAddress(PostgresStore.openToRead(url))
    : SqliteStore.openToRead(fileIn(url)));
  return confidential === undefined
    ? open
    : new LayeredReader(open, await SqliteStore.openToRead(confidential));
};
