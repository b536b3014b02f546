import type { Fact, RecordedEvent } from '../events/index.js';
import { streams } from '../events/index.js';
import type { RecordedLog } from '../projections/kit/log.js';
import { PackedHistory } from '../src/packed/packed-history.js';
import { writtenEventOf } from '../src/store/rows.js';
import type { WrittenEvent } from '../src/store/store.js';

/** Every fact of a log, in the order of recording. */
export const factsOf = (history: RecordedLog): Fact[] =>
  streams
    .flatMap(({ category }) => [...history.streams(category)])
    .flatMap((stream) => history.facts(stream))
    .sort((one, other) => one.position - other.position);

/** A fact as a store hands it on, recorded one after the other. */
export const writtenOf = (fact: Fact): WrittenEvent => {
  const { effective: _, hypothetical: _no, grounds: _ids, recordedAt: _at, ...said } = fact;
  const recordedAt = new Date(1_700_000_000_000 + 1_234 * fact.position).toISOString();
  const event: RecordedEvent = { ...said, recordedAt, revision: fact.position, hash: '' };
  return writtenEventOf({ event, sent: '', warnings: [] });
};

/** The same log as bytes. */
export const packed = (history: RecordedLog, mostRevived?: number): PackedHistory => {
  const log = new PackedHistory(mostRevived);
  for (const fact of factsOf(history)) log.append(writtenOf(fact));
  return log;
};

export const id = '0190b8a0-0000-7000-8000-00000000000a';

/** An event of a deal as most are; `parts` are said otherwise. */
export const event = (parts: Partial<RecordedEvent>): RecordedEvent => ({
  id,
  stream: 'deal-one',
  type: 'DealAmended',
  version: 1,
  effectiveOn: '2025-01',
  knownOn: '2025-01-15',
  body: { terms: 'more' },
  revision: 1,
  position: 1,
  recordedAt: '2026-01-31T12:00:00.000Z',
  hash: '',
  ...parts,
});

/** The same without its hash, as another one may hold it. */
export const withoutHash = (): Omit<RecordedEvent, 'hash'> => {
  const { hash: _, ...rest } = event({});
  return rest;
};

export const written = (parts: Partial<RecordedEvent>): WrittenEvent =>
  writtenEventOf({ event: event(parts), sent: '', warnings: [] });

/** A log of one event as bytes. */
export const kept = (parts: Partial<RecordedEvent>): PackedHistory => {
  const log = new PackedHistory();
  log.append(written(parts));
  return log;
};

/** What stands in a canonical form where an event says it of itself. */
export const likeItsOwn = `,"effectiveOn":"2025-01","id":"${id}","knownOn":"2025-01-15","position":1,"recordedAt":"2026-01-31T12:00:00.000Z","revision":1,"stream":"deal-one","type":"DealAmended","version":1}`;
