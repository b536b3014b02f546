import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Answer } from '../../../projections/kit/view.js';

// @noble/hashes, not node:crypto: the engine runs in a browser worker unchanged.
export const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalize(value)!)));

const notCells = new Set(['rests', 'restsCount', 'flags', 'span', 'undisclosed']);

/** The keys and numbers of an entry, without the ids and marks that depend on who recorded it. */
const cellOf = (entry: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !notCells.has(name)));

type Cells = readonly Readonly<Record<string, unknown>>[];

const cellTexts = (entries: Cells): string[] => entries.map((entry) => canonicalize(cellOf(entry))!).sort();

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

/** SHA-256 of the RFC 8785 form of a view's sorted cells: the same numbers have the same hash wherever they are computed. */
export const viewHashOf = (answer: Pick<Answer, 'rows' | 'totals'>): string => {
  const hash = sha256.create();
  const add = (text: string): void => void hash.update(utf8ToBytes(text));
  add('{"rows":');
  for (const piece of listPieces(cellTexts(answer.rows))) add(piece);
  add(',"totals":');
  for (const piece of listPieces(cellTexts(answer.totals))) add(piece);
  add('}');
  return bytesToHex(hash.digest());
};
