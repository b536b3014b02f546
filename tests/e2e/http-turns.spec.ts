import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { largestPage } from '../../src/messages/read-log.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import { logOfDeals } from '../bench/log-of-deals.js';
import { lines, TestServer } from './http-server.js';

let server: TestServer;
/** Turns of the event loop so far, and how many there had been at each large read of the log. */
let turns = 0;
let readAt: number[] = [];
let next: NodeJS.Immediate;

const countTurn = (): void => {
  turns++;
  next = setImmediate(countTurn);
};

const noteReads = (): void => {
  const { read, byIds } = SqliteStore.prototype;
  vi.spyOn(SqliteStore.prototype, 'read').mockImplementation(async function (this: SqliteStore, ...asked) {
    if (asked[1] > largestPage) readAt.push(turns);
    return read.apply(this, asked);
  });
  vi.spyOn(SqliteStore.prototype, 'byIds').mockImplementation(async function (this: SqliteStore, ids) {
    readAt.push(turns);
    expect(ids.length).toBeLessThanOrEqual(largestPage);
    return byIds.call(this, ids);
  });
};

beforeAll(async () => {
  server = await TestServer.start();
  const events = logOfDeals(350);
  await server.record(lines(events), { 'content-type': 'application/x-ndjson' });
  noteReads();
  countTurn();
});
beforeEach(() => {
  readAt = [];
});
afterAll(async () => {
  clearImmediate(next);
  vi.restoreAllMocks();
  await server.stop();
});

/** Reads that followed the one before without a turn between. */
const crowded = (): number => readAt.filter((turn, index) => turn === readAt[index - 1]).length;

const heardOf = async (address: string, last: string): Promise<void> => {
  const hangUp = new AbortController();
  const response = await fetch(server.url + address, { signal: hangUp.signal });
  const decoder = new TextDecoder();
  let heard = '';
  for await (const chunk of response.body!) {
    heard = heard.slice(-last.length) + decoder.decode(chunk as Uint8Array, { stream: true });
    if (heard.includes(last)) break;
  }
  hangUp.abort();
};

const capacity = 'measure=headlineKw&by=provider&provider=aws&layer=hosting&effectiveAt=2027-01-01';

describe('A long answer', () => {
  it.each([
    ['the log as NDJSON', '/api/v1/events.ndjson'],
    ['the log as Parquet', '/api/v1/events.parquet'],
    ['one number cited', `/api/v1/cite/compute-capacity?${capacity}`],
  ])('reads no two pages in one turn of the event loop: %s', async (_, address) => {
    expect((await server.ask(address)).status).toBe(200);
    expect(readAt.length).toBeGreaterThanOrEqual(3);
    expect(crowded()).toBe(0);
  });

  it('reads no two pages in one turn of the event loop: the log as it comes', async () => {
    await heardOf('/api/v1/events/stream', 'id: 3503\n');
    expect(readAt.length).toBeGreaterThanOrEqual(4);
    expect(crowded()).toBe(0);
  });
});
