import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { type Problem, type Recording, TestServer } from './http-server.js';

const nvidia = 'deal-openai-nvidia-2025';

let server: TestServer;
let committed: Recording['events'][number];
beforeAll(async () => {
  server = await TestServer.start();
  const { body } = await server.record(articleFacts);
  committed = body.events.filter(({ stream }) => stream === nvidia)[1]!;
  const correction = {
    stream: nvidia,
    type: 'EventCorrected',
    knownOn: '2025-11-10',
    body: {
      event: committed.id,
      reason: 'misread',
      body: {
        tranche: 'all',
        layer: 'chips',
        provider: 'nvidia',
        consumer: 'openai',
        power: '9 GW',
        basis: 'unstated',
        bindingness: 'intent',
      },
    },
  };
  const recorded = await server.record(correction);
  expect(recorded.status).toBe(201);
});
afterAll(() => server.stop());

describe('deals over HTTP', () => {
  it('are listed as they were announced within the cut', async () => {
    const names = async (query: string): Promise<string[]> =>
      (await server.ask<{ deals: { deal: string }[] }>(`/api/v1/deals${query}`)).body.deals.map(
        ({ deal }) => deal,
      );
    expect(await names('')).toEqual([
      'deal-microsoft-iren-2025',
      'deal-openai-amd-2025',
      'deal-openai-aws-2025',
      nvidia,
    ]);
    expect(await names('?effectiveAt=2025-10-31')).toEqual(['deal-openai-amd-2025', nvidia]);
    expect(await names('?atPosition=0')).toEqual([]);
  });

  it('are shown one by one, as corrected', async () => {
    const power = async (query: string): Promise<unknown> =>
      (await server.ask<{ tranches: { powerKw: unknown }[] }>(`/api/v1/deals/${nvidia}${query}`)).body
        .tranches[0]!.powerKw;
    expect(await power('?knownAt=2025-11-09')).toEqual({ low: 10_000_000, point: 10_000_000, high: null });
    expect(await power('')).toEqual({ low: 9_000_000, point: 9_000_000, high: 9_000_000 });
  });

  it('have a history in the order of the log, with corrections from the day they are known', async () => {
    interface History {
      events: { position: number; type: string }[];
      corrections: unknown[];
    }
    const history = async (query: string): Promise<History> =>
      (await server.ask<History>(`/api/v1/deals/${nvidia}/history${query}`)).body;
    const all = await history('');
    expect(all.events.map(({ type }) => type)).toEqual([
      'DealAnnounced',
      'CapacityCommitted',
      'PaymentCommitted',
      'EventCorrected',
    ]);
    const positions = all.events.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((left, right) => left - right));
    expect(all.corrections).toMatchObject([
      { event: committed.id, type: 'EventCorrected', reason: 'misread', knownOn: '2025-11-10' },
    ]);
    const before = await history('?knownAt=2025-11-09');
    expect([before.events.length, before.corrections]).toEqual([3, []]);
    expect((await history(`?atPosition=${committed.position}`)).events).toHaveLength(2);
  });

  it('are not found before they are announced, nor when there are none', async () => {
    expect((await server.ask(`/api/v1/deals/${nvidia}?effectiveAt=2025-01-01`)).status).toBe(404);
    expect((await server.ask('/api/v1/deals/deal-nobody')).status).toBe(404);
    expect((await server.ask('/api/v1/deals/deal-nobody/history')).status).toBe(404);
    expect((await server.ask(`/api/v1/deals/${'a'.repeat(3_000)}`)).status).toBe(404);
  });

  it.each(['deals', `deals/${nvidia}`, `deals/${nvidia}/history`, 'parties', 'parties/openai'])(
    'name strange and repeated parameters of %s',
    async (address) => {
      const { status, body } = await server.ask<Problem>(
        `/api/v1/${address}?by=provider&policy=primary&policy=latest`,
      );
      expect(status).toBe(400);
      expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual(['/by', '/policy']);
    },
  );
});

describe('parties over HTTP', () => {
  it('are listed by name', async () => {
    const { body } = await server.ask<{ parties: { party: string }[] }>('/api/v1/parties');
    expect(body.parties.map(({ party }) => party)).toEqual(expect.arrayContaining(['openai', 'amd', 'iren']));
  });

  it('are shown with their deals and stakes', async () => {
    const { body } = await server.ask('/api/v1/parties/microsoft');
    expect(body).toMatchObject({
      party: 'microsoft',
      deals: [{ deal: 'deal-microsoft-iren-2025', roles: ['customer'] }],
      holds: [{ issuer: 'openai' }],
      heldBy: [],
    });
  });

  it('are not found unless they are registered', async () => {
    expect((await server.ask('/api/v1/parties/nobody')).status).toBe(404);
  });
});
