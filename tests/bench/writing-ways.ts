import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../src/open-store.js';
import { canonicalJson } from '../../src/store/canonical.js';
import { schema } from '../../src/store/sqlite/sql.js';
import type { EventStore } from '../../src/store/store.js';
import { one, submitted } from '../contract/candidates.js';
import { lines, ndjson, type TestServer } from '../e2e/http-server.js';
import { type Cost, costOf } from './costs.js';
import { dealsFrom, type Submitted } from './log-of-deals.js';

const perBatch = 100;

const batchesOf = (events: readonly Submitted[]): Submitted[][] =>
  Array.from({ length: events.length / perBatch }, (_, batch) =>
    events.slice(batch * perBatch, (batch + 1) * perBatch),
  );

/** The ways to write: bare, through the port, and over HTTP. Each writes so many new events. */
export class WritingWays {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gigaledger-bench-writes-'));
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #bare = new Database(join(this.#folder, 'bare.db'));
  #inserted = 0;
  /** Far from those that a log of deals has. */
  #deals = 1_000_000;

  private constructor(
    private readonly server: TestServer,
    private readonly store: EventStore,
  ) {
    for (const setting of ['journal_mode = WAL', 'synchronous = EXTRA', 'fullfsync = ON'])
      this.#bare.pragma(setting);
    for (const name of ['events', 'events_by_type']) this.#bare.exec(schema[name]!);
  }

  /** The server knows the parties already. */
  static async open(server: TestServer): Promise<WritingWays> {
    const store = await openStore(`sqlite:${join(server.folder, 'port.db')}`);
    return new WritingWays(server, store);
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#bare.close();
    await this.store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The same rows into the same table with its indexes, without triggers, and worked out beforehand. */
  async bareInserts(many: number): Promise<Cost> {
    const insert = this.#bare.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const rows = this.#newEvents(many).map((raw) => {
      const { event, sent } = submitted({ ...raw });
      const position = ++this.#inserted;
      const canonical = canonicalJson({ ...event, position, revision: position, recordedAt: '' });
      return [position, event.id, event.stream, position, event.type, canonical, sent, sent, '[]', sent];
    });
    return costOf(many, () => rows.forEach((row) => void insert.run(...row)));
  }

  oneAtATime(many: number): Promise<Cost> {
    const writes = this.#newEvents(many).map((event) => one(submitted({ ...event })));
    return costOf(many, async () => {
      for (const write of writes) await this.store.append([write]);
    });
  }

  sixtyFourCallers(many: number): Promise<Cost> {
    const left = this.#newEvents(many).map((event) => one(submitted({ ...event })));
    const call = async (): Promise<void> => {
      for (let write = left.pop(); write; write = left.pop()) await this.store.append([write]);
    };
    return costOf(many, () => Promise.all(Array.from({ length: 64 }, call)));
  }

  batchesThroughPort(many: number): Promise<Cost> {
    const batches = batchesOf(this.#newEvents(many)).map((batch) =>
      batch.map((event) => one(submitted({ ...event }))),
    );
    return costOf(many, async () => {
      for (const batch of batches) await this.store.append(batch);
    });
  }

  batchesOverHttp(many: number): Promise<Cost> {
    const batches = batchesOf(this.#newEvents(many)).map(lines);
    return costOf(many, async () => {
      for (const batch of batches) await this.#send(batch);
    });
  }

  /** New events of deals that no round had before. */
  #newEvents(count: number): Submitted[] {
    const more = Math.ceil(count / 10);
    const start = (this.#deals += more);
    return dealsFrom(start, more).flat().slice(0, count);
  }

  #send(body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.server.url}/api/v1/events`,
        { method: 'POST', headers: ndjson, agent: this.#agent },
        (answer) =>
          answer
            .resume()
            .on('end', () =>
              answer.statusCode === 201 ? resolve() : reject(new Error(`${answer.statusCode}`)),
            ),
      );
      sent.on('error', reject).end(body);
    });
  }
}
