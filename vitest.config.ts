import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.js';

export default defineConfig({
  test: {
    include: ['tests/**/*.spec.ts'],
    // Two more than the cores that are there at least: a third of the time processes and pages are waited for.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // What one file has loaded the next ones need not: loading took as long as testing. See tests/setup.ts.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Whatever is waited for comes later on a busy machine: a second, the default, is a time and not a state.
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['tests/setup.ts'],
  },
});
