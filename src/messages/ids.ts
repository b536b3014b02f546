import { v5, v7 } from 'uuid';
import { canonicalJson, sha256Hex } from '../store/canonical.js';
import { mapInTurns } from './in-turns.js';

/** A new id that sorts by time (RFC 9562, version 7). */
export const uuidv7 = (): string => v7();

const ofContent = '6ba7b812-9dad-11d1-80b4-00c04fd430c8';

/** The id of a line in a file that has none: made from the content as written (RFC 9562, version 5). */
export const idOfContent = (content: unknown): string => v5(canonicalJson(content), ofContent);

/** SHA-256 of the canonical form of a value. Throws NotCanonical where there is none. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value));

/** The same of a list, written a part at a time. */
export const digestOfList = async (values: readonly unknown[]): Promise<string> =>
  sha256Hex(`[${(await mapInTurns(values, canonicalJson, 500)).join(',')}]`);
