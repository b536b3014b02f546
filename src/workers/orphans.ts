import { Worker } from 'node:worker_threads';

const watching = `
  const { workerData: parent } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 500);
`;

/**
 * Ends this process soon after the one that started it has ended, however that came about, even before this one came
 * to watch for it. A thread watches, since work that takes minutes lets this one hear nothing.
 */
export const endWithParent = (parent: number): void => {
  const resourceLimits = { maxOldGenerationSizeMb: 8 };
  new Worker(watching, { eval: true, workerData: parent, resourceLimits }).unref();
};
