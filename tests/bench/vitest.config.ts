import { defineConfig } from 'vitest/config';

/** `npm run bench`: one file at a time, nothing asserted about time, ratios printed. */
export default defineConfig({
  test: {
    include: ['tests/bench/*.bench.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    setupFiles: ['tests/setup.ts'],
    disableConsoleIntercept: true,
  },
});
