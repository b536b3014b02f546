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

const sortedCells = (entries: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  entries
    .map(cellOf)
    .map((cell) => ({ cell, text: canonicalize(cell)! }))
    .sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
    .map(({ cell }) => cell);

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
export const viewHashOf = (answer: Pick<Answer, 'rows' | 'totals'>): string =>
  hashOf({ rows: sortedCells(answer.rows), totals: sortedCells(answer.totals) });
