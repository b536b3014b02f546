import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { KeptKey } from './access-key.js';

/** The keys can't be read, or somebody else changes them at this moment. */
export class KeysUnavailable extends Error {}

const keysIn = (text: string, file: string): KeptKey[] => {
  try {
    const { keys } = JSON.parse(text) as { keys: KeptKey[] };
    if (Array.isArray(keys)) return keys;
  } catch {
    // Said below: what is no list of keys lets nobody in.
  }
  throw new KeysUnavailable(`${file} does not hold access keys`);
};

const identityOf = (file: string): string | undefined => {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.ino}:${found.mtimeNs}:${found.size}`;
};

/** Writes beside the file and puts it in its place: a reader sees the old keys or the new ones. */
const replaceFile = (file: string, text: string): void => {
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
};

/** The access keys in a file for its owner alone, read again whenever another process has changed it. */
export class KeyFile {
  #keys: readonly KeptKey[] = [];
  #identity: string | undefined;

  constructor(private readonly file: string) {}

  /** Once there were keys, a file that is gone lets nobody in. */
  get keys(): readonly KeptKey[] {
    const identity = identityOf(this.file);
    if (identity !== this.#identity && identity !== undefined) {
      this.#keys = keysIn(readFileSync(this.file, 'utf8'), this.file);
      this.#identity = identity;
    }
    return this.#keys;
  }

  /** Changes the keys while nobody else does. Throws KeysUnavailable. */
  change(how: (keys: readonly KeptKey[]) => readonly KeptKey[]): void {
    const lock = `${this.file}.lock`;
    try {
      closeSync(openSync(lock, 'wx', 0o600));
    } catch {
      throw new KeysUnavailable(`${lock} is there: another process changes the keys, or died while it did`);
    }
    try {
      replaceFile(this.file, `${JSON.stringify({ keys: how(this.keys) }, undefined, 2)}\n`);
    } finally {
      rmSync(lock);
    }
  }
}
