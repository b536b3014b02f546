import { Worker } from 'node:worker_threads';

const watching = `
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 500);
`;

/**
 * Ends this process soon after the one that started it has ended, however that came about. A thread watches, since
 * work that takes minutes lets this one hear nothing.
 */
export const endWithParent = (): void => {
  new Worker(watching, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
};
