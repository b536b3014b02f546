import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { parseAtomFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { RecordEvents } from '../../src/messages/record-events.js';
import { openStore } from '../../src/open-store.js';
import { Projector } from '../../src/projector/projector.js';
import { articleFacts } from '../article.js';
import { validatorAt } from './http-described.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const watches = '/api/v1/watches';
const firmChips = {
  name: 'Firm chips of OpenAI',
  view: 'compute-capacity',
  measure: 'firm',
  question: { consumer: 'openai', layer: 'chips' },
  moreThan: '5%',
};

const facts = (power: string) => ({
  stream: 'deal-openai-amd-2025',
  type: 'CapacityResized',
  source: { title: 'A note', kind: 'own' },
  body: { tranche: 'all', power },
});

/** As another program does while the server is away. */
const recordAside = async (event: Record<string, unknown>): Promise<void> => {
  const store = await openStore(`sqlite:${join(server.folder, 'ledger.db')}`);
  const context = await NestFactory.createApplicationContext(AppModule.over(store), { logger: false });
  await context.get(Projector).catchUp();
  await context.get(CommandBus).execute(new RecordEvents([event]));
  await context.close();
};

let knownOn = Date.parse('2026-01-01');
/** AMD's capacity as it is told the next day. */
const resize = async (power: string, on = server): Promise<void> => {
  const day = new Date((knownOn += 86_400_000)).toISOString().slice(0, 10);
  const { status } = await on.record({ ...facts(power), effectiveOn: day, knownOn: day });
  expect(status).toBe(201);
};

interface Shown {
  id: string;
  measure: string;
  alertCount: number;
  alerts: { number: number; address: string; position: number; moves: Move[] }[];
}
interface Move {
  keys: Record<string, string>;
  from: { point: number } | null;
  to: { point: number } | null;
}

/** What a watch has told once it has told so much. */
const told = async (id: string, count: number, on = server): Promise<Shown> => {
  for (;;) {
    const { body } = await on.ask<Shown>(`${watches}/${id}`);
    if (body.alertCount >= count) return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const pointsOf = ({ alerts }: Shown): (number | undefined)[][] =>
  alerts.map(({ moves }) => moves.flatMap(({ from, to }) => [from?.point, to?.point]));

describe('a watch', () => {
  it('tells a number that moved by more than it lets pass, against what it told last', async () => {
    const kept = await server.post<Shown>(watches, firmChips);
    expect([kept.status, kept.body.id, kept.body.measure]).toEqual([201, 'firm-chips-of-openai', 'firmKw']);
    // 5 % of 6 GW are 300 MW: not more; another 100 MW are, and 300 MW more are less than 5 % of 6.4 GW.
    await resize('6.3 GW');
    await resize('6.4 GW');
    const first = await told('firm-chips-of-openai', 1);
    expect(pointsOf(first)).toEqual([[6_000_000, 6_400_000]]);
    expect(first.alerts[0]?.moves[0]?.keys).toEqual({ layer: 'chips', basis: 'unstated' });
    await resize('6.7 GW');
    await resize('6.8 GW');
    expect(pointsOf(await told('firm-chips-of-openai', 2))).toEqual([
      [6_400_000, 6_800_000],
      [6_000_000, 6_400_000],
    ]);
  });

  it('leads to the numbers as it saw them', async () => {
    const { alerts } = await told('firm-chips-of-openai', 2);
    for (const [index, point] of [6_800_000, 6_400_000].entries()) {
      const { body } = await server.ask<{ totals: { firmKw: { point: number } }[] }>(alerts[index]!.address);
      expect(body.totals.map(({ firmKw }) => firmKw.point)).toEqual([point]);
    }
  });

  it('is read by a feed reader, under names that stay', async () => {
    const read = async () => {
      const { text, headers } = await server.ask(`${watches}/firm-chips-of-openai/feed.atom`);
      return { feed: parseAtomFeed(text), tag: headers.get('etag') ?? '' };
    };
    const { feed, tag } = await read();
    expect(feed.title?.value).toBe('Firm chips of OpenAI');
    expect(feed.entries?.map(({ title }) => title?.value)).toEqual([
      'chips · unstated: firm 6.4 GW → 6.8 GW',
      'chips · unstated: firm 6 GW → 6.4 GW',
    ]);
    const had = { headers: { 'if-none-match': tag } };
    expect((await server.ask(`${watches}/firm-chips-of-openai/feed.atom`, had)).status).toBe(304);
    expect((await read()).feed).toEqual(feed);
  });

  it('is listened to, and goes on after what was heard last', async () => {
    const isCloudEvent = validatorAt('components', 'schemas', 'CloudAlert');
    const heard = listen('firm-chips-of-openai', 2, '1');
    await resize('9 GW');
    const messages = await heard;
    expect(messages.map(({ id }) => id)).toEqual(['2', '3']);
    for (const { data } of messages) expect(isCloudEvent(data) || isCloudEvent.errors).toBe(true);
    const { status } = await server.ask<Problem>(`${watches}/firm-chips-of-openai/events`, {
      headers: { 'last-event-id': '9' },
    });
    expect(status).toBe(400);
  });

  it('by a dimension tells each row, those that come and those that go', async () => {
    const each = {
      ...firmChips,
      name: 'Each',
      question: { by: 'deal' },
      measure: 'headlineKw',
      moreThan: '1000000',
    };
    expect((await server.post(watches, each)).status).toBe(201);
    await resize('9.5 GW');
    await resize('11 GW');
    const { alerts } = await told('each', 1);
    expect(alerts[0]?.moves).toMatchObject([
      { keys: { deal: 'deal-openai-amd-2025' }, from: { point: 9_000_000 }, to: { point: 11_000_000 } },
    ]);
  });

  it('is listed and dropped', async () => {
    const ids = async () =>
      (await server.ask<{ watches: Shown[] }>(watches)).body.watches.map(({ id }) => id);
    expect(await ids()).toEqual(['each', 'firm-chips-of-openai']);
    expect((await server.ask(`${watches}/each`, { method: 'DELETE' })).status).toBe(204);
    expect(await ids()).toEqual(['firm-chips-of-openai']);
    for (const method of ['GET', 'DELETE'])
      expect((await server.ask(`${watches}/each`, { method })).status).toBe(404);
  });

  it('survives a restart, and tells what moved while nobody looked', async () => {
    const before = await told('firm-chips-of-openai', 3);
    await server.serving.close();
    await recordAside({ ...facts('15 GW'), knownOn: '2026-06-01', effectiveOn: '2026-06-01' });
    server = await TestServer.start({ folder: server.folder });
    const after = await told('firm-chips-of-openai', before.alertCount + 1);
    expect(pointsOf(after)[0]?.at(-1)).toBe(15_000_000);
    expect(after.alerts.slice(-3)).toEqual(before.alerts.slice(-3));
  });

  it.each([
    [{ ...firmChips, name: '' }, 422, ['/name']],
    [{ ...firmChips, name: '***' }, 422, ['/name']],
    [{ ...firmChips, view: 'capacity' }, 422, ['/view']],
    [{ ...firmChips, name: 'x', measure: 'frim' }, 422, ['/measure']],
    [{ ...firmChips, name: 'x', moreThan: 'a lot' }, 422, ['/moreThan']],
    [{ ...firmChips, name: 'x', question: { consumer: 'opnai' } }, 422, ['/question/consumer']],
    [{ ...firmChips, name: 'x', question: { knownAt: '2026-01-01' } }, 422, ['/question/knownAt']],
    [{ ...firmChips, name: 'x', question: { by: 1 } }, 422, ['/question/by', '/question/by']],
    [{ ...firmChips, name: 'x', more: 1 }, 422, ['/more']],
    [{ view: 1 }, 422, ['/name', '/view', '/measure']],
    [[], 422, ['']],
    [{ ...firmChips, name: 'x', view: 'market-share', measure: 'shareBp', question: {} }, 422, ['/measure']],
    [firmChips, 409, undefined],
  ])('is refused by name: %j', async (body, status, pointers) => {
    const refused = await server.post<Problem>(watches, body);
    expect([refused.status, refused.body.errors?.map(({ pointer }) => pointer)]).toEqual([status, pointers]);
  });
});

interface Message {
  id: string;
  data: unknown;
}

/** Listens until so many messages have come, then hangs up. */
const listen = async (id: string, count: number, lastEventId: string): Promise<Message[]> => {
  const hangUp = new AbortController();
  const response = await fetch(`${server.url}${watches}/${id}/events`, {
    headers: { 'last-event-id': lastEventId },
    signal: hangUp.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk, { stream: true });
    if (text.split('\ndata: ').length > count && text.endsWith('\n\n')) break;
  }
  hangUp.abort();
  return [...text.matchAll(/id: (\d+)\nevent: moved\ndata: (.+)\n\n/g)].map(([, number = '', data = '']) => ({
    id: number,
    data: JSON.parse(data) as unknown,
  }));
};
