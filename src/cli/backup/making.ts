import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { openStore } from '../../open-store.js';
import { copyLog } from '../../store/copying.js';
import { backUpFile } from '../../store/sqlite/backup.js';
import { Stop } from '../failure.js';
import { writeToFile } from '../export/files.js';
import { isMissing, NoLedger } from '../ledger.js';
import { type Manifest, manifestName } from '../manifest.js';
import { ProgressBar, showWaiting } from '../progress.js';
import { sha256Of, synchronise, wipe } from './files.js';
import { verifiedHead } from './verified.js';

/** A database is read through the port, event by event, up to where its log ended at the beginning. */
const copyOut = async (address: string, file: string): Promise<void> => {
  const [source, target] = [await openStore(address), await openStore(`sqlite:${file}`)];
  const progress = new ProgressBar('Copying', 1);
  try {
    await copyLog(source, target, (position, end) => progress.reached(position, end));
  } finally {
    progress.stop();
    await target.close();
    await source.close();
  }
};

const draw = async (address: string, file: string): Promise<void> => {
  if (address.startsWith('sqlite:')) return backUpFile(address.slice('sqlite:'.length), file);
  return copyOut(address, file);
};

/**
 * Copies the ledger into a file, verifies the copy, and only then gives it its name, with a manifest beside it. Throws
 * Stop when there is a file of that name, no ledger, or the copy is not sound.
 */
export const makeBackup = async (address: string, file: string): Promise<Manifest> => {
  if (isMissing(address)) throw new NoLedger(address);
  if (existsSync(file)) throw new Stop('conflict', `${file} is there already: a backup overwrites nothing.`);
  const draft = `${file}.part`;
  await wipe(draft);
  try {
    await showWaiting('Copying', draw(address, draft));
    const { position, hash } = await showWaiting('Verifying', verifiedHead(draft));
    await synchronise(draft);
    const manifest = { events: position, position, hash, sha256: await sha256Of(draft) };
    await rename(draft, file);
    await writeToFile([`${JSON.stringify(manifest, null, 2)}\n`], manifestName(file));
    return manifest;
  } finally {
    await wipe(draft);
  }
};
