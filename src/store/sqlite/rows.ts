import type { RecordedEvent } from '../../../events/index.js';
import { canonicalJson, sha256Hex } from '../canonical.js';
import { type StoredEvent, StoreUnavailable } from '../store.js';
import type { EventRow, ReceiptRow } from './sql.js';

/** The event in its canonical form, still without its hash. */
export const eventIn = (canonical: string): RecordedEvent => {
  try {
    return JSON.parse(canonical) as RecordedEvent;
  } catch (error) {
    throw new StoreUnavailable('the event file is damaged; verify says where', { cause: error });
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

/** Covers what is kept beside an event and does not enter its hash. */
export const eventSeal = (hash: string, sent: string, warnings: string): string =>
  sha256Hex(`${hash}\n${sent}\n${warnings}`);

/** Covers a whole receipt, which no chain covers. */
export const receiptSeal = ({ key, digest, status, body, positions }: Omit<ReceiptRow, 'seal'>): string =>
  sha256Hex(canonicalJson([key, digest, status, body, positions]));
