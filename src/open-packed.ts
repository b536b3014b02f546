import { PackedFolder } from './packed/packed-folder.js';

/** Where the log is kept as bytes: in the folder that is named, else beside the event file; a database has no place for it. */
export const openPacked = (storeUrl: string, folder?: string): PackedFolder | undefined => {
  const beside = storeUrl.startsWith('sqlite:') ? `${storeUrl.slice('sqlite:'.length)}.packed` : undefined;
  const named = folder ?? beside;
  return named === undefined ? undefined : new PackedFolder(named);
};
