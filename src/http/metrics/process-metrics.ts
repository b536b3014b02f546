import { readdir } from 'node:fs/promises';
import type { Metric } from './exposition.js';
import { gauge, counter } from './kinds.js';

/** Files and connections that are open; none where the system doesn't tell. */
const openDescriptors = async (): Promise<Metric[]> => {
  const found = await readdir('/proc/self/fd').catch(() => undefined);
  return found ? [gauge('process_open_fds', 'Files and connections that are open.', found.length)] : [];
};

/** What every process has, under the names that dashboards know. */
export const processMetrics = async (): Promise<Metric[]> => {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    counter('process_cpu_seconds_total', 'Processor time, in seconds.', (user + system) / 1e6),
    gauge('process_resident_memory_bytes', 'Memory that is resident, in bytes.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript that is in use, in bytes.', heapUsed),
    gauge('process_start_time_seconds', 'When it started, in seconds since 1970.', startedAt()),
    ...(await openDescriptors()),
  ];
};

const startedAt = (): number => Math.round(Date.now() / 1e3 - process.uptime());
