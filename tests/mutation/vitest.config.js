import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { specs } from './specs.js';

const folders = ['spec', 'golden', 'laws'];

/** Quick files first: most mutants are found by many specs, and the first that finds one ends its run. */
class QuickFirst extends BaseSequencer {
  sort(files) {
    const costs = new Map(
      files.map((file) => {
        const folder = folders.findIndex((name) => file.moduleId.includes(`/tests/${name}/`));
        return [file, folder * 1e6 + (this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0)];
      }),
    );
    return Promise.resolve([...files].sort((one, other) => costs.get(one) - costs.get(other)));
  }
}

const briefLaws = {
  name: 'brief-laws',
  enforce: 'pre',
  resolveId: (name, importer) =>
    name === 'fast-check' && importer?.includes('/tests/laws/')
      ? fileURLToPath(new URL('brief-check.js', import.meta.url))
      : null,
};

/** Every spec file in one process, one after another: what they load, they load once. */
export default defineConfig({
  plugins: [briefLaws],
  test: {
    ...specs,
    isolate: false,
    env: { LAWS: 'brief' },
    sequence: { sequencer: QuickFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: [
      'tests/setup.ts',
      ...(process.env.MUTANTS_CONTROL === 'blind' ? ['tests/mutation/blind.js'] : []),
    ],
  },
});
