import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
let head: { position: number; hash: string };
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
  const { body } = await server.ask<typeof head>('/api/v1/log/proof');
  head = { position: body.position, hash: body.hash };
});
afterAll(async () => server.stop());

const base = '/api/v1';
const deal = 'deal-openai-amd-2025';

/** Every address that takes a position, with what asks it for one. */
const addresses: [string, string][] = [
  ['/events', 'after'],
  [`/events?stream=${deal}`, 'after'],
  ['/events?type=PartyRegistered&limit=1', 'after'],
  ['/events.ndjson', 'after'],
  ['/events/stream', 'after'],
  ...[
    'compute-capacity',
    'market-share',
    'obligations',
    'ownership',
    'exposure',
    'flows',
    'reconciliation',
  ].map((view): [string, string] => [`/views/${view}`, 'atPosition']),
  ['/views/compute-capacity.csv', 'atPosition'],
  ['/views/compute-capacity.svg', 'atPosition'],
  ['/deals', 'atPosition'],
  [`/deals/${deal}`, 'atPosition'],
  [`/deals/${deal}/history`, 'atPosition'],
  [`/deals/${deal}/why`, 'atPosition'],
  ['/parties', 'atPosition'],
  ['/parties/openai', 'atPosition'],
  ['/changes?to=2026-01-01', 'from'],
  ['/changes?from=2025-01-01', 'to'],
];

const expectRefused = (status: number, body: Problem & Record<string, unknown>, asked: number): void => {
  expect(status).toBe(409);
  expect(body.type).toMatch(/\/docs\/problems\/beyond-the-head$/);
  expect(body).toMatchObject(head);
  expect(body.detail).toContain(String(asked));
};

describe('a position beyond the head', () => {
  it.each(addresses)('is refused with the head: %s, %s', async (address, name) => {
    // Four digits are a year where a date may stand.
    const asked = 10_000 + head.position;
    const { status, body } = await server.ask<Problem & Record<string, unknown>>(
      `${base}${address}${address.includes('?') ? '&' : '?'}${name}=${asked}`,
    );
    expectRefused(status, body, asked);
  });

  it('is refused of a listener that comes back with it, whatever is recorded later', async () => {
    const asked = head.position + 2;
    const { status, body } = await server.ask<Problem & Record<string, unknown>>(`${base}/events/stream`, {
      headers: { 'last-event-id': String(asked) },
    });
    expectRefused(status, body, asked);
  });

  it('is one position after the head already, and the head itself is not', async () => {
    const statusOf = async (address: string): Promise<number> => (await server.ask(base + address)).status;
    expect(await statusOf(`/events?after=${head.position + 1}`)).toBe(409);
    expect(await statusOf(`/events?after=${head.position}`)).toBe(200);
    expect(await statusOf(`/views/flows?atPosition=${head.position + 1}`)).toBe(409);
    expect(await statusOf(`/views/flows?atPosition=${head.position}`)).toBe(200);
  });

  it('is no longer one once the log has grown', async () => {
    const { body } = await server.record(party('grown'));
    const { position } = body as unknown as { position: number };
    expect((await server.ask(`${base}/events?after=${position}`)).status).toBe(200);
    head = { position, hash: (await server.ask<typeof head>(`${base}/log/proof`)).body.hash };
  });
});
