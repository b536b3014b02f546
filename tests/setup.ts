import 'reflect-metadata';
import fc from 'fast-check';

/** The draws of a plain run are the same everywhere, so that a red law is red for everyone; `npm run laws` draws anew. */
const { LAWS_SEED: seed = '20261127' } = process.env;

fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });

// What is said in colours is told by a test that asks for them, not by where the tests run.
delete process.env.FORCE_COLOR;
