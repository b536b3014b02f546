import Database from 'better-sqlite3';
import { StoreUnavailable } from '../store.js';
import { connectToRead, isBusy, withFile } from './connection.js';

/** SQLite begins anew when the file changes between two steps; all pages in one step are one moment of the log. */
const allPages = 0x7fff_ffff;

/**
 * Writes the file as it is at one moment, receipts and all, while others go on writing it (SQLite's online backup).
 * Throws StoreUnavailable.
 */
export const backUpFile = async (from: string, to: string): Promise<void> => {
  const connection = withFile(() => connectToRead(from));
  try {
    await connection.backup(to, { progress: () => allPages });
  } finally {
    connection.close();
  }
};

/**
 * Makes a file whole by itself, its write-ahead log folded in, so that it can be moved. Throws StoreUnavailable while
 * somebody else has it open; a file that is damaged stays as it is.
 */
export const foldIn = (file: string): void => {
  const connection = new Database(file, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
  } catch (error) {
    if (isBusy(error))
      throw new StoreUnavailable('the event file is in use: stop the server first', { cause: error });
  } finally {
    connection.close();
  }
};
