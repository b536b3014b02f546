import { KeyFile } from './access/key-file.js';
import { KeyRing } from './access/key-ring.js';

/** The access keys of a store: in the file that is named, else beside the event file. */
export const openKeys = (storeUrl: string, keysFile?: string): KeyRing => {
  const beside = storeUrl.startsWith('sqlite:') ? `${storeUrl.slice('sqlite:'.length)}.keys.json` : undefined;
  const file = keysFile ?? beside;
  return new KeyRing(file === undefined ? undefined : new KeyFile(file));
};
