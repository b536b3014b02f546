import { readFile } from 'node:fs/promises';

/** What an export or a backup holds, written beside it. */
export interface Manifest {
  /** How many events, and the head: the last position with its hash. */
  events: number;
  position: number;
  hash: string;
  /** Of the bytes of the file. */
  sha256: string;
}

export const manifestName = (file: string): string => `${file}.manifest.json`;

/** What is said of a file beside it; undefined when nothing is. */
export const manifestOf = async (file: string): Promise<Manifest | undefined> => {
  const text = await readFile(manifestName(file), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
};
