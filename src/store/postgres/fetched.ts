import type pg from 'pg';
import type { Append, CommitPlan, RecordLookUps } from '../plan.js';
import type { EventRow, ReceiptRow } from '../rows.js';

interface IdRow extends EventRow {
  id: string;
  position: number;
}

interface RevisionRow {
  stream: string;
  revision: number;
}

const asRead = 'position, id, canonical, hash, sent, warnings';
const byPositionsSql = `SELECT ${asRead} FROM gigaledger.events WHERE position = ANY($1)`;
/** One way there and back for what every group asks: where its streams end, and which of its ids are recorded. */
const groundSql = `SELECT stream, coalesce((
  SELECT max(revision) FROM gigaledger.events event WHERE event.stream = asked.stream
), 0) AS revision, NULL::bigint AS position, NULL AS id, NULL AS canonical, NULL AS hash, NULL AS sent, NULL AS warnings
FROM unnest($1::text[]) AS asked (stream)
UNION ALL SELECT NULL, NULL, ${asRead} FROM gigaledger.events WHERE id = ANY($2)`;
const receiptsSql = 'SELECT * FROM gigaledger.receipts WHERE key = ANY($1)';

/** What a group of calls may ask of the log while it is planned, read before; the group's own rows join it. */
export class Fetched implements RecordLookUps {
  readonly #ids = new Map<string, EventRow>();
  readonly #positions = new Map<number, EventRow>();
  readonly #revisions = new Map<string, number>();
  readonly #receipts = new Map<string, ReceiptRow>();
  /** Keys of receipts that were asked for and not yet read. */
  readonly unread = new Set<string>();

  private constructor(private readonly read: ReadonlyMap<string, ReceiptRow | undefined>) {}

  /** `receipts`: those that are known by now, by key; undefined for a key that has none. */
  static async of(
    client: pg.Client,
    calls: readonly Append[],
    receipts: ReadonlyMap<string, ReceiptRow | undefined>,
  ): Promise<Fetched> {
    const writes = calls.flatMap(({ writes: each }) => each);
    const ids = writes.flatMap(({ events }) => events.map(({ event }) => event.id));
    const streams = [...new Set(writes.map(({ stream }) => stream))];
    const fetched = new Fetched(receipts);
    const answered = [...receipts.values()].flatMap((row) => (row ? positionsIn(row) : []));
    const { rows } = await client.query<RevisionRow | IdRow>({
      name: 'ground',
      text: groundSql,
      values: [streams, ids],
    });
    for (const row of rows)
      if (isOfEvent(row)) fetched.#keep(row.id, row.position, row);
      else fetched.#revisions.set(row.stream, row.revision);
    if (answered.length > 0) await fetched.#readPositions(client, answered);
    return fetched;
  }

  async #readPositions(client: pg.Client, positions: readonly number[]): Promise<void> {
    const asked = { name: 'by positions', text: byPositionsSql, values: [positions] };
    const { rows } = await client.query<IdRow>(asked);
    for (const row of rows) this.#keep(row.id, row.position, row);
  }

  readonly byId = { get: (id: string): EventRow | undefined => this.#ids.get(id) };
  readonly revision = { get: (stream: string): number => this.#revisions.get(stream) ?? 0 };
  readonly byPositions = {
    all: (positions: string): EventRow[] =>
      (JSON.parse(positions) as number[]).map((position) => this.#positions.get(position)!),
  };
  readonly receipt = {
    get: (key: string): ReceiptRow | undefined => {
      if (!this.read.has(key)) this.unread.add(key);
      return this.#receipts.get(key) ?? this.read.get(key);
    },
  };

  /** What a call adds is there for the calls behind it. */
  add({ rows, receipt }: CommitPlan): void {
    for (const [position, id, stream, revision, , canonical, hash, sent, warnings] of rows) {
      this.#keep(id, position, { canonical, hash, sent, warnings });
      this.#revisions.set(stream, revision);
    }
    if (!receipt) return;
    const [key, digest, status, body, positions, seal] = receipt;
    this.#receipts.set(key, { key, digest, status, body, positions, seal });
  }

  #keep(id: string, position: number, row: EventRow): void {
    this.#ids.set(id, row);
    this.#positions.set(position, row);
  }
}

/** Of a stream's row the columns of an event are empty. */
const isOfEvent = (row: RevisionRow | IdRow): row is IdRow => 'id' in row && row.id !== null;

const positionsIn = ({ positions }: ReceiptRow): number[] => JSON.parse(positions) as number[];

/** The receipts of keys; undefined for a key that has none. */
export const readReceipts = async (
  client: pg.ClientBase,
  keys: readonly string[],
): Promise<Map<string, ReceiptRow | undefined>> => {
  const { rows } = await client.query<ReceiptRow>({ name: 'receipts', text: receiptsSql, values: [keys] });
  const found = new Map(rows.map((row) => [row.key, row]));
  return new Map(keys.map((key) => [key, found.get(key)]));
};
