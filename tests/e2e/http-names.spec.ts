import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(async () => server.stop());

const base = '/api/v1';
const refusal = async (address: string): Promise<Problem> => {
  const { status, body } = await server.ask<Problem>(base + address);
  expect(status).toBe(400);
  return body;
};

interface Entry {
  name: string;
  dimensions: string[];
  parameters: { name: string; of?: string[] }[];
}

describe('a name that nothing has', () => {
  it('is refused in every parameter of every view that the catalogue lists, and that is said once', async () => {
    const { body } = await server.ask<{ views: Entry[] }>(`${base}/views`);
    for (const { name, parameters } of body.views)
      for (const { name: parameter, of } of parameters) {
        const { errors } = await refusal(
          `/views/${name}?${parameter}=nobodi${of && parameter !== 'of' ? `&of=${of[0]}` : ''}`,
        );
        expect(errors, `${name} ${parameter}`).toHaveLength(1);
        expect(errors![0]!.pointer).toBe(`/${parameter}`);
      }
  });

  it.each([
    ['/views/compute-capacity?deal=deal-openai-amd', 'deal-openai-amd-2025'],
    ['/views/compute-capacity.csv?provider=amdd', 'amd'],
    ['/views/compute-capacity.svg?provider=amdd', 'amd'],
    ['/events?type=CapacityCommited', 'CapacityCommitted'],
    ['/events?type=Nope', 'Party'],
    ['/events?stream=deal-openai-amd', 'deal-openai-amd-2025'],
    ['/events?stream=party-opnai', 'party-openai'],
  ])('is told the nearest: %s', async (address, nearest) => {
    const { errors } = await refusal(address);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.detail).toContain(`the nearest is "`);
    expect(errors![0]!.detail).toMatch(new RegExp(`the nearest is "${nearest}`));
  });

  it.each([
    ['/deals/deal-openai-amd', 'deal-openai-amd-2025'],
    ['/deals/deal-openai-amd/history', 'deal-openai-amd-2025'],
    ['/deals/deal-openai-amd/why', 'deal-openai-amd-2025'],
    ['/parties/opnai', 'openai'],
    ['/views/compute-capacty', 'compute-capacity'],
  ])('in the address itself is not found, with the nearest: %s', async (address, nearest) => {
    const { status, body } = await server.ask<Problem>(base + address);
    expect(status).toBe(404);
    expect(body.detail).toContain(`the nearest is "${nearest}"`);
  });

  it('is refused of the views to compare', async () => {
    const { errors } = await refusal('/changes?from=2025-01-01&views=obligation');
    expect(errors![0]!.detail).toContain('the nearest is "obligations"');
  });

  it('is refused in a view of a scenario', async () => {
    const { status, body } = await server.post<Problem>(`${base}/scenarios/run`, {
      edits: [],
      views: [{ view: 'compute-capacity', provider: 'amdd' }],
    });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/views/0/provider' }]);
  });
});

describe('a filter', () => {
  it('may name several', async () => {
    const { status, body } = await server.ask<{ rows: { deal: string }[]; question: { deal: string } }>(
      `${base}/views/obligations?by=deal&deal=deal-openai-aws-2025,deal-microsoft-iren-2025`,
    );
    expect(status).toBe(200);
    expect(new Set(body.rows.map(({ deal }) => deal))).toEqual(
      new Set(['deal-openai-aws-2025', 'deal-microsoft-iren-2025']),
    );
    expect(body.question.deal).toBe('deal-microsoft-iren-2025,deal-openai-aws-2025');
  });
  it('of a known stream or type answers nothing where there is nothing', async () => {
    for (const query of ['type=StakeExited', 'stream=party-openai&type=PartyMerged'])
      expect((await server.ask<{ events: unknown[] }>(`${base}/events?${query}`)).body.events).toEqual([]);
  });
});

describe('a party by its identifiers', () => {
  const body = {
    name: 'Mayfly',
    kind: 'company',
    identifiers: { cik: '0001099999', lei: 'INR2EJN1ERAN0W5ZP974' },
  };
  const deal = 'deal-openai-mayfly-2026';

  it('is named in events, also of the batch that brings it, and is recorded by its slug', async () => {
    await server.record([
      { stream: 'party-mayfly', type: 'PartyRegistered', body },
      {
        stream: deal,
        type: 'DealAnnounced',
        body: {
          title: 'Hosting',
          kind: 'cloud-services',
          stage: 'signed',
          parties: [{ party: 'lei:INR2EJN1ERAN0W5ZP974', role: 'provider' }],
        },
      },
    ]);
    await server.record([
      {
        stream: deal,
        type: 'PaymentCommitted',
        body: {
          payment: 'p',
          from: 'openai',
          to: '1099999',
          kind: 'services',
          amount: '1B USD',
          bindingness: 'firm',
        },
      },
    ]);
    const { body: log } = await server.ask<{ events: { body: { to?: string; parties?: unknown } }[] }>(
      `${base}/events?stream=${deal}`,
    );
    expect(log.events.map(({ body: { to, parties } }) => to ?? parties)).toEqual([
      [{ party: 'mayfly', role: 'provider' }],
      'mayfly',
    ]);
  });

  it.each(['cik:1099999', '0001099999', 'INR2EJN1ERAN0W5ZP974'])(
    'is filtered and found by %s',
    async (name) => {
      const found = await server.ask<{ question: object; rows: { payee: string }[] }>(
        `${base}/views/obligations?by=payee&payee=${name}`,
      );
      expect([found.status, found.body.rows.map(({ payee }) => payee)]).toEqual([200, ['mayfly']]);
      expect(found.body.question).toMatchObject({ payee: 'mayfly' });
      const one = await server.ask<{ party: { slug: string } }>(`${base}/parties/${name}`);
      expect([one.status, JSON.stringify(one.body).includes('"mayfly"')]).toEqual([200, true]);
    },
  );

  it('with a wrong check digit is refused at its field, and one that nobody has as a name is', async () => {
    const wrong = { ...body, identifiers: { isin: 'US5949181046' } };
    const refused = await server.post<Problem>(`${base}/events`, {
      stream: 'party-wrong',
      type: 'PartyRegistered',
      body: wrong,
    });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/body/identifiers/isin']);
    const { errors } = await refusal('/views/obligations?payee=cik:7');
    expect(errors![0]!.pointer).toBe('/payee');
  });
});
