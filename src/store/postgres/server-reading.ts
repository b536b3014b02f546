import { assertDense, type EventRow, storedEventOf } from '../rows.js';
import type { Head, IntegrityReport, Receipt, StoredEvent, WrittenEvent } from '../store.js';
import { readReceipts } from './fetched.js';
import type { Readers } from './readers.js';
import { verify } from './verify.js';

const asRead = 'SELECT canonical, hash, sent, warnings FROM gigaledger.events';

const writtenSql =
  'SELECT position, id, stream, type, canonical FROM gigaledger.events WHERE position > $1 ORDER BY position LIMIT $2';

/** The log as one of the servers has it. Everything throws StoreUnavailable when it can't be reached. */
export class ServerReading {
  constructor(private readonly readers: Readers) {}

  async read(
    after: number,
    limit: number,
    only: { stream?: string; type?: string } = {},
  ): Promise<readonly StoredEvent[]> {
    const events = await this.#events(...pageOf(after, limit, only));
    if (only.stream === undefined && only.type === undefined)
      assertDense(
        after,
        events.map(({ event }) => event),
      );
    return events;
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    const query = { name: 'read written', text: writtenSql, values: [after, limit] };
    const { rows } = await this.readers.read((client) => client.query<WrittenEvent>(query));
    assertDense(after, rows);
    return rows;
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    return this.#events('read ids', `${asRead} WHERE id = ANY($1) ORDER BY position`, [ids]);
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    const row = (await this.readers.read((client) => readReceipts(client, [key]))).get(key);
    return row && { key: row.key, digest: row.digest, status: row.status, body: row.body };
  }

  async head(): Promise<Head> {
    const text = 'SELECT position, hash FROM gigaledger.head';
    return (await this.readers.read((client) => client.query<Head>({ name: 'head', text }))).rows[0]!;
  }

  async revision(stream: string): Promise<number> {
    const text = 'SELECT coalesce(max(revision), 0) AS revision FROM gigaledger.events WHERE stream = $1';
    const { rows } = await this.readers.read((client) =>
      client.query<{ revision: number }>({ name: 'revision', text, values: [stream] }),
    );
    return rows[0]!.revision;
  }

  /** The faults of events come first; those of the head, the guards and of receipts follow with position 0. */
  async verify(): Promise<IntegrityReport> {
    return this.readers.read(verify);
  }

  async #events(name: string, text: string, values: readonly unknown[]): Promise<StoredEvent[]> {
    const query = { name, text, values: [...values] };
    const { rows } = await this.readers.read((client) => client.query<EventRow>(query));
    return rows.map(storedEventOf);
  }
}

/** Of one stream the order of revisions is that of positions, and the one that its index gives. */
const pageOf = (
  after: number,
  limit: number,
  { stream, type }: { stream?: string; type?: string },
): [name: string, text: string, values: readonly unknown[]] => {
  const order = stream === undefined ? 'position' : 'revision';
  const wanted = [stream, type].filter((value) => value !== undefined);
  const names = [stream === undefined ? [] : 'stream', type === undefined ? [] : 'type'].flat();
  const filters = names.map((name, index) => ` AND ${name} = $${index + 3}`).join('');
  const text = `${asRead} WHERE position > $1${filters} ORDER BY ${order} LIMIT $2`;
  return [['read', ...names].join(' '), text, [after, limit, ...wanted]];
};
