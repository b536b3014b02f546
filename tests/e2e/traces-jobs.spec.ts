import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '../postgres/server.js';
import { workplace } from './built.js';
import { Collector, type Span } from './collector.js';
import { served, worker } from './postgres-process.js';

const whatIf = {
  edits: [{ op: 'cancel', target: 'deal-openai-amd-2025', probability: 0.3 }],
  views: [{ view: 'compute-capacity', timeline: 'year', from: '2024', to: '2026' }],
  monteCarlo: { draws: 200, seed: 1 },
};

describe('The trace of a job that another process works on', () => {
  let place: ReturnType<typeof workplace>;
  let database: PostgresServer;
  let url: string;
  beforeAll(async () => {
    place = workplace();
    database = await PostgresServer.shared();
    ({ url } = await database.database());
  });
  afterAll(async () => {
    await database.stop();
    place.remove();
  });

  const jobDone = async (address: string, headers: Record<string, string>): Promise<void> => {
    const sent = { method: 'POST', headers: { ...headers, prefer: 'respond-async' } };
    const asked = await fetch(`${address}/api/v1/scenarios/run`, { ...sent, body: JSON.stringify(whatIf) });
    const { id }: { id: string } = JSON.parse(await asked.text());
    const status = async (): Promise<string> => {
      const job: { status: string } = JSON.parse(await (await fetch(`${address}/api/v1/jobs/${id}`)).text());
      return job.status;
    };
    await expect.poll(status, { timeout: 60_000 }).toBe('done');
  };

  it('names the request that asked for it, and tells nothing of what was asked', async () => {
    const collector = await Collector.start();
    const server = await served(place, url, [], '0', collector.settings);
    const working = await worker(place, url, collector.settings);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    await jobDone(server.address, { 'content-type': 'application/json', traceparent });
    await jobDone(server.address, { 'content-type': 'application/json' });
    for (const one of [working, server]) expect(await one.end('SIGTERM')).toBe(0);
    collector.stop();
    const named = (name: string): Span[] => collector.spans.filter((span) => span.name === name);
    const requests = named('POST /api/v1/scenarios/run');
    const jobs = named('job');
    expect(jobs.map(({ links }) => links?.map(({ spanId }) => spanId))).toEqual(
      requests.map(({ spanId }) => [spanId]),
    );
    expect(requests[0]).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
    expect(new Set([...requests, ...jobs].map((span) => span.traceId)).size).toBe(4);
    expect(named('work beside').map((span) => [span.traceId, span.parentSpanId])).toEqual(
      jobs.map((span) => [span.traceId, span.spanId]),
    );
    expect(collector.bodies.join('')).not.toMatch(/openai|compute-capacity|postgres|127\.0\.0\.1/);
  });
});
