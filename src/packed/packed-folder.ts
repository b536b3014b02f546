import { Buffer } from 'node:buffer';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { LogSegment } from './packed-history.js';

/**
 * Of how events are cut and kept. Whoever changes that counts it up: files of another version are not read, but made
 * anew.
 */
export const packedVersion = 1;

/** A segment as it stands in a file, and the hash of its last event, by which the log is known that it is of. */
export interface KeptSegment {
  version: number;
  hash: string;
  segment: LogSegment;
}

const checkBytes = 4;

/** Segments of a log in files of a folder, by their number. */
export class PackedFolder {
  constructor(readonly folder: string) {}

  /** Undefined where there is none that was written whole, unchanged and in this version. */
  async read(number: number): Promise<KeptSegment | undefined> {
    try {
      const file = await readFile(this.#file(number));
      const body = file.subarray(checkBytes);
      if (crc32(body) !== file.readUInt32LE()) return undefined;
      const kept = deserialize(body) as KeptSegment;
      return kept.version === packedVersion ? kept : undefined;
    } catch {
      // It is read off the store then.
      return undefined;
    }
  }

  /** Whole or not at all. Throws where the folder can't be written. */
  async write(number: number, hash: string, segment: LogSegment): Promise<void> {
    const body = serialize({ version: packedVersion, hash, segment } satisfies KeptSegment);
    const check = Buffer.alloc(checkBytes);
    check.writeUInt32LE(crc32(body));
    const file = this.#file(number);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, [check, body], { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  #file(number: number): string {
    return join(this.folder, `${String(number).padStart(6, '0')}.bytes`);
  }
}
