import { afterAll, beforeAll, describe, it } from 'vitest';
import { lines, ndjson, TestServer } from '../e2e/http-server.js';
import { compare, holdRatio } from './costs.js';
import { logOfDeals } from './log-of-deals.js';
import { WritingWays } from './writing-ways.js';

const margin = 2.5;
const rounds = 7;

let server: TestServer;
let ways: WritingWays;

beforeAll(async () => {
  server = await TestServer.start();
  await server.record(lines(logOfDeals(0)), ndjson);
  ways = await WritingWays.open(server);
}, 120_000);
afterAll(async () => {
  await ways.close();
  await server.stop();
});

describe('Writing', () => {
  it('one at a time is nearly as quick as a bare insert, and many callers share a flush', async () => {
    const { bare, single, grouped } = await compare(rounds, {
      bare: () => ways.bareInserts(200),
      single: () => ways.oneAtATime(200),
      grouped: () => ways.sixtyFourCallers(200),
    });
    holdRatio(
      { what: 'one at a time, of a bare insert at the same durability', aim: 0.8, margin },
      bare,
      single,
    );
    holdRatio({ what: '64 callers, of one at a time', aim: 10, margin }, single, grouped);
  });

  it('over HTTP in batches of 100 is half as quick as through the port', async () => {
    const { port, http } = await compare(rounds, {
      port: () => ways.batchesThroughPort(1_000),
      http: () => ways.batchesOverHttp(1_000),
    });
    holdRatio(
      { what: 'batches of 100 over HTTP, of the same through the port', aim: 0.5, margin },
      port,
      http,
    );
  });
});
