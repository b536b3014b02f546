import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { type Answer, type Problem, type Recording, TestServer } from './http-server.js';

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

  it('are listed part by part, each of which says where the next one begins', async () => {
    type Part = { deals: { deal: string }[]; next: string | null };
    const { body: all } = await server.ask<Part>('/api/v1/deals');
    const names: string[] = [];
    for (let address: string | undefined = '/api/v1/deals?limit=2'; address;) {
      const { body, headers }: Answer<Part> = await server.ask<Part>(address);
      expect(body.deals.length).toBeLessThanOrEqual(2);
      expect(body.next).toBe(headers.has('link') ? body.deals.at(-1)!.deal : null);
      names.push(...body.deals.map(({ deal }) => deal));
      address = /<(.*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(names).toEqual(all.deals.map(({ deal }) => deal));
    expect(names.length).toBeGreaterThan(2);
    expect(all.next).toBeNull();
  });

  it.each(['0', '1001', 'all', '-1', '2.5'])('are not listed by %s', async (limit) => {
    const { status, body } = await server.ask<Problem>(`/api/v1/deals?limit=${limit}`);
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/limit', detail: 'limit must be a whole number from 1 to 1000' }],
    ]);
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

describe('What is read beside the views', () => {
  it('is the same in a process beside the one that serves', async () => {
    const servers = await Promise.all([
      TestServer.start({ publicRecord: true, work: { processes: 0 } }),
      TestServer.start({ publicRecord: true, work: { processes: 1 } }),
    ]);
    const day = 'effectiveAt=2026-11-20';
    const addresses = [
      `/api/v1/changes?from=2026-02-20&to=2026-03-01&${day}&views=compute-capacity,ownership`,
      `/api/v1/deals/deal-openai-aws-2025/why?${day}&knownAt=2026-11-20`,
      `/api/v1/deals/deal-openai-amd-2025?${day}&knownAt=2026-11-20`,
      `/api/v1/deals?${day}&knownAt=2026-11-20`,
      `/api/v1/parties/openai?${day}&knownAt=2026-11-20`,
    ];
    for (const address of addresses) {
      const [here, there] = await Promise.all(servers.map((one) => one.ask(address)));
      expect([address, here!.status, there!.status]).toEqual([address, 200, 200]);
      expect(there!.text).toBe(here!.text);
    }
    await Promise.all(servers.map((one) => one.stop()));
  });
});
