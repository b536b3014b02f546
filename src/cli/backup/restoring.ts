import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOfStore, openStore } from '../../open-store.js';
import { copyLog } from '../../store/copying.js';
import { foldIn } from '../../store/sqlite/backup.js';
import { type Head, StoreUnavailable } from '../../store/store.js';
import { Stop } from '../failure.js';
import { isMissing } from '../ledger.js';
import { manifestOf } from '../manifest.js';
import { showWaiting } from '../progress.js';
import { sha256Of, synchronise, wipe } from './files.js';
import { compareWithTarget, type TargetState } from './target.js';
import { verifiedHead } from './verified.js';

export interface Restored extends Head {
  /** Where the ledger is now that was there before. */
  keptAs?: string;
}

/** Copies the backup beside, where it is verified: the backup itself is only read. Throws Stop. */
const verifiedCopy = async (file: string, draft: string): Promise<Head> => {
  if (!existsSync(file)) throw new Stop('notFound', `There is no file ${file}.`);
  const manifest = await manifestOf(file);
  await wipe(draft);
  await copyFile(file, draft);
  if (manifest && manifest.sha256 !== (await sha256Of(draft)))
    throw new Stop('checkFailed', `${file} is not what its manifest says: its SHA-256 is another one.`);
  const head = await showWaiting('Verifying', verifiedHead(draft));
  if (manifest && manifest.hash !== head.hash)
    throw new Stop('checkFailed', `${file} ends with another hash than its manifest says.`);
  return head;
};

/** Throws Stop while something would be lost of which nobody said that it may be. */
const assertAccepted = (state: TargetState, name: string, accepted: number | undefined): void => {
  if (!state.fault && state.loss === 0) return;
  if (accepted !== undefined && accepted >= state.loss) return;
  const lacking = `${state.loss} events of ${name} are not in the backup`;
  throw new Stop(
    'conflict',
    `${state.fault ? `${name} is broken (${state.fault}). ` : ''}${lacking}: --accept-loss ${state.loss} replaces it, and keeps it beside.`,
  );
};

/** Puts the copy in the place of a ledger that nobody has open, which is kept under another name. */
const replaceFile = async (draft: string, file: string): Promise<string> => {
  foldIn(file);
  const keptAs = `${file}.before-${new Date().toISOString().replaceAll(':', '-')}`;
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(file + ending)) await rename(file + ending, keptAs + ending);
  await rename(draft, file);
  await synchronise(file);
  return keptAs;
};

/** Appends what a ledger lacks that is the beginning of the backup. */
const goOn = async (draft: string, address: string): Promise<void> => {
  const [source, target] = [await openStore(`sqlite:${draft}`), await openStore(address)];
  try {
    await showWaiting('Copying', copyLog(source, target));
  } finally {
    await target.close();
    await source.close();
  }
};

const restoreFile = async (
  draft: string,
  address: string,
  accepted?: number,
): Promise<string | undefined> => {
  const file = address.slice('sqlite:'.length);
  if (isMissing(address)) {
    await rename(draft, file);
    await synchronise(file);
    return undefined;
  }
  const state = await compareWithTarget(draft, address);
  assertAccepted(state, nameOfStore(address), accepted);
  if (state.fault || state.loss > 0) return replaceFile(draft, file);
  await goOn(draft, address);
  return undefined;
};

/** A database keeps what was appended to it: nothing in it is replaced. */
const restoreDatabase = async (draft: string, address: string): Promise<void> => {
  const { fault, loss } = await compareWithTarget(draft, address);
  if (fault || loss > 0)
    throw new Stop(
      'conflict',
      `${nameOfStore(address)} ${fault ? `is broken (${fault})` : `has ${loss} events that are not in the backup`}: restore into an empty database, and name that in STORE_URL.`,
    );
  await goOn(draft, address);
};

/**
 * Brings a backup back into a store: into an empty one, behind one that is its beginning, or, when that is accepted, in
 * place of another. Throws Stop when the backup is not sound, or something would be lost.
 */
export const restoreBackup = async (file: string, address: string, accepted?: number): Promise<Restored> => {
  const isFile = address.startsWith('sqlite:');
  const folder = isFile ? undefined : await mkdtemp(join(tmpdir(), 'gigaledger-restore-'));
  const draft = folder ? join(folder, 'ledger.db') : `${address.slice('sqlite:'.length)}.part`;
  try {
    const head = await verifiedCopy(file, draft);
    if (!isFile) await restoreDatabase(draft, address);
    const keptAs = isFile ? await restoreFile(draft, address, accepted) : undefined;
    return { ...head, ...(keptAs !== undefined && { keptAs }) };
  } catch (error) {
    throw error instanceof StoreUnavailable ? new Stop('failure', error.message) : error;
  } finally {
    await wipe(draft);
    if (folder) await rm(folder, { recursive: true, force: true });
  }
};
