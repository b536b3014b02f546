import type { Connecting, EmmettSqlite } from './emmett-sqlite.js';

export type { EmmettSqlite };

/** Whether the driver that it needs is there: it is fetched or compiled for each machine, which may fail. */
const isBuilt = await import('sqlite3').then(
  () => true,
  () => false,
);

/** Emmett on SQLite; none where its driver could not be built. */
export const openEmmettSqlite = async (
  file: string,
  connecting: Connecting,
): Promise<EmmettSqlite | undefined> => {
  if (!isBuilt) return undefined;
  const { EmmettSqlite: Store } = await import('./emmett-sqlite.js');
  return Store.open(file, connecting);
};
