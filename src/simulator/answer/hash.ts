import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Answer } from '../../../projections/kit/view.js';
import { ObjectTexts } from './cell-texts.js';

// @noble/hashes, not node:crypto: the engine runs in a browser worker unchanged.
export const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalize(value)!)));

const notCells = new Set(['rests', 'restsCount', 'flags', 'span', 'undisclosed']);

type Cells = readonly Readonly<Record<string, unknown>>[];

/** The keys and numbers of entries, without the ids and marks that depend on who recorded them, as sorted texts. */
const cellTexts = (entries: Cells): string[] => {
  const texts = new ObjectTexts(notCells);
  return entries.map((entry) => texts.of(entry)).sort();
};

/** So many texts go to the hash at once: neither one by one nor as one text of hundreds of megabytes. */
const perUpdate = 1_000;

/** The canonical form of a list whose items are canonical already, in pieces. */
function* listPieces(texts: readonly string[]): Iterable<string> {
  yield '[';
  for (let from = 0; from < texts.length; from += perUpdate)
    yield `${from === 0 ? '' : ','}${texts.slice(from, from + perUpdate).join(',')}`;
  yield ']';
}

const isOfGrounds = (name: string): boolean =>
  notCells.has(name) || name === 'notes' || name.endsWith('Rests');

/** All that an answer says in numbers and names, its lists in an order of their own; without ids, marks and words. */
const contentOf = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(contentOf).map((item) => ({ item, text: canonicalize(item) ?? '' }));
    return items
      .sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
      .map(({ item }) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  const told = Object.entries(value).filter(([name, one]) => !isOfGrounds(name) && one !== undefined);
  return Object.fromEntries(told.map(([name, one]) => [name, contentOf(one)]));
};

/** SHA-256 of all that an answer, or some of it, says: its rows and totals, and what it lists beside them. */
export const contentHashOf = (answer: object): string => hashOf(contentOf(answer));

/** SHA-256 (FIPS 180-4) of a text that comes in pieces, in UTF-8; in lower-case hexadecimal in the end. */
export interface HashInPieces {
  update(piece: string): unknown;
  digest(): string;
}

const inScript = (): HashInPieces => {
  const hash = sha256.create();
  return {
    update: (piece) => hash.update(utf8ToBytes(piece)),
    digest: () => bytesToHex(hash.digest()),
  };
};

/**
 * SHA-256 of the RFC 8785 form of a view's sorted cells: the same numbers have the same hash wherever they are computed.
 * Whoever has a quicker way to reckon it brings that.
 */
export const viewHashOf = ({ rows, totals }: Pick<Answer, 'rows' | 'totals'>, start = inScript): string => {
  const hash = start();
  hash.update('{"rows":');
  for (const piece of listPieces(cellTexts(rows))) hash.update(piece);
  hash.update(',"totals":');
  for (const piece of listPieces(cellTexts(totals))) hash.update(piece);
  hash.update('}');
  return hash.digest();
};
