import { PostgresStore } from '../../src/store/postgres.js';
import type { PostgresServer } from '../postgres/server.js';
import type { Opened } from './held.js';

/** Stores in databases of their own, on a server that is there by the time of the first test. */
export const openPostgres =
  (server: () => PostgresServer) =>
  async (clock?: () => Date): Promise<Opened> => {
    const { url, drop } = await server().database();
    const open = (): Promise<PostgresStore> => PostgresStore.open(url, clock);
    let store = await open();
    return {
      store,
      reopen: async () => {
        await store.close();
        return (store = await open());
      },
      another: open,
      dispose: async () => {
        await store.close();
        await drop();
      },
    };
  };
