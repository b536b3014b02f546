import { type EventDetail, EventStore, EventType } from '@castore/core';
import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';
import pg from 'pg';
import type { Submitted } from '../log-of-deals.js';
import type { AppendCall, AppendingStore } from './appending.js';

interface CountedDeal {
  aggregateId: string;
  version: number;
}

const eventStoreId = 'deals';

type Said = Record<string, unknown>;

const dealEvent = new EventType<string, Said, Said>({ type: 'DealEvent' });

const openDeals = (eventStorageAdapter: PostgresEventStorageAdapter) =>
  new EventStore({
    eventStoreId,
    eventTypes: [dealEvent],
    eventStorageAdapter,
    reducer: (_: CountedDeal, { aggregateId, version }: EventDetail): CountedDeal => ({
      aggregateId,
      version,
    }),
  });

/** Castore on PostgreSQL. It has streams and no order over all of them. */
export class CastorePostgres implements AppendingStore {
  readonly #deals;

  private constructor(
    adapter: PostgresEventStorageAdapter,
    private readonly pool: pg.Pool,
  ) {
    this.#deals = openDeals(adapter);
  }

  static async open(connectionString: string): Promise<CastorePostgres> {
    const aggregateId = { type: 'VARCHAR', length: 64 } as const;
    await PostgresEventStorageAdapter.createEventTable({ connectionString, aggregateId });
    const pool = new pg.Pool({ connectionString, max: 1 });
    return new CastorePostgres(new PostgresEventStorageAdapter({ connectionString }), pool);
  }

  callsFor(deals: readonly Submitted[][]): AppendCall[][] {
    return deals.map((deal) =>
      deal.map(({ stream, type, body, effectiveOn, knownOn }, index) => {
        const metadata = { effectiveOn, knownOn };
        const event = { aggregateId: stream, version: index + 1, type, payload: body, metadata };
        return () => this.#deals.pushEvent(event);
      }),
    );
  }

  /** Event by event. */
  async appendWhole(events: readonly Submitted[]): Promise<void> {
    const streams = [...Map.groupBy(events, ({ stream }) => stream).values()];
    for (const append of this.callsFor(streams).flat()) await append();
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>('SELECT count(*) FROM event');
    return Number(rows[0]?.count);
  }

  /** Reads every stream and counts its events by its own reducer, which is what it has in the place of projections. */
  async fold(): Promise<number> {
    let count = 0;
    for (const { aggregateId } of (await this.#deals.listAggregateIds()).aggregateIds)
      count += (await this.#deals.getAggregate(aggregateId)).aggregate?.version ?? 0;
    return count;
  }

  /** It hands out no way to end its own connections: the server's end ends them. */
  close(): Promise<void> {
    return this.pool.end();
  }
}
