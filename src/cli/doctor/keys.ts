import { statSync } from 'node:fs';
import { reasonOf } from '../../../events/kit/reason.js';
import { type Scope, scopes } from '../../access/access-key.js';
import type { ShownKey } from '../../access/key-ring.js';
import type { Finding } from './finding.js';

/** A key that ends sooner than this is to be replaced now, in days. */
const soonDays = 14;
const aDayMs = 86_400_000;

const listed = (keys: readonly ShownKey[]): string => keys.map(({ name }) => `"${name}"`).join(', ');
const has = (key: ShownKey, ...wanted: readonly Scope[]): boolean =>
  wanted.every((scope) => key.scopes.includes(scope));

const endsBefore = (moment: number) => (key: ShownKey) =>
  key.expiresAt !== null && Date.parse(key.expiresAt) <= moment;

const expiryOf = (kept: readonly ShownKey[], good: readonly ShownKey[], now: Date): Finding => {
  const what = 'key expiry';
  const soon = good.filter(endsBefore(now.getTime() + soonDays * aDayMs));
  if (soon.length > 0)
    return {
      what,
      ok: false,
      found: soon.map(({ name, expiresAt }) => `"${name}" ends ${expiresAt?.slice(0, 10)}`).join(', '),
      advice: 'Make another one with `gigaledger keys create`, hand it over, then revoke the old one.',
    };
  const over = kept.filter(endsBefore(now.getTime()));
  if (over.length === 0) return { what, ok: true, found: `no key ends within ${soonDays} days` };
  const advice = 'Worth nothing any more; `gigaledger keys revoke NAME` says so for good.';
  return { what, ok: true, found: `over: ${listed(over)}`, advice };
};

/** With all of them one stolen key is everything; what opens most should end some day. */
const widthOf = (good: readonly ShownKey[]): Finding => {
  const what = 'key scopes';
  const all = scopes.filter((scope) => scope !== 'confidential');
  const wide = good.filter((key) => has(key, ...all));
  if (wide.length > 0)
    return {
      what,
      ok: false,
      found: `${listed(wide)} may do everything: ${all.join(', ')}`,
      advice: 'Make a key for each task with no more than it needs, and revoke this one.',
    };
  const endless = good.filter(
    (key) => key.expiresAt === null && (has(key, 'admin') || has(key, 'confidential')),
  );
  if (endless.length === 0) return { what, ok: true, found: 'none is wider than it should be' };
  return {
    what,
    ok: false,
    found: `${listed(endless)} may ${endless.some((key) => has(key, 'admin')) ? 'administer' : 'read what is confidential'} and never ends`,
    advice: 'Make another one with --expires 90d, and revoke this one.',
  };
};

/** What is to be said of the access keys that are kept. */
export const findingsOfKeys = (keys: readonly ShownKey[], now: Date): Finding[] => {
  const kept = keys.filter(({ revokedAt }) => revokedAt === null);
  const good = kept.filter((key) => !endsBefore(now.getTime())(key));
  if (keys.length === 0)
    return [{ what: 'keys', ok: true, found: 'there are none: the ledger is open, on this machine alone' }];
  const count: Finding = {
    what: 'keys',
    ok: good.length > 0,
    found: `${good.length} of ${keys.length} are good`,
    ...(good.length === 0 && { advice: 'Nobody gets in. Make one with `gigaledger keys create NAME`.' }),
  };
  return [count, expiryOf(kept, good, now), widthOf(good)];
};

const isOpenToOthers = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0 && process.platform !== 'win32';
};

/** The keys and the file that they stand in; none where there is no place for any. */
export const checkKeys = async (
  place: { storeUrl: string; keysFile?: string },
  now = new Date(),
): Promise<Finding[]> => {
  const { keyFileOf, openKeys } = await import('../../open-keys.js');
  const file = keyFileOf(place.storeUrl, place.keysFile);
  try {
    const findings = findingsOfKeys(openKeys(place.storeUrl, place.keysFile).list, now);
    if (file === undefined || !isOpenToOthers(file)) return findings;
    return [
      ...findings,
      { what: 'key file', ok: false, found: `${file} is open to others`, advice: `chmod 600 ${file}` },
    ];
  } catch (error) {
    const advice = 'Until it can be read nobody gets in: bring it back, or make new keys in another file.';
    return [{ what: 'keys', ok: false, found: reasonOf(error), advice }];
  }
};
