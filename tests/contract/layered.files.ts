import { SqliteStore } from '../../src/store/sqlite.js';
import { openLayered } from '../../src/store/layered/open.js';
import type { EventStore } from '../../src/store/store.js';
import type { Opened } from './held.js';
import { folder } from './sqlite.files.js';

/** A confidential file beside a public one, and the two as one. */
export const layeredFiles = (clock?: () => Date) => {
  const { file, remove } = folder();
  const opened: EventStore[] = [];
  const keep = <Store extends EventStore>(store: Store): Store => {
    opened.push(store);
    return store;
  };
  return {
    file,
    openPublic: async () => keep(await SqliteStore.open(file('public.db'), clock)),
    openOver: async (open: EventStore, name = 'hidden.db') =>
      keep(await openLayered(open, file(name), clock)),
    remove: async () => {
      for (const store of opened.reverse()) await store.close();
      remove();
    },
  };
};

/** An empty public log under whatever a test appends. */
export const openLayeredStore = async (clock?: () => Date): Promise<Opened> => {
  const files = layeredFiles(clock);
  const open = await files.openPublic();
  let store = await files.openOver(open);
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = await files.openOver(open));
    },
    another: () => files.openOver(open),
    dispose: files.remove,
  };
};
