import { createHash } from 'node:crypto';
import type { StoredEvent } from '../../src/store/store.js';

/** RFC 8785 for what the ledger stores, written here anew so that the test owes nothing to the product. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
};

/** The hashes that the events must have, from the first one of the log. */
export const hashesOf = (events: readonly StoredEvent[]): string[] => {
  const hashes = ['0'.repeat(64)];
  for (const { event } of events) {
    const { hash: _hash, ...rest } = event;
    hashes.push(
      createHash('sha256')
        .update(`${hashes.at(-1)}\n${canonical(rest)}`)
        .digest('hex'),
    );
  }
  return hashes.slice(1);
};
