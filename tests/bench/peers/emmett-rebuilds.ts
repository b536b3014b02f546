import { sql } from '@event-driven-io/dumbo';
import type { Event, ReadEvent } from '@event-driven-io/emmett';
import {
  pongoMultiStreamProjection,
  postgreSQLRawBatchSQLProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { EmmettPostgres } from './emmett-postgres.js';
import type { Submitted } from '../log-of-deals.js';

const types = [
  'PartyRegistered',
  'DealAnnounced',
  'CapacityCommitted',
  'OverlapStated',
  'PaymentCommitted',
  'CapacityRescheduled',
];

type Counted = Record<'count', number>;

/** As its documentation shows it: a document for each stream, which every event makes one larger. */
const asDocuments = pongoMultiStreamProjection<Counted, Event>({
  collectionName: 'counted',
  canHandle: types,
  getDocumentId: ({ metadata }: ReadEvent) => metadata.streamName,
  initialState: () => ({ count: 0 }),
  evolve: ({ count }: Counted) => ({ count: count + 1 }),
});

/** As quick as it can be made: one statement for whatever it is handed, which a rebuild does event by event. */
const asOneNumber = postgreSQLRawBatchSQLProjection<Event>({
  name: 'counted-events',
  canHandle: types,
  evolve: (events) => [
    sql(
      'INSERT INTO counted_events VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET count = counted_events.count + excluded.count',
      events.length,
    ),
  ],
});

/** A log in Emmett's store, and two ways to rebuild one projection that counts its events. */
export class EmmettRebuilds {
  #rebuilt = 0;

  private constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
  ) {}

  /** Appends the events stream by stream. */
  static async open(url: string, events: readonly Submitted[]): Promise<EmmettRebuilds> {
    const store = await EmmettPostgres.open(url);
    await store.appendWhole(events);
    await store.close();
    return new EmmettRebuilds(url, new pg.Pool({ connectionString: url, max: 1 }));
  }

  /** As documented, with what is usual; how many events it counted. */
  async asDocuments(): Promise<number> {
    await this.#rebuild(asDocuments);
    return this.#number("SELECT sum((data->>'count')::int) FROM counted");
  }

  /** Into one row, a thousand events fetched at a time instead of a hundred. */
  async asOneNumber(): Promise<number> {
    await this.pool.query('DROP TABLE IF EXISTS counted_events');
    await this.pool.query('CREATE TABLE counted_events (id int PRIMARY KEY, count int NOT NULL)');
    await this.#rebuild(asOneNumber, 1_000);
    return this.#number('SELECT count FROM counted_events');
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Under a new name each time: under one that it knows Emmett goes on where it ended. */
  async #rebuild(projection: typeof asOneNumber, batchSize = 100): Promise<void> {
    const consumer = rebuildPostgreSQLProjections({
      connectionString: this.url,
      projection,
      processorId: `rebuild-${++this.#rebuilt}`,
      pulling: { batchSize },
    });
    await consumer.start();
    await consumer.close();
  }

  async #number(query: string): Promise<number> {
    const { rows } = await this.pool.query<[string]>({ text: query, rowMode: 'array' });
    return Number(rows[0]?.[0]);
  }
}
