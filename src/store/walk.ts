import { reasonOf } from '../../events/kit/reason.js';
import { decode, type RecordedEvent } from '../../events/index.js';
import { canonicalJson, eventHash, genesisHash } from './canonical.js';
import { type CheckedRow, eventSeal, type ReceiptRow, receiptSeal } from './rows.js';
import type { Anchor } from './layered/anchor.js';
import type { IntegrityReport } from './store.js';

export type IntegrityFault = IntegrityReport['faults'][number];

/** More faults tell nothing new. */
export const mostFaults = 100;

/** Decoding must see the very bytes, or a changed one could pass for a replacement character. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Where the walk stands, and what it has found. */
export class LogWalk {
  position = 0;
  hash = genesisHash;
  readonly faults: IntegrityFault[] = [];
  #recordedAt = '';
  readonly #revisions = new Map<string, number>();

  /** `typeOf`: the type of a recorded event, by its id; asked for what corrections correct. */
  constructor(private readonly typeOf: (id: string) => string | undefined) {}

  check(row: CheckedRow): void {
    const details = [...this.#wrongPlace(row), ...this.#wrongBytes(row)];
    this.faults.push(...details.map((detail) => ({ position: this.position + 1, detail })));
    this.position = row.position;
    // The stored hash, right or wrong: one bad event must not make all later ones look bad.
    this.hash = row.hash;
    this.#revisions.set(row.stream, row.revision);
  }

  *#wrongPlace(row: CheckedRow): Generator<string> {
    if (row.position !== this.position + 1) yield `is missing: ${row.position} follows ${this.position}`;
    const revision = (this.#revisions.get(row.stream) ?? 0) + 1;
    if (row.revision !== revision)
      yield `is revision ${row.revision} of ${row.stream} where ${revision} is due`;
    if (row.seal !== eventSeal(row.hash, row.sent, row.warnings))
      yield 'what is kept beside the event was changed';
  }

  *#wrongBytes(row: CheckedRow): Generator<string> {
    const canonical = textOf(row.bytes);
    if (canonical === undefined || row.hash !== eventHash(this.hash, canonical))
      yield 'the hash does not match';
    const event = canonical === undefined ? undefined : eventOf(canonical);
    if (event) yield* this.#wrongEvent(event, row);
    else yield 'the stored bytes are not a canonical event';
  }

  *#wrongEvent(event: RecordedEvent, row: CheckedRow): Generator<string> {
    const columns = ['position', 'id', 'stream', 'revision', 'type'] as const;
    for (const name of columns)
      if (event[name] !== row[name]) yield `the column ${name} differs from the event`;
    if (event.recordedAt < this.#recordedAt) yield 'was recorded before the event in front of it';
    this.#recordedAt = event.recordedAt;
    yield* this.#problems(event);
  }

  /** What recording the event again as it stands would be refused for. */
  #problems({
    revision: _revision,
    position: _position,
    recordedAt,
    anchor: _anchor,
    ...submission
  }: RecordedEvent & { anchor?: Anchor }): string[] {
    try {
      const { problems } = decode(submission, {
        today: recordedAt.slice(0, 10),
        isRecorded: true,
        newId: () => submission.id,
        typeOf: this.typeOf,
      });
      return (problems ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
    } catch (error) {
      return [`can't be decoded: ${reasonOf(error)}`];
    }
  }
}

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/** The event in a canonical text; undefined when it is none, or not written in the one canonical way. */
const eventOf = (canonical: string): RecordedEvent | undefined => {
  try {
    const event = JSON.parse(canonical) as RecordedEvent;
    return typeof event.recordedAt === 'string' && canonicalJson(event) === canonical ? event : undefined;
  } catch {
    return undefined;
  }
};

/** The receipts whose content differs from what was sealed, in words. */
export const changedReceipts = (rows: readonly ReceiptRow[]): string[] =>
  rows.filter((row) => row.seal !== receiptSeal(row)).map(({ key }) => `the receipt ${key} was changed`);
