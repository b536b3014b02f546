import { open } from 'node:fs/promises';

interface Header {
  /** Of the SQLite that wrote last. */
  version: string;
  writeAhead: boolean;
}

const magic = 'SQLite format 3\0';
const headerBytes = 100;

/** The header of an SQLite file (sqlite.org/fileformat2.html, section 1.3); undefined where there is none. */
export const readHeader = async (file: string): Promise<Header | undefined> => {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    if (bytesRead < headerBytes || buffer.toString('latin1', 0, magic.length) !== magic) return undefined;
    const number = buffer.readUInt32BE(96);
    return {
      version: `${Math.floor(number / 1_000_000)}.${Math.floor(number / 1_000) % 1_000}.${number % 1_000}`,
      writeAhead: buffer[18] === 2,
    };
  } finally {
    await handle.close();
  }
};
