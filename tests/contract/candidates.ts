import { createHash } from 'node:crypto';
import { decode } from '../../events/index.js';
import type { NewEvent, StoredEvent, Write } from '../../src/store/store.js';
import { nextId } from '../ids.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An event as the ledger hands it to the store: decoded, with the digest of what was sent. */
export const submitted = (raw: Record<string, unknown>): NewEvent => {
  const decoded = decode(raw, { today: '2026-01-31', newId: nextId, typeOf: () => undefined });
  if (decoded.problems) throw new Error(JSON.stringify(decoded.problems));
  return { event: decoded.value, sent: digest(JSON.stringify(raw)), warnings: [] };
};

/** What changed in a deal, in words: an event of any length that needs nothing around it. */
export const terms = (stream: string, words: string, id = nextId()): NewEvent =>
  submitted({ id, stream, type: 'DealAmended', body: { terms: words } });

export const party = (slug: string, name: string, id = nextId()): NewEvent =>
  submitted({ id, stream: `party-${slug}`, type: 'PartyRegistered', body: { name, kind: 'company' } });

/** The write of one event; behind whatever the stream has unless a revision is given. */
export const one = (added: NewEvent, expectedRevision?: number): Write => ({
  stream: added.event.stream,
  events: [added],
  ...(expectedRevision !== undefined && { expectedRevision }),
});

export const several = (count: number, make: (index: number) => NewEvent): NewEvent[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const positionsOf = (events: readonly StoredEvent[]): number[] =>
  events.map(({ event }) => event.position);
export const idsOf = (events: readonly StoredEvent[]): string[] => events.map(({ event }) => event.id);

/** 1, 2, 3, … */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
