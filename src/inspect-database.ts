import { readingAddress } from './open-store.js';
import type { Attending } from './queue/attending.js';
import { isPostgresAddress } from './store/postgres/address.js';
import { inspectServers, type ServerState } from './store/postgres/inspect.js';

/** How a database stands beside the log in it. */
export interface DatabaseState {
  servers: readonly ServerState[];
  /** Missing where no queue was made, or nobody can say. */
  attending?: Attending;
}

/** Looks at a database without joining it; undefined for a file. Throws BadConfiguration or StoreUnavailable. */
export const inspectDatabase = async (address: string): Promise<DatabaseState | undefined> => {
  if (!isPostgresAddress(address)) return undefined;
  const servers = await readingAddress(inspectServers(address));
  if (!servers.some(({ standing }) => standing === 'takes writes')) return { servers };
  const { attendingTo } = await import('./queue/attending.js');
  const attending = await attendingTo(address);
  return { servers, ...(attending && { attending }) };
};
