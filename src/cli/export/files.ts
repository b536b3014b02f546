import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Stop } from '../failure.js';

/** What was written: how much, and its SHA-256. */
export interface WrittenFile {
  bytes: number;
  sha256: string;
}

/** All of it, or as it comes. */
export type ExportContent = string | Uint8Array | Chunks;

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Nothing is there until all of it is: written beside and renamed, so that a broken export leaves no half file. */
export const writeToFile = async (chunks: Chunks, file: string, mode = 0o600): Promise<WrittenFile> => {
  const digest = createHash('sha256');
  let bytes = 0;
  const draft = await open(`${file}.part`, 'w', mode);
  try {
    for await (const chunk of chunks) {
      digest.update(chunk);
      const content = Buffer.from(chunk);
      bytes += content.length;
      await draft.writeFile(content);
    }
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${file}.part`, file);
  return { bytes, sha256: digest.digest('hex') };
};

/** A folder to write into: others read what is in it, and what it has already is left alone unless that is asked for. */
export class ExportFolder {
  private constructor(readonly path: string) {}

  static async open(path: string, { force }: { force?: boolean }): Promise<ExportFolder> {
    const holds = existsSync(path) ? await readdir(path) : [];
    if (holds.length > 0 && !force)
      throw new Stop('conflict', `${path} is not empty; --force writes over what is in it.`);
    return new ExportFolder(path);
  }

  async write(path: string, content: ExportContent): Promise<WrittenFile> {
    const file = join(this.path, path);
    await mkdir(dirname(file), { recursive: true });
    const isWhole = typeof content === 'string' || content instanceof Uint8Array;
    return writeToFile(isWhole ? [content] : content, file, 0o644);
  }
}
