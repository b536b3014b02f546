import { assertWellFormed, canonicalJson, eventHash } from './canonical.js';
import {
  IdReused,
  type NewEvent,
  OtherHistory,
  type Receipt,
  type StoredEvent,
  type Write,
  WrongRevision,
} from './store.js';
import { finish, finishInTurns, type WorkInSteps } from './steps.js';
import type { RecordedEvent } from '../../events/index.js';
import {
  type EventRow,
  eventSeal,
  type NewEventRow,
  type NewReceiptRow,
  type ReceiptRow,
  receiptSeal,
  storedEventOf,
} from './rows.js';

/** One call of `append`. */
export interface Append {
  writes: readonly Write[];
  receipt?: ((events: readonly StoredEvent[]) => Receipt) | undefined;
}

/** What is recorded already, as the transaction that appends sees it: an adapter's statements, or what it fetched before. */
export interface RecordLookUps {
  byId: { get(id: string): EventRow | undefined };
  revision: { get(stream: string): number | undefined };
  receipt: { get(key: string): ReceiptRow | undefined };
  /** By a JSON array of positions, in its order. */
  byPositions: { all(positions: string): EventRow[] };
}

/** The end of the log, as a transaction sees it. */
export interface Tip {
  position: number;
  hash: string;
  recordedAt: string;
}

/** What one call is answered, and the rows that make it true. */
export interface CommitPlan {
  events: readonly StoredEvent[];
  rows: readonly NewEventRow[];
  receipt?: NewReceiptRow | undefined;
  tip: Tip;
}

function* planSteps(
  statements: RecordLookUps,
  tip: Tip,
  recordedAt: string,
  call: Append,
): WorkInSteps<CommitPlan> {
  const draft = new CommitDraft(statements, tip, recordedAt);
  const events: StoredEvent[] = [];
  for (const write of call.writes) for (const stored of yield* draft.write(write)) events.push(stored);
  const receipt = call.receipt?.(events);
  const kept = receipt && statements.receipt.get(receipt.key);
  if (kept && kept.digest !== receipt.digest) throw new IdReused(receipt.key);
  if (kept) return { events: statements.byPositions.all(kept.positions).map(storedEventOf), rows: [], tip };
  return { events, rows: draft.rows, receipt: receipt && receiptRowOf(receipt, events), tip: draft.tip };
}

/** Where a call is planned, and when. */
type PlanGround = [statements: RecordLookUps, tip: Tip, recordedAt: string];

/**
 * Works out a whole call before anything is written, so that a refusal leaves nothing to undo.
 * Throws WrongRevision, IdReused or NotCanonical.
 */
export const plan = (...given: [...PlanGround, Append]): CommitPlan => finish(planSteps(...given));

/** Looking up and working out one event are two steps, some 10 microseconds each. */
const stepsPerTurn = 1_000;

/** The same in turns of the event loop, in which the log may grow: what was worked out then holds no more. */
export const planInTurns = (...given: [...PlanGround, Append]): Promise<CommitPlan> =>
  finishInTurns(planSteps(...given), stepsPerTurn);

/** How many events a call would append. */
export const eventCount = ({ writes }: Append): number =>
  writes.reduce((sum, { events }) => sum + events.length, 0);

/** The rows that a call adds, numbered behind the end of the log. */
class CommitDraft {
  readonly rows: NewEventRow[] = [];
  readonly #added = new Map<string, StoredEvent>();
  readonly #revisions = new Map<string, number>();

  constructor(
    private readonly statements: RecordLookUps,
    public tip: Tip,
    private readonly recordedAt: string,
  ) {}

  *write({ stream, expectedRevision, events }: Write): WorkInSteps<StoredEvent[]> {
    const recorded: (StoredEvent | undefined)[] = [];
    for (const added of events) {
      recorded.push(this.#recordedBefore(added));
      yield;
    }
    // A retry gets the first answer, whatever its stream has come to since.
    if (events.length === 0 || recorded.includes(undefined)) this.#assertRevision(stream, expectedRevision);
    const stored: StoredEvent[] = [];
    for (const [index, added] of events.entries()) {
      stored.push(recorded[index] ?? this.#addedBefore(added) ?? this.#add(stream, added));
      yield;
    }
    return stored;
  }

  #recordedBefore(added: NewEvent): StoredEvent | undefined {
    const row = this.statements.byId.get(added.event.id);
    return row && sameAs(added, storedEventOf(row));
  }

  #addedBefore(added: NewEvent): StoredEvent | undefined {
    const before = this.#added.get(added.event.id);
    return before && sameAs(added, before);
  }

  #assertRevision(stream: string, expected: number | undefined): void {
    const actual = this.#revisionOf(stream);
    if (expected !== undefined && expected !== actual) throw new WrongRevision(stream, expected, actual);
  }

  #revisionOf(stream: string): number {
    return this.#revisions.get(stream) ?? this.statements.revision.get(stream)!;
  }

  #add(stream: string, { event, sent, warnings, as }: NewEvent): StoredEvent {
    const place = { stream, revision: this.#revisionOf(stream) + 1, position: this.tip.position + 1 };
    const recordedAt = as?.recordedAt ?? this.recordedAt;
    const recorded = { ...event, ...place, recordedAt };
    const canonical = canonicalJson(recorded);
    const hash = eventHash(this.tip.hash, canonical);
    if (as && as.hash !== hash) throw new OtherHistory(place.position);
    const stored = { event: { ...recorded, hash } as RecordedEvent, sent, warnings };
    this.rows.push(rowOf(stored, canonical));
    this.#added.set(event.id, stored);
    this.#revisions.set(stream, place.revision);
    this.tip = { position: place.position, hash, recordedAt };
    return stored;
  }
}

/** What holds the id of an event that is sent again. */
const sameAs = ({ event, sent }: NewEvent, before: StoredEvent): StoredEvent => {
  if (before.sent !== sent) throw new IdReused(event.id);
  return before;
};

const rowOf = ({ event, sent, warnings: stated }: StoredEvent, canonical: string): NewEventRow => {
  const { position, id, stream, revision, type, hash } = event;
  assertWellFormed(id, stream, type, sent);
  const warnings = stated.length === 0 ? '[]' : canonicalJson(stated);
  return [
    position,
    id,
    stream,
    revision,
    type,
    canonical,
    hash,
    sent,
    warnings,
    eventSeal(hash, sent, warnings),
  ];
};

const receiptRowOf = (
  { key, digest, status, body }: Receipt,
  events: readonly StoredEvent[],
): NewReceiptRow => {
  assertWellFormed(key, digest, body);
  const positions = JSON.stringify(events.map(({ event }) => event.position));
  return [key, digest, status, body, positions, receiptSeal({ key, digest, status, body, positions })];
};
