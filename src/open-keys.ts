import { KeyFile } from './access/key-file.js';
import { KeyRing } from './access/key-ring.js';

/** Where the access keys of a store stand: in the file that is named, else beside the event file. */
export const keyFileOf = (storeUrl: string, keysFile?: string): string | undefined =>
  keysFile ?? (storeUrl.startsWith('sqlite:') ? `${storeUrl.slice('sqlite:'.length)}.keys.json` : undefined);

export const openKeys = (storeUrl: string, keysFile?: string): KeyRing => {
  const file = keyFileOf(storeUrl, keysFile);
  return new KeyRing(file === undefined ? undefined : new KeyFile(file));
};
