import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const sha256Of = async (file: string): Promise<string> => {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
};

const synchroniseOne = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes the file its owner's alone, and has it and its name on the disk. */
export const synchronise = async (file: string): Promise<void> => {
  await chmod(file, 0o600);
  await synchroniseOne(file);
  await synchroniseOne(dirname(file));
};

/** Removes the file of a store with its companions. */
export const wipe = async (file: string): Promise<void> => {
  for (const ending of ['', '-wal', '-shm', '-journal']) await rm(file + ending, { force: true });
};
