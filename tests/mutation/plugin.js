import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { relative } from 'node:path';
import { keyOf, mutantOf } from './mutants.js';
import { told } from './told.js';

/** What is said of a mutant whose turn came after the time was up. */
export const notReached = 'not reached';

const passedOver = (errorMessage) => Promise.resolve({ status: MutantRunStatus.Error, errorMessage });

/** So many tests are not run apart: those that are left would hardly be fewer. */
const mostApart = 500;

/**
 * Specs that build a ledger while they are read run code outside of any test, and Stryker takes that for code that is
 * read once: it runs every spec. Here the tests that run the mutant go first, and all specs where none of them finds it.
 */
class NearFirst {
  near = new Map();

  constructor(runner) {
    this.runner = runner;
  }

  async dryRun(options) {
    const result = await this.runner.dryRun(options);
    for (const [test, hits] of Object.entries(result.mutantCoverage?.perTest ?? {}))
      for (const mutant of Object.keys(hits)) this.near.set(mutant, [...(this.near.get(mutant) ?? []), test]);
    return result;
  }

  async mutantRun(options) {
    const testFilter = this.near.get(options.activeMutant.id) ?? [];
    if (!options.testFilter && testFilter.length > 0 && testFilter.length < mostApart) {
      const found = await this.runner.mutantRun({ ...options, testFilter });
      if (found.status !== MutantRunStatus.Survived) return found;
    }
    return this.runner.mutantRun(options);
  }
}

/**
 * Vitest's runner, for drawn mutants alone and until the time is up: Stryker mutates whatever stands within the place
 * of a drawn one. Of all others it runs nothing.
 */
const bounded = (injector) => {
  const { home, originals, until } = injector.resolve(commonTokens.options).sample;
  const drawn = new Set(Object.keys(originals));
  const runner = injector.injectFunction(vitestPlugins[0].factory);
  const near = new NearFirst(runner);
  return {
    capabilities: () => runner.capabilities(),
    init: () => runner.init(),
    dispose: () => runner.dispose(),
    dryRun: (options) => near.dryRun(options),
    mutantRun: (options) => {
      const { fileName } = options.activeMutant;
      if (!drawn.has(keyOf({ ...options.activeMutant, fileName: relative(home, fileName) })))
        return passedOver('not drawn');
      return Date.now() < until ? near.mutantRun(options) : passedOver(notReached);
    },
  };
};
bounded.inject = tokens(commonTokens.injector);

const lived = new Set(['Survived', 'NoCoverage']);

const progressMs = 10_000;

/** Says of each survivor what it is as soon as it is known, and every ten seconds how far the run is. */
class Survivors {
  static inject = tokens(commonTokens.options);
  tested = 0;
  survived = 0;
  said = 0;

  constructor({ sample }) {
    this.drawn = new Map(Object.entries(sample.originals));
  }

  onMutantTested(result) {
    const mutant = mutantOf(result);
    if (!this.drawn.has(keyOf(mutant))) return;
    this.tested += 1;
    if (lived.has(result.status)) {
      this.survived += 1;
      console.log(told(mutant, this.drawn.get(keyOf(mutant))));
    }
    if (Date.now() < this.said + progressMs) return;
    this.said = Date.now();
    console.log(`${this.tested} of ${this.drawn.size} tested, ${this.survived} survived`);
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors),
  declareFactoryPlugin(PluginKind.TestRunner, 'bounded', bounded),
];
