// `npm run mutation`: draws mutants of events/ and projections/, and says how many of them the specs find.
import { Stryker } from '@stryker-mutator/core';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawMutants, keyOf, mutantOf, originalOf } from './mutants.js';
import { notReached } from './plugin.js';

process.chdir(fileURLToPath(new URL('../../', import.meta.url)));

const { MUTANTS = '300', MUTANTS_SEED = '1', MUTANTS_AT: places, SECONDS = '1800' } = process.env;

/** Drawn mutants that change nothing that anybody could see, each with its reason. */
const equivalents = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));

const isEquivalent = (mutant) =>
  equivalents.some(
    ({ file, original, replacement }) =>
      file === mutant.fileName && original === originalOf(mutant) && replacement === mutant.replacement,
  );

/** Where a run of before found that one lived: `events/kit/entries.ts:58`. */
const isAsked = ({ fileName, location: { start } }) =>
  places === undefined || places.split(',').includes(`${fileName}:${start.line + 1}`);

const rangeOf = ({ fileName, location: { start, end } }) =>
  `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;

const killed = (drawn) =>
  new Stryker({
    mutate: drawn.map(rangeOf),
    sample: {
      home: process.cwd(),
      originals: Object.fromEntries(drawn.map((mutant) => [keyOf(mutant), originalOf(mutant)])),
      until: Date.now() + Number(SECONDS) * 1000,
    },
    warnings: { unknownOptions: false, slow: false },
    plugins: ['@stryker-mutator/vitest-runner', fileURLToPath(new URL('plugin.js', import.meta.url))],
    testRunner: 'bounded',
    vitest: { configFile: 'tests/mutation/vitest.config.js', related: false, pool: 'threads' },
    ignorePatterns: ['dist', 'coverage', 'docs/pictures'],
    concurrency: 1,
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 20,
    reporters: ['survivors'],
    cleanTempDir: 'always',
    allowConsoleColors: false,
  }).runMutationTest();

/** Wilson's interval: where the share of all mutants lies, 95 times in 100, when `found` of `all` drawn ones were found. */
const interval = (found, all) => {
  const z = 1.96;
  const share = found / all;
  const middle = share + z ** 2 / (2 * all);
  const reach = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return [middle - reach, middle + reach].map((part) => part / (1 + z ** 2 / all));
};

const percent = (share) => `${(share * 100).toFixed(1)} %`;

const { all, drawn } = await drawMutants(Number(MUTANTS), MUTANTS_SEED);
const telling = drawn.filter((mutant) => !isEquivalent(mutant));
const asked = telling.filter(isAsked);
const keys = new Set(asked.map(keyOf));
const tested = (await killed(asked)).map(mutantOf).filter((mutant) => keys.has(keyOf(mutant)));

const withStatus = (...statuses) => tested.filter(({ status }) => statuses.includes(status));
const unreached = tested.filter(({ statusReason }) => statusReason?.includes(notReached));
const unloaded = withStatus('RuntimeError').filter((mutant) => !unreached.includes(mutant));
const survivors = withStatus('Survived', 'NoCoverage');
const found = withStatus('Killed', 'Timeout').length + unloaded.length;
const reached = found + survivors.length;

/** What came before the time was up stands in the order of its files: no fair draw, as little as what was asked for. */
const figure = () => {
  if (places !== undefined) return 'No score: these were asked for by where they stand.';
  if (unreached.length > 0) return 'No score: draw fewer with MUTANTS, or give more SECONDS.';
  const [low, high] = interval(found, reached);
  return `Mutation score ${percent(found / reached)}; of all mutants, 95 times in 100, between ${percent(low)} and ${percent(high)}.`;
};

console.log(`
${all} mutants of events/ and projections/; ${drawn.length} drawn with seed ${MUTANTS_SEED}, ${drawn.length - telling.length} of them equivalent, ${unreached.length} not reached.
Found ${found} of ${reached}: ${withStatus('Killed').length} by a test, ${withStatus('Timeout').length} by running too long, ${unloaded.length} by not loading; ${survivors.length} survived, ${withStatus('NoCoverage').length} of them run by no spec.
${figure()}`);
const lost = asked.length - tested.length;
if (lost > 0) throw new Error(`${lost} drawn mutants were not tested: Stryker made others.`);
