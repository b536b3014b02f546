import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logOfDeals } from '../bench/log-of-deals.js';
import { lines, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ work: { processes: 1 } });
  await server.record(lines(logOfDeals(60)), { 'content-type': 'application/x-ndjson' });
});
afterAll(() => server.stop());

/** The processes that work for this one. */
const workersAtWork = (): string[] => {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return listed.split('\n').filter((line) => line.includes('worker.js'));
};

const moved = {
  stream: 'deal-7',
  type: 'CapacityRescheduled',
  effectiveOn: '2026-11-01',
  knownOn: '2026-11-01',
};

describe('A dry run whose asker leaves', () => {
  it.each([
    [
      'of events',
      '/api/v1/events?dryRun=true',
      'application/json',
      JSON.stringify({ ...moved, body: { tranche: 'hall', due: '2028-Q1' } }),
    ],
    [
      'of a sheet',
      '/api/v1/imports',
      'text/csv',
      `${Object.keys(moved).join()},tranche,due\n${Object.values(moved).join()},hall,2028-Q1\n`,
    ],
  ])('is called off, and its process ends: %s', async (_, address, type, body) => {
    expect(workersAtWork()).toEqual([]);
    const leaving = new AbortController();
    const asked = fetch(server.url + address, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      signal: leaving.signal,
    });
    await expect.poll(workersAtWork).toHaveLength(1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(workersAtWork).toEqual([]);
  });
});
