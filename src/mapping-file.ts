import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { MappingGiven } from './imports/mapping/mapping.js';
import { Mappings } from './messages/mappings.js';

type KeptMappings = Record<string, MappingGiven>;

const mostMappings = 500;

/** The mappings beside the file of a ledger; in the working directory where the store is no file. */
export const mappingFileOf = (storeUrl: string): string => {
  const file = storeUrl.startsWith('sqlite:') ? storeUrl.slice('sqlite:'.length) : '';
  return `${file === '' ? 'gigaledger' : file}.mappings.json`;
};

/** Mappings in a JSON file that a person can read, mend and delete. */
export class MappingFile extends Mappings {
  constructor(private readonly file: string) {
    super();
  }

  recallAll(): ReadonlyMap<string, MappingGiven> {
    return new Map(Object.entries(this.#read()));
  }

  remember(shape: string, given: MappingGiven): void {
    const { [shape]: _, ...others } = this.#read();
    const kept = Object.fromEntries([...Object.entries(others), [shape, given]].slice(-mostMappings));
    // Whole or not at all: it is written beside and renamed.
    writeFileSync(`${this.file}.part`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.part`, this.file);
  }

  #read(): KeptMappings {
    try {
      const kept: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      return typeof kept === 'object' && kept !== null ? (kept as KeptMappings) : {};
    } catch {
      return {}; // None yet, or one that somebody broke: a sheet is guessed anew.
    }
  }
}
