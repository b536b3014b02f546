import type { Observable } from 'rxjs';
import type { Count, Hash } from '../../events/kit/formats.js';
import type { Candidate, RecordedEvent, Warning } from '../../events/index.js';

/** One event on its way into the store. */
export interface NewEvent {
  event: Candidate;
  /** SHA-256 of what was sent, before defaults: the same id with the same content is a retry. */
  sent: string;
  warnings: readonly Warning[];
  /** As another store recorded it: both are kept, and nothing is appended when the hash would be another one. */
  as?: Pick<RecordedEvent, 'recordedAt' | 'hash'>;
}

/** Events for one stream, appended after `expectedRevision` (0 = the stream must not exist; undefined = wherever it ends). */
export interface Write {
  stream: string;
  expectedRevision?: number;
  events: readonly NewEvent[];
}

/** The answer that a key got, so that a retry gets it again. */
export interface Receipt {
  key: string;
  /** SHA-256 of the request. */
  digest: string;
  status: number;
  body: string;
}

/** A recorded event with what is kept beside it. */
export interface StoredEvent {
  event: RecordedEvent;
  sent: string;
  warnings: readonly Warning[];
}

/** A recorded event as it is written, and what is asked of it without reading that. */
export interface WrittenEvent extends Pick<
  RecordedEvent,
  'position' | 'id' | 'stream' | 'type' | 'confidential'
> {
  /** Its canonical form, without its hash. */
  canonical: string;
}

export interface Head {
  position: Count;
  /** Hash of the last event; 64 zeros for an empty log. */
  hash: Hash;
}

/** How what is appended is kept beside the server that takes it. */
export interface AppendStanding {
  /** Servers beside it on which an event is when it is acknowledged; missing for a store that has none of the kind. */
  standbys?: Count;
}

/** How late what is read may be, in seconds: not later than `seconds`, Infinity when nobody knows. */
export interface StandbyLag {
  seconds: number;
  /** Later than that it must not be used. */
  most: number;
}

export interface IntegrityReport {
  ok: boolean;
  position: Count;
  hash: Hash;
  /** What is wrong, the first bad position first. */
  faults: { position: Count; detail: string }[];
}

/** The stream has another revision than the writer expected. */
export class WrongRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}`);
  }
}

/** An id is taken by an event with other content. */
export class IdReused extends Error {
  constructor(readonly id: string) {
    super(`the id ${id} belongs to an event with other content`);
  }
}

/** What another store recorded does not follow what this one holds. */
export class OtherHistory extends Error {
  constructor(position: number) {
    super(`at position ${position} the two logs differ`);
  }
}

/** The store can't be reached or can't write; nothing was acknowledged. */
export class StoreUnavailable extends Error {}

/** The log is read off a standby: nothing can be recorded through this store. */
export class ReadsStandby extends StoreUnavailable {}

/** The store did not confirm: what was sent may be recorded or not. Sent again under its key, it is recorded once. */
export class OutcomeUnknown extends StoreUnavailable {}

/** The log for somebody who only reads it. */
export type LogReader = Pick<EventStore, 'read' | 'readWritten' | 'close'>;

/** The log: totally ordered, append-only. One contract suite holds over every adapter. */
export abstract class EventStore {
  /**
   * Appends to several streams in one transaction, durable when it resolves. `receipt`, given the recorded events, is
   * kept in the same transaction. Throws WrongRevision, IdReused or StoreUnavailable; then nothing was appended, unless it
   * is OutcomeUnknown.
   */
  abstract append(
    writes: readonly Write[],
    receipt?: (events: readonly StoredEvent[]) => Receipt,
  ): Promise<readonly StoredEvent[]>;
  /** Events after a position, in order, at most `limit`; of one stream or type when asked. */
  abstract read(
    after: number,
    limit: number,
    only?: { stream?: string; type?: string },
  ): Promise<readonly StoredEvent[]>;
  /** Events after a position, in order, at most `limit`, as they are written. */
  abstract readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]>;
  /** Those of these ids that are recorded. */
  abstract byIds(ids: readonly string[]): Promise<readonly StoredEvent[]>;
  abstract receipt(key: string): Promise<Receipt | undefined>;
  abstract head(): Promise<Head>;
  /** The revision of a stream; 0 when it does not exist. */
  abstract revision(stream: string): Promise<number>;
  /** How many events were appended through this store since it was opened; retries append none. */
  abstract readonly appended: number;
  /** A nudge that carries the newest position: a lost one costs only delay. */
  abstract readonly grew: Observable<number>;
  /**
   * How an append would be kept now. Throws StoreUnavailable, saying why, when it could not be: a full disk, a file that
   * was removed, a standby that is promised and away.
   */
  abstract assertWritable(): Promise<AppendStanding>;
  /** How late somebody is who has read as far as a position; undefined where what is read is what is recorded. */
  lagAt(_position: number): StandbyLag | undefined {
    return undefined;
  }

  /** Checks the store's own integrity, every hash of the chain, revisions, gaps and canonical bytes. */
  abstract verify(): Promise<IntegrityReport>;
  abstract close(): Promise<void>;
}
