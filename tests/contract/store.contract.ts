import { describe } from 'vitest';
import { appending } from './appending.contract.js';
import { holding, type Open } from './held.js';
import { reading } from './reading.contract.js';
import { retrying } from './retrying.contract.js';

/** What every store of the ledger does, whatever it keeps its data in. */
export const storeContract = (name: string, open: Open): void => {
  describe(`The ${name} store`, () => {
    const held = holding(open);
    reading(held);
    appending(held);
    retrying(held);
  });
};
