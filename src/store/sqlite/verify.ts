import { setImmediate } from 'node:timers/promises';
import { reasonOf } from '../../../events/kit/reason.js';
import type { IntegrityReport } from '../store.js';
import { type SqliteConnection, isBusy, isTrouble, schemaFaults, wrapTrouble } from './connection.js';
import type { CheckedRow, ReceiptRow } from '../rows.js';
import { changedReceipts, type IntegrityFault, LogWalk, mostFaults } from '../walk.js';
import type { Statements } from './sql.js';

/** How many rows are checked before other work gets its turn. */
const rowsPerTurn = 500;

/**
 * Walks the whole log from the first event. The faults of events come first, the first bad position first; those of
 * the file as a whole and of receipts follow with position 0.
 */
export const verify = async (
  connection: SqliteConnection,
  statements: Statements,
): Promise<IntegrityReport> => {
  const walk = new LogWalk((id) => statements.type.get(id));
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
    this.detail = `can't be read: ${reasonOf(error)}`;
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
    const last = rows instanceof UnreadablePage ? undefined : rows.at(-1);
    if (last || rows instanceof UnreadablePage) yield rows;
    if (!last) return;
    after = keyOf(last);
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
