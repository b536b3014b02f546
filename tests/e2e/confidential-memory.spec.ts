import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { openConfidential, openStore } from '../../src/open-store.js';
import { AnswerMemory } from '../../src/messages/answer-memory.js';
import { RecordEvents } from '../../src/messages/record-events.js';
import { ShowView } from '../../src/messages/show-view.js';
import { Projector } from '../../src/projector/projector.js';
import { jsonOf } from '../../src/simulator/answer/written-answer.js';
import type { EventStore } from '../../src/store/store.js';
import { articleFacts } from '../article.js';

/** An application over a log, with what it remembers. */
const application = async (store: EventStore, memory: AnswerMemory) => {
  const module = AppModule.over(store, { memory });
  const running = await Test.createTestingModule({ imports: [module] }).compile();
  await running.init();
  const record = async (events: object[]): Promise<void> => {
    await running.get(CommandBus).execute(new RecordEvents(events));
  };
  const ask = async (question: Record<string, string>): Promise<string> => {
    await running.get(Projector).catchUp();
    const answer = await running.get(QueryBus).execute(new ShowView('compute-capacity', question));
    return Buffer.from(jsonOf(answer)).toString();
  };
  return { record, ask, running };
};

const told = {
  effectiveOn: '2025-11-03',
  knownOn: '2025-11-03',
  source: { title: 'A data room', kind: 'own' },
};
const secretly = {
  ...told,
  stream: 'deal-openai-amd-2025',
  type: 'CapacityCommitted',
  body: {
    tranche: 'veiled-letter',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '777 MW',
    basis: 'it',
    bindingness: 'firm',
  },
};
const publicly = { stream: 'party-plain', type: 'PartyRegistered', body: { name: 'Plain', kind: 'company' } };

/**
 * A question that is pinned to a position which both logs have, asked by whoever has the right and then by whoever has
 * not: what the second one reads.
 */
const askedAfterwards = async (memoryOf: () => AnswerMemory): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'memory-'));
  const store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
  const open = await application(store, memoryOf());
  await open.record(articleFacts);
  const apart = await application(await openConfidential(store, join(folder, 'secret.db')), memoryOf());
  await apart.record([secretly]);
  await open.record([publicly]);
  const cut = { effectiveAt: '2025-11-30', knownAt: '2026-11-30' };
  const question = { by: 'tranche', ...cut, atPosition: String(articleFacts.length + 1) };
  expect(await apart.ask(question)).toContain('veiled-letter');
  const answer = await open.ask(question);
  await apart.running.close();
  await open.running.close();
  rmSync(folder, { recursive: true });
  return answer;
};

describe('What one application remembers', () => {
  it('is never the answer of the other', async () => {
    expect(await askedAfterwards(() => new AnswerMemory())).not.toContain('veiled-letter');
  });

  it('would be, were the memory one for both: the control', async () => {
    const shared = new AnswerMemory();
    expect(await askedAfterwards(() => shared)).toContain('veiled-letter');
  });
});
