import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the server before it starts (`--import`): writes down how long its serving thread went without a turn of
 * the event loop, in milliseconds of that thread's own processor time, so that what else the machine does does not
 * count. Waiting for a flush to disk does not count either.
 */
const tickMs = 2;
const leastMs = 2;

const busyMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const file = process.env.HOLDS_FILE;
if (isMainThread && file !== undefined) {
  let before = busyMs();
  setInterval(() => {
    const now = busyMs();
    if (now - before >= leastMs) appendFileSync(file, `${Date.now()} ${(now - before).toFixed(2)}\n`);
    before = busyMs();
  }, tickMs).unref();
}
