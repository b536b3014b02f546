import { CheckStatus } from '@stryker-mutator/api/check';
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

/** Stryker mutates whatever stands within the place of a drawn mutant; of those, this lets through what was drawn. */
class Drawn {
  static inject = tokens(commonTokens.options);

  constructor({ sample }) {
    this.keys = new Set(sample.keys);
  }

  init() {
    return Promise.resolve();
  }

  check(mutants) {
    const verdict = (mutant) =>
      this.keys.has(keyOf({ ...mutant, fileName: relative(process.cwd(), mutant.fileName) }))
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'not drawn' };
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, verdict(mutant)])));
  }
}

/** What is said of a mutant whose turn came after the time was up. */
export const notReached = 'not reached';

/** Vitest's runner until the time is up; of mutants after that it says so, and runs nothing. */
const bounded = (injector) => {
  const { until } = injector.resolve(commonTokens.options).sample;
  const runner = injector.injectFunction(vitestPlugins[0].factory);
  return {
    capabilities: () => runner.capabilities(),
    init: () => runner.init(),
    dispose: () => runner.dispose(),
    dryRun: (options) => runner.dryRun(options),
    mutantRun: (options) =>
      Date.now() < until
        ? runner.mutantRun(options)
        : Promise.resolve({ status: MutantRunStatus.Error, errorMessage: notReached }),
  };
};
bounded.inject = tokens(commonTokens.injector);

const lived = new Set(['Survived', 'NoCoverage']);

/** Says of each survivor what it is as soon as it is known, and how many were tested. */
class Survivors {
  static inject = tokens(commonTokens.options);
  tested = 0;

  constructor({ sample }) {
    this.drawn = sample.keys.length;
  }

  onMutantTested(result) {
    if (result.status === 'CompileError') return;
    this.tested += 1;
    if (lived.has(result.status)) console.log(`${this.tested}/${this.drawn} ${told(mutantOf(result))}`);
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors),
  declareClassPlugin(PluginKind.Checker, 'drawn', Drawn),
  declareFactoryPlugin(PluginKind.TestRunner, 'bounded', bounded),
];
