import { BadConfiguration, type Configuration } from './configuration.js';
import { openQueue } from './open-queue.js';
import { takeJobs } from './queue/taking.js';
import { OpenTelemetry } from './traces/open-telemetry.js';
import { Processes } from './workers/processes.js';

export interface Working {
  /** Takes no more jobs, lets those that run end, gives the others back, and stops; within ten seconds. */
  close(): Promise<void>;
}

/** How long jobs that run may go on once the process is to stop. */
const patienceMs = 6_000;

/**
 * Works on the jobs of a ledger in PostgreSQL, so many at once, wherever they were asked for. Throws BadConfiguration
 * or StoreUnavailable.
 */
export const work = async (
  { storeUrl: address, work: limits, traces }: Configuration,
  atOnce: number,
): Promise<Working> => {
  const queue = await openQueue(address, 'work');
  if (!queue || !limits)
    throw new BadConfiguration(
      'STORE_URL must be postgres://…: the jobs of a file are worked on by the process that serves it',
    );
  const telemetry = traces ? await OpenTelemetry.open() : undefined;
  const processes = new Processes({ ...limits, processes: atOnce, address });
  await takeJobs(queue, processes, atOnce);
  return {
    close: async () => {
      await queue.close(patienceMs);
      await processes.close();
      await telemetry?.close();
    },
  };
};
