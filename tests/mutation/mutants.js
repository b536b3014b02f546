import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

/** What is mutated. Declarations of fields are decorators, and those Stryker leaves alone. */
const sources = ['events/**/*.ts', 'projections/**/*.ts'];

const silent = { debug() {}, info() {}, isDebugEnabled: () => false };

/** Every mutant that Stryker makes of the sources: file, place (lines and columns from zero), mutator, replacement. */
const allMutants = async () => {
  const files = globSync(sources)
    .sort()
    .map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const instrumenter = createInjector().provideValue('logger', silent).injectFunction(createInstrumenter);
  const { mutants } = await instrumenter.instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  return mutants;
};

/** One mutant by what it is, the same in both places that make mutants: their numbers differ. */
export const keyOf = ({ fileName, location: { start, end }, mutatorName, replacement }) =>
  [fileName, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');

const lot = (seed, mutant) =>
  createHash('sha256')
    .update(`${seed} ${keyOf(mutant)}`)
    .digest('hex');

/**
 * `count` mutants, each as likely as any other: those with the lowest lots. A mutant's lot follows from it and the
 * seed alone, so a change elsewhere leaves it drawn.
 */
export const drawMutants = async (count, seed) => {
  const mutants = await allMutants();
  const lots = mutants.map((mutant) => ({ mutant, lot: lot(seed, mutant) }));
  lots.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return { all: mutants.length, drawn: lots.slice(0, count).map(({ mutant }) => mutant) };
};

const fromZero = ({ line, column }) => ({ line: line - 1, column: column - 1 });

/** The mutant that a result of Stryker's is of: there lines and columns are counted from one. */
export const mutantOf = ({ fileName, location: { start, end }, ...result }) => ({
  ...result,
  fileName: relative(process.cwd(), resolve(fileName)),
  location: { start: fromZero(start), end: fromZero(end) },
});

/** The text that a mutant replaces. */
export const originalOf = ({ fileName, location: { start, end } }) => {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  return [lines.shift().slice(start.column), ...lines].join('\n');
};
