import 'reflect-metadata';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { startIdsAnew } from './ids.js';

/** The draws of a plain run are the same everywhere, so that a red law is red for everyone; `npm run laws` draws anew. */
const { LAWS_SEED: seed = '20261127' } = process.env;

fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
startIdsAnew();

// What is said in colours is told by a test that asks for them, not by where the tests run.
delete process.env.FORCE_COLOR;

const [environment, folder] = [{ ...process.env }, process.cwd()];

/** Only names: what they hold is nobody else's business. */
const changedVariables = (): string[] =>
  Object.keys({ ...environment, ...process.env }).filter((name) => process.env[name] !== environment[name]);

// Files run in one process after another: what one of them leaves changed would be a riddle in the next.
afterAll(() => {
  expect(changedVariables(), 'variables that this file leaves changed').toEqual([]);
  expect(process.cwd(), 'the folder that this file leaves the process in').toBe(folder);
});
