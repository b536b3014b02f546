import { defineConfig } from 'vitest/config';

const quick = 'tests/bench/quick.bench.ts';
const isQuick = process.env.BENCH_QUICK === '1';

/** `npm run bench`: one file at a time, ratios printed. The quick one is run by itself. */
export default defineConfig({
  test: {
    include: isQuick ? [quick] : ['tests/bench/*.bench.ts'],
    exclude: isQuick ? [] : [quick],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    setupFiles: ['tests/setup.ts'],
    disableConsoleIntercept: true,
  },
});
