import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { Collector, type Span } from './collector.js';
import { party } from './http-server.js';
import { served } from './postgres-process.js';

let place: ReturnType<typeof workplace>;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

const missing = {
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'without-telemetry.js'))}`,
};

const whatIf = {
  edits: [{ op: 'cancel', target: 'deal-openai-amd-2025', probability: 0.3 }],
  views: [{ view: 'compute-capacity', timeline: 'year', from: '2024', to: '2033' }],
  monteCarlo: { draws: 2_000, seed: 1 },
};

describe('Traces', () => {
  it('tell a collector of requests, appends, catching up and work beside, and nothing of what was asked', async () => {
    const collector = await Collector.start();
    const server = await served(place, 'sqlite:ledger.db', [], '1', collector.settings);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const headers = { 'content-type': 'application/json', traceparent, authorization: 'Bearer hush-hush' };
    const ask = async (path: string, body?: unknown): Promise<number> => {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${server.address}/api/v1${path}`, { headers, ...sent });
      await response.arrayBuffer();
      return response.status;
    };
    expect(await ask('/views/ownership?holder=nvidia')).toBe(200);
    expect(await ask('/events', [party('somebody-secret')])).toBe(201);
    expect(await ask('/scenarios/run', whatIf)).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    collector.stop();

    const ours = collector.spans.filter((span) => span.traceId === traceId);
    const named = (name: string): Span | undefined => ours.find((span) => span.name === name);
    const parentOf = ({ parentSpanId }: Span): string | undefined =>
      ours.find(({ spanId }) => spanId === parentSpanId)?.name;
    expect(ours.map((span) => [span.name, parentOf(span)])).toEqual(
      expect.arrayContaining([
        ['GET /api/v1/views/:view', undefined],
        ['POST /api/v1/events', undefined],
        ['append', 'POST /api/v1/events'],
        ['catch up', expect.anything()],
        ['POST /api/v1/scenarios/run', undefined],
        ['work beside', 'POST /api/v1/scenarios/run'],
      ]),
    );
    expect(named('POST /api/v1/events')!.parentSpanId).toBe('b7ad6b7169203331');
    expect(new Set(collector.spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)))).toEqual(
      new Set([
        'http.request.method',
        'http.response.status_code',
        'http.route',
        'url.scheme',
        'gigaledger.events',
        'gigaledger.kind',
      ]),
    );
    const all = collector.bodies.join('');
    for (const word of ['nvidia', 'secret', 'hush', 'openai', 'ledger.db', 'serve'])
      expect(all).not.toContain(word);
  });

  it('keep nobody from an answer, nor the server from stopping, where no collector listens', async () => {
    const collector = await Collector.start();
    const { settings } = collector;
    collector.stop();
    const server = await served(place, 'sqlite:ledger.db', ['--empty'], '0', settings);
    expect((await fetch(`${server.address}/api/v1/parties`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('say what to install where it is missing', async () => {
    const env = { ...missing, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
    const { code, stderr } = await place.run(['serve', '--empty', '--port', '0'], { env });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/npm install @opentelemetry\/api@\S+ @opentelemetry\/sdk-node@\S+/);
  });

  it.each([
    ['nobody named a collector', {}],
    [
      'it was switched off',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' },
    ],
  ])('load nothing where %s', async (_, settings) => {
    const server = await served(place, 'sqlite:ledger.db', ['--empty'], '0', { ...missing, ...settings });
    expect((await fetch(`${server.address}/api/v1/parties`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
  });
});
