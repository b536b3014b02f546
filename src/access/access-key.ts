import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a key may do; none implies another. `confidential`: the others hold with confidential facts folded in. */
export const scopes = ['read', 'record', 'simulate', 'admin', 'confidential'] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (text: string): text is Scope => scopes.some((one) => one === text);

/** A key as it is kept: never the key itself, only what it can be known by. */
export interface KeptKey {
  name: string;
  scopes: readonly Scope[];
  /** SHA-256 of the key. Its 256 bits are random: there is nothing to guess that a slow hash would guard. */
  hash: string;
  createdAt: string;
  /** From when on it is worth nothing. */
  expiresAt: string | null;
  revokedAt: string | null;
}

const form = /^glk_[a-z]_([\w-]{43})_([0-9a-z]{6})$/;

/** Tells a mistyped key from a wrong one before anything is looked up. */
const checksumOf = (random: string): string => crc32(random).toString(36).padStart(6, '0').slice(-6);

/** A new key: a mark by which scanners find what leaked, the letter of its widest scope, 256 random bits, a checksum. */
export const newSecret = (granted: readonly Scope[]): string => {
  const letter = scopes.filter((scope) => granted.includes(scope)).at(-1)![0];
  const random = randomBytes(32).toString('base64url');
  return `glk_${letter}_${random}_${checksumOf(random)}`;
};

export const isWellFormed = (secret: string): boolean => {
  const [, random, checksum] = form.exec(secret) ?? [];
  return random !== undefined && checksumOf(random) === checksum;
};

export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const isValidAt = ({ expiresAt, revokedAt }: KeptKey, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || now.toISOString() < expiresAt);
