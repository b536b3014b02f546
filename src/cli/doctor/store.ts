import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '../../../events/kit/reason.js';
import { ReadLog } from '../../messages/read-log.js';
import { findingOfClock } from './clock.js';
import type { Finding } from './finding.js';
import { isMissing, ProveLog, withLedger } from '../ledger.js';
import { readHeader } from './sqlite-header.js';

const fileOf = (address: string): string | undefined =>
  address.startsWith('sqlite:') ? resolve(address.slice('sqlite:'.length)) : undefined;

const isWritable = async (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );

const checkFolder = async (file: string): Promise<Finding> => {
  const ok = await isWritable(dirname(file));
  return {
    what: 'folder',
    ok,
    found: `${dirname(file)} ${ok ? 'is writable' : "can't be written"}`,
    ...(!ok && { advice: 'Make the folder, or let this user write in it; or name another in STORE_URL.' }),
  };
};

const checkPermissions = async (file: string): Promise<Finding> => {
  const mode = (await stat(file)).mode & 0o777;
  const writable = await isWritable(file);
  const secret = (mode & 0o077) === 0 || process.platform === 'win32';
  const found = `${mode.toString(8)}${writable ? '' : ', not writable by this user'}${secret ? '' : ', open to others'}`;
  return {
    what: 'permissions',
    ok: writable && secret,
    found,
    ...(!(writable && secret) && { advice: `chmod 600 ${file}` }),
  };
};

const checkFormat = async (file: string): Promise<Finding> => {
  const header = await readHeader(file);
  if (!header)
    return {
      what: 'SQLite',
      ok: false,
      found: 'the file is not an SQLite file',
      advice: 'Name another file in STORE_URL.',
    };
  const { version, writeAhead } = header;
  return {
    what: 'SQLite',
    ok: writeAhead,
    found: `last written by ${version}, journal_mode ${writeAhead ? 'wal' : 'not wal'}`,
    ...(!writeAhead && { advice: 'Open it once with `gigaledger verify`, which sets it.' }),
  };
};

const endOf = (address: string) =>
  withLedger({ address }, async ({ ask }) => {
    const head = await ask(new ProveLog());
    const { events } = await ask(new ReadLog({ after: Math.max(0, head.position - 1), limit: 1 }));
    return { ...head, recordedAt: events[0]?.recordedAt };
  });

/** Opening reads every durability setting back and refuses a store that doesn't hold them. */
const checkLog = async (address: string): Promise<Finding[]> => {
  const isFile = address.startsWith('sqlite:');
  try {
    const { position, hash, recordedAt } = await endOf(address);
    const opens = isFile ? 'opens with synchronous EXTRA read back' : 'opens';
    const found = `${opens}; head at position ${position}, hash ${hash.slice(0, 12)}`;
    const clock = recordedAt === undefined ? [] : [findingOfClock(recordedAt, new Date())];
    return [{ what: 'log', ok: true, found }, ...clock];
  } catch (error) {
    const advice = isFile
      ? 'Bring back a copy of the file, or name another in STORE_URL; `gigaledger verify` says more.'
      : 'Look whether the database runs, and what STORE_URL says of it; `gigaledger verify` says more.';
    return [{ what: 'log', ok: false, found: reasonOf(error), advice }];
  }
};

/** A store that there is not yet is made by the first writer: nothing is made here. */
export const checkStore = async (address: string): Promise<Finding[]> => {
  const file = fileOf(address);
  if (file === undefined) return checkLog(address);
  if (isMissing(address))
    return [
      { what: 'store', ok: true, found: 'there is none yet; `serve` and `record` make it' },
      await checkFolder(file),
    ];
  const log = await checkLog(address);
  return [await checkFolder(file), await checkPermissions(file), await checkFormat(file), ...log];
};
