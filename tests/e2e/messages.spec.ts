import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { openStore } from '../../src/open-store.js';
import { Clock } from '../../src/messages/clock.js';
import { RecordEvents } from '../../src/messages/record-events.js';
import { RuleBroken } from '../../src/messages/refusals.js';
import { RunScenario } from '../../src/messages/run-scenario.js';
import { ShowView } from '../../src/messages/show-view.js';
import { readAnswer } from '../../src/simulator/answer/written-answer.js';
import { ProveLog, VerifyLog } from '../../src/messages/verify-log.js';
import { articleFacts } from '../article.js';
import { gigawatts } from '../what-if.js';

class StandingClock extends Clock {
  now(): Date {
    return new Date('2026-11-23T12:00:00Z');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-messages-'));
let testing: TestingModule;
let orders: CommandBus;
let questions: QueryBus;

beforeAll(async () => {
  const store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
  testing = await Test.createTestingModule({
    imports: [AppModule.over(store, { clock: new StandingClock() })],
  }).compile();
  await testing.init();
  orders = testing.get(CommandBus);
  questions = testing.get(QueryBus);
});
afterAll(async () => {
  await testing.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const headline = async (): Promise<number> => {
  const answer = await questions.execute(new ShowView('compute-capacity', { ...at, layer: 'chips' }));
  const { totals } = readAnswer(answer);
  return gigawatts(totals[0]!.headlineKw);
};

describe('The messages', () => {
  it('record facts, which the next question finds', async () => {
    const { position, events } = await orders.execute(new RecordEvents(articleFacts));
    expect([position, events.length]).toEqual([articleFacts.length, articleFacts.length]);
    expect(await headline()).toBe(16);
  });

  it('refuse a batch whole: one broken rule, and nothing of it is recorded', async () => {
    const before = await questions.execute(new ProveLog());
    const fact = (tranche: string) => ({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityResized',
      effectiveOn: '2025-11-10',
      knownOn: '2025-11-10',
      body: { tranche, power: '7 GW' },
    });
    await expect(orders.execute(new RecordEvents([fact('all'), fact('none')]))).rejects.toThrow(RuleBroken);
    expect(await questions.execute(new ProveLog())).toEqual(before);
    expect(await headline()).toBe(16);
  });

  it('run a scenario and leave the head of the log as it was', async () => {
    const before = await questions.execute(new ProveLog());
    const answer = await questions.execute(
      new RunScenario({
        edits: [{ op: 'cancel', target: 'deal-openai-amd-2025' }],
        views: [{ view: 'compute-capacity', ...at, layer: 'chips' }],
      }),
    );
    const { views, base } = readAnswer(answer);
    expect(gigawatts(views[0]!.scenario.totals[0]!.headlineKw)).toBe(10);
    expect(base).toEqual(before);
    expect(await questions.execute(new ProveLog())).toEqual(before);
  });

  it('show what a dry run would move, and record nothing', async () => {
    const fact = {
      stream: 'deal-openai-amd-2025',
      type: 'CapacityResized',
      effectiveOn: '2025-11-10',
      body: { tranche: 'all', power: '7 GW' },
    };
    const { moved } = await orders.execute(new RecordEvents([fact], { dryRun: true }));
    const capacity = moved!.find(({ view }) => view === 'compute-capacity')!;
    expect(capacity.totals[0]!.headlineKw).toMatchObject({ point: 1_000_000 });
    expect(await headline()).toBe(16);
  });

  it('verify the log', async () => {
    expect(await questions.execute(new VerifyLog())).toMatchObject({
      ok: true,
      position: articleFacts.length,
      faults: [],
    });
  });
});
