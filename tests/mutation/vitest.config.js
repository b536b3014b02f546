import { defineConfig } from 'vitest/config';
import { specs } from './specs.js';

/** Every spec file in one process, one after another: what they load, they load once. */
export default defineConfig({
  test: {
    ...specs,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: [
      'tests/setup.ts',
      ...(process.env.MUTANTS_CONTROL === 'blind' ? ['tests/mutation/blind.js'] : []),
    ],
  },
});
