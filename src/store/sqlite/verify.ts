import { setImmediate } from 'node:timers/promises';
import { decode, type RecordedEvent } from '../../../events/index.js';
import { canonicalJson, eventHash, genesisHash } from '../canonical.js';
import type { IntegrityReport } from '../store.js';
import { type SqliteConnection, isBusy, isTrouble, schemaFaults, wrapTrouble } from './connection.js';
import { eventSeal, receiptSeal } from './rows.js';
import type { CheckedRow, ReceiptRow, Statements } from './sql.js';

/** How many rows are checked before other work gets its turn. */
const rowsPerTurn = 500;

/** More faults tell nothing new. */
const mostFaults = 100;

type IntegrityFault = IntegrityReport['faults'][number];

/** Decoding must see the very bytes, or a changed one could pass for a replacement character. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Walks the whole log from the first event. The faults of events come first, the first bad position first; those of
 * the file as a whole and of receipts follow with position 0.
 */
export const verify = async (
  connection: SqliteConnection,
  statements: Statements,
): Promise<IntegrityReport> => {
  const walk = new Walk(statements);
  const read = (after: number): CheckedRow[] => statements.readChecked.all(after, rowsPerTurn);
  for await (const rows of pages(read, ({ position }) => position, 0)) {
    if (rows instanceof UnreadablePage)
      walk.faults.push({ position: walk.position + 1, detail: rows.detail });
    else for (const row of rows) walk.check(row);
    // Positions that a damaged file gives out of order would lead in a circle.
    if (walk.faults.length >= mostFaults) break;
  }
  const faults = [...walk.faults, ...fileFaults(connection), ...(await receiptFaults(statements))];
  return {
    ok: faults.length === 0,
    position: walk.position,
    hash: walk.hash,
    faults: faults.slice(0, mostFaults),
  };
};

/** A page that the file could not give. */
class UnreadablePage {
  readonly detail: string;
  constructor(error: unknown) {
    this.detail = `can't be read: ${(error as Error).message}`;
  }
}

/** Page after page, each in a turn of its own; ends with the first that can't be read. */
async function* pages<Row, Key>(
  read: (after: Key) => Row[],
  keyOf: (row: Row) => Key,
  start: Key,
): AsyncGenerator<Row[] | UnreadablePage> {
  for (let after = start; ; await setImmediate()) {
    const rows = readOrUnreadable(() => read(after));
    if (!(rows instanceof UnreadablePage) && rows.length === 0) return;
    yield rows;
    if (rows instanceof UnreadablePage) return;
    after = keyOf(rows.at(-1)!);
  }
}

const readOrUnreadable = <Row>(read: () => Row[]): Row[] | UnreadablePage => {
  try {
    return read();
  } catch (error) {
    // A file that another process holds is not a damaged one.
    if (!isTrouble(error) || isBusy(error)) throw wrapTrouble(error);
    return new UnreadablePage(error);
  }
};

/** Where the walk stands, and what it has found. */
class Walk {
  position = 0;
  hash = genesisHash;
  readonly faults: IntegrityFault[] = [];
  #recordedAt = '';
  readonly #revisions = new Map<string, number>();

  constructor(private readonly statements: Statements) {}

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
    ...submission
  }: RecordedEvent): string[] {
    const typeOf = (id: string): string | undefined => this.statements.type.get(id);
    try {
      const { problems } = decode(submission, {
        today: recordedAt.slice(0, 10),
        newId: () => submission.id,
        typeOf,
      });
      return (problems ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
    } catch (error) {
      return [`can't be decoded: ${(error as Error).message}`];
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

const fileFaults = (connection: SqliteConnection): IntegrityFault[] => {
  const found = readOrUnreadable(() => [...integrityFaults(connection), ...schemaFaults(connection)]);
  return (found instanceof UnreadablePage ? [found.detail] : found).map((detail) => ({
    position: 0,
    detail,
  }));
};

/** SQLite's own check: indexes and the structure of pages, which no hash covers. */
const integrityFaults = (connection: SqliteConnection): string[] =>
  (connection.pragma('integrity_check') as { integrity_check: string }[])
    .map(({ integrity_check: detail }) => detail)
    .filter((detail) => detail !== 'ok');

const receiptFaults = async (statements: Statements): Promise<IntegrityFault[]> => {
  const read = (after: string): ReceiptRow[] => statements.readReceipts.all(after, rowsPerTurn);
  const faults: IntegrityFault[] = [];
  for await (const rows of pages(read, ({ key }) => key, '')) {
    const details = rows instanceof UnreadablePage ? [`receipts ${rows.detail}`] : changedReceipts(rows);
    faults.push(...details.map((detail) => ({ position: 0, detail })));
    // Keys that a damaged file gives out of order would lead in a circle.
    if (faults.length >= mostFaults) break;
  }
  return faults;
};

const changedReceipts = (rows: readonly ReceiptRow[]): string[] =>
  rows.filter((row) => row.seal !== receiptSeal(row)).map(({ key }) => `the receipt ${key} was changed`);
