import type { RecordedEvent } from '../../events/index.js';
import { canonicalJson, sha256Hex } from './canonical.js';
import { type StoredEvent, StoreUnavailable, type WrittenEvent } from './store.js';

/** An event as it is read. */
export interface EventRow {
  canonical: string;
  hash: string;
  sent: string;
  warnings: string;
}

/** An event with all its columns; `bytes` are those of its canonical form, untouched by any decoding. */
export interface CheckedRow extends Omit<EventRow, 'canonical'> {
  position: number;
  id: string;
  stream: string;
  revision: number;
  type: string;
  bytes: Uint8Array;
  seal: string;
}

export interface ReceiptRow {
  key: string;
  digest: string;
  status: number;
  body: string;
  positions: string;
  seal: string;
}

export type NewEventRow = [
  position: number,
  id: string,
  stream: string,
  revision: number,
  type: string,
  canonical: string,
  hash: string,
  sent: string,
  warnings: string,
  seal: string,
];

export type NewReceiptRow = [
  key: string,
  digest: string,
  status: number,
  body: string,
  positions: string,
  seal: string,
];

/** The event in its canonical form, still without its hash. */
export const eventIn = (canonical: string): RecordedEvent => {
  try {
    return JSON.parse(canonical) as RecordedEvent;
  } catch (error) {
    throw new StoreUnavailable('the log is damaged; verify says where', { cause: error });
  }
};

/** The event of a row, as it was acknowledged. */
export const storedEventOf = ({ canonical, hash, sent, warnings }: EventRow): StoredEvent => {
  const event = eventIn(canonical);
  event.hash = hash;
  return {
    event,
    sent,
    warnings: warnings === '[]' ? [] : (JSON.parse(warnings) as StoredEvent['warnings']),
  };
};

/** An event as it is written, of one that was read. */
export const writtenEventOf = ({ event: { hash: _, ...event } }: StoredEvent): WrittenEvent => {
  const { position, id, stream, type, confidential } = event;
  return {
    position,
    id,
    stream,
    type,
    canonical: canonicalJson(event),
    ...(confidential && { confidential }),
  };
};

/** Covers what is kept beside an event and does not enter its hash. */
export const eventSeal = (hash: string, sent: string, warnings: string): string =>
  sha256Hex(`${hash}\n${sent}\n${warnings}`);

/** Covers a whole receipt, which no chain covers. */
export const receiptSeal = ({ key, digest, status, body, positions }: Omit<ReceiptRow, 'seal'>): string =>
  sha256Hex(canonicalJson([key, digest, status, body, positions]));

/** A hole is a bug or damage, never a condition that a reader may pass over. */
export const assertDense = (after: number, events: readonly Pick<RecordedEvent, 'position'>[]): void => {
  const hole = events.findIndex(({ position }, index) => position !== after + 1 + index);
  if (hole >= 0) throw new StoreUnavailable(`position ${after + 1 + hole} is missing`);
};
