import { readingAddress } from './open-store.js';
import type { JobQueue, QueueRole } from './queue/job-queue.js';
import { isPostgresAddress } from './store/postgres/address.js';

/**
 * Opens the queue of heavy questions that processes on one database share; there is none beside a file, which one
 * process serves. Throws BadConfiguration or StoreUnavailable.
 */
export const openQueue = async (address: string, role: QueueRole): Promise<JobQueue | undefined> => {
  if (!isPostgresAddress(address)) return undefined;
  const { JobQueue } = await import('./queue/job-queue.js');
  return readingAddress(JobQueue.open(address, role));
};
