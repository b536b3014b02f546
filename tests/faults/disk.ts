import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only there can a library be put between a process and its files; a compiler that is missing is a failure. */
export const canWatchDisk = process.platform === 'linux';

/**
 * Fails what is done to a file: syncs (EIO), one of them, writes for want of room (ENOSPC), those that make it larger
 * (ENOSPC), writes because they are forbidden (EROFS).
 */
export const diskFaults = { syncs: 'S', oneSync: 'O', room: 'F', growing: 'G', writing: 'R' } as const;

interface Watching {
  /** Below which files are watched. */
  folder: string;
  /** Where it is written down what is done to them. */
  record?: string;
  /** While there is such a file, its first letter says what fails. */
  fault?: string;
}

const compile = (source: string, library: string): void => {
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  } catch (cause) {
    throw new Error('No C compiler (cc): install one with "apt-get install gcc libc6-dev".', { cause });
  }
};

/** What stands between a process and its disk, compiled for this machine. */
export const diskBetween = () => {
  const home = mkdtempSync(join(tmpdir(), 'gigaledger-disk-'));
  chmodSync(home, 0o755); // For a database, which runs as somebody else.
  const library = join(home, 'disk.so');
  const source = join(import.meta.dirname, 'disk.c');
  compile(source, library);
  return {
    environment: ({ folder, record, fault }: Watching): Record<string, string> => ({
      LD_PRELOAD: library,
      DISK_FOLDER: folder,
      ...(record !== undefined && { DISK_RECORD: record }),
      ...(fault !== undefined && { DISK_FAULT: fault }),
    }),
    remove: () => rmSync(home, { recursive: true }),
  };
};
