import { statSync } from 'node:fs';
import { StoreUnavailable } from '../store.js';

/** What a path names now; undefined when it names nothing. */
const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
};

/**
 * Whether the paths of the event file still name the files that were opened. A file that is removed or replaced can
 * be written on for as long as it stays open: what is acknowledged then is lost with the process.
 */
export class SameFile {
  readonly #opened: ReadonlyMap<string, string | undefined>;

  /** Of a file that is open, and has its write-ahead log beside it therefore. */
  constructor(file: string) {
    this.#opened = new Map([file, `${file}-wal`].map((path) => [path, identityOf(path)]));
  }

  /** Throws StoreUnavailable. */
  assertThere(): void {
    for (const [path, opened] of this.#opened) {
      const now = identityOf(path);
      if (now !== undefined && now === opened) continue;
      const what = path.endsWith('-wal') ? 'the write-ahead log of the event file' : 'the event file';
      throw new StoreUnavailable(
        `${what} was ${now === undefined ? 'removed' : 'replaced'} while it is in use: put back the same one, or stop and restore a copy`,
      );
    }
  }
}
