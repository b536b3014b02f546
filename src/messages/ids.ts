import { randomFillSync } from 'node:crypto';
import { v5, v7 } from 'uuid';
import { canonicalJson, sha256Hex } from '../store/canonical.js';
import { mapInTurns } from './in-turns.js';

/** Randomness for many ids at once: asked for by each, it takes half as long as all else of an event that is read. */
const randomness = new Uint8Array(4_096);
const perId = 16;
let used = randomness.length;

const nextRandom = (): Uint8Array => {
  if (used === randomness.length) {
    randomFillSync(randomness);
    used = 0;
  }
  return randomness.subarray(used, (used += perId));
};

let msecs = 0;
let seq = 0;

/** A new id that sorts by time, and behind those made before in the same millisecond (RFC 9562, version 7). */
export const uuidv7 = (): string => {
  const random = nextRandom();
  const now = Date.now();
  if (now > msecs) [msecs, seq] = [now, new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1];
  else if ((seq = (seq + 1) >>> 0) === 0) msecs++;
  return v7({ random, msecs, seq });
};

const ofContent = '6ba7b812-9dad-11d1-80b4-00c04fd430c8';

/** The id of a line in a file that has none: made from the content as written (RFC 9562, version 5). */
export const idOfContent = (content: unknown): string => v5(canonicalJson(content), ofContent);

/** SHA-256 of the canonical form of a value. Throws NotCanonical where there is none. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value));

/** The same of a list, written a part at a time. */
export const digestOfList = async (values: readonly unknown[]): Promise<string> =>
  sha256Hex(`[${(await mapInTurns(values, canonicalJson, 500)).join(',')}]`);
