import { defineConfig } from 'vitest/config';

const quick = 'tests/bench/quick.bench.ts';
const isQuick = process.env.BENCH_QUICK === '1';
/** They need packages of their own, which are only there when they are asked for. */
const peers = 'tests/bench/peers/*.bench.ts';
const usual = process.env.BENCH_PEERS === '1' ? [peers] : ['tests/bench/*.bench.ts'];

/** `npm run bench`: one file at a time, ratios printed. The quick one is run by itself. */
export default defineConfig({
  test: {
    include: isQuick ? [quick] : usual,
    exclude: isQuick ? [] : [quick],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    // A server takes its time to start beside much other work.
    hookTimeout: 60_000,
    setupFiles: ['tests/setup.ts'],
    disableConsoleIntercept: true,
  },
});
