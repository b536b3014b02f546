import { SqliteStore } from '../sqlite.js';
import { OrderLock } from '../sqlite/order-lock.js';
import { LayeredStore } from './layered-store.js';
import type { PublicLog } from './combined-log.js';

/**
 * Confidential facts in a file of their own, made if missing, folded into a public log. Throws StoreUnavailable when the
 * file can't be used, or stands on another public log.
 */
export const openLayered = async (
  open: PublicLog,
  file: string,
  clock = (): Date => new Date(),
): Promise<LayeredStore> => {
  let earliest = '';
  // Behind what stands in front of it, also where two clocks differ.
  const later = (): Date => {
    const now = clock();
    return now.toISOString() < earliest ? new Date(earliest) : now;
  };
  const hidden = await SqliteStore.open(file, later);
  const store = new LayeredStore(
    open,
    hidden,
    new OrderLock(`${file}.lock`),
    (instant) => (earliest = instant),
  );
  try {
    await store.head();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
};
