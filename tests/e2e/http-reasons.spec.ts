import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Changes } from '../../projections/changes.js';
import type { DealExplanation } from '../../projections/why.js';
import { articleFacts, contractRivals } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

const aws = 'deal-openai-aws-2025';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
  expect((await server.record(contractRivals())).status).toBe(201);
});
afterAll(() => server.stop());

const billions = (cents: unknown): number => Number(cents) / 1e11;

describe('GET /deals/{id}/why', () => {
  it('says what each policy makes of rival claims, and which numbers that changes', async () => {
    const { status, body } = await server.ask<DealExplanation>(
      `/api/v1/deals/${aws}/why?effectiveAt=2026-12-31`,
    );
    expect(status).toBe(200);
    const committed = body.wouldChange
      .map((index) => body.numbers[index]!)
      .find(({ measure }) => measure === 'committedUsCents')!;
    expect(Object.values(committed.byPolicy!).map((measure) => billions(measure!.point))).toEqual([
      138, 100, 100, 138,
    ]);
    expect(body.claims[0]!.claims.map(({ pickedBy }) => pickedBy)).toEqual([
      ['primary', 'highest'],
      ['latest', 'lowest'],
    ]);
  });

  it('knows no deal that is not there', async () => {
    expect((await server.ask('/api/v1/deals/deal-none/why')).status).toBe(404);
  });
});

describe('GET /changes', () => {
  it('lists events between two known dates, and the numbers that they moved', async () => {
    const { body } = await server.ask<Changes>(
      '/api/v1/changes?from=2025-12-01&effectiveAt=2026-12-31&views=obligations',
    );
    expect(body.events.map(({ type }) => type)).toEqual(['PaymentAmended', 'PaymentAmended']);
    const moved = body.moved.find(
      ({ keys, measure }) => keys.deal === aws && measure === 'committedUsCents',
    )!;
    expect([billions(moved.from!.point), billions(moved.to!.point)]).toEqual([38, 138]);
  });

  it('takes positions as well as dates', async () => {
    const { body: head } = await server.ask<{ position: number }>('/api/v1/log/proof');
    const { body } = await server.ask<Changes>(
      `/api/v1/changes?from=${head.position - 1}&effectiveAt=2026-12-31&views=obligations`,
    );
    expect(body.events.map(({ position }) => position)).toEqual([head.position]);
  });

  it('names every parameter that is wrong', async () => {
    const { status, body } = await server.ask<Problem>(
      '/api/v1/changes?to=2025-02-30&policy=best&views=moon&since=1',
    );
    expect(status).toBe(400);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/from',
      '/policy',
      '/since',
      '/to',
      '/views',
    ]);
  });
});
