/** What an export holds, written beside it. */
export interface Manifest {
  /** How many events, and the head: the last position with its hash. */
  events: number;
  position: number;
  hash: string;
  /** Of the bytes of the file. */
  sha256: string;
}

export const manifestName = (file: string): string => `${file}.manifest.json`;
