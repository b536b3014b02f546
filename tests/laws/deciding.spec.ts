import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { decideBatch, type DraftMaker } from '../../src/messages/deciding.js';
import { openStore } from '../../src/open-store.js';
import type { EventStore } from '../../src/store/store.js';
import { anyBatch, type SentEvent } from './any-batch.js';
import { bulks } from './bulk.js';
import { PlainDraft } from './plain-draft.js';

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-deciding-'));
let store: EventStore;
beforeAll(async () => {
  store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const plainly: DraftMaker = (history, today, brought) => new PlainDraft(history, today, brought);

const logOf = (facts: readonly Fact[]): History => {
  const history = new History();
  for (const fact of facts) history.append(fact);
  return history;
};

/** What becomes of a batch: all that is recorded, in which order, with which warnings; or every error. */
const outcomeOf = async (
  sent: readonly object[],
  facts: readonly Fact[],
  make?: DraftMaker,
): Promise<{ said: string; facts: Fact[] }> => {
  try {
    const batch = await decideBatch(sent, store, logOf(facts), '2026-11-23', make);
    return { said: JSON.stringify(batch), facts: batch.decided.map(({ fact }) => fact) };
  } catch (error) {
    const { name, message, problems } = error as Error & { problems?: unknown };
    return { said: JSON.stringify({ name, message, problems }), facts: [] };
  }
};

describe('A batch', () => {
  it('is decided as by folding everything anew for every event', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(anyBatch(40), async (sent) => {
        const quick = await outcomeOf(sent, []);
        expect(quick.said).toBe((await outcomeOf(sent, [], plainly)).said);
        accepted += quick.facts.length;
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('is decided so event by event, too, on what was accepted before', async () => {
    const decideOne = async (facts: Fact[], one: SentEvent): Promise<Fact[]> => {
      const quick = await outcomeOf([one], facts);
      expect(quick.said).toBe((await outcomeOf([one], facts, plainly)).said);
      return [...facts, ...quick.facts];
    };
    await fc.assert(
      fc.asyncProperty(anyBatch(40), async (sent) => {
        let facts: Fact[] = [];
        for (const one of sent) facts = await decideOne(facts, one);
        const more = await outcomeOf(sent, facts.slice(0, facts.length / 2));
        const plain = await outcomeOf(sent, facts.slice(0, facts.length / 2), plainly);
        expect(more.said).toBe(plain.said);
      }),
      { numRuns: 60 },
    );
  });
});

/** How many facts are folded while a batch is decided. */
const stepsOf = async (sent: readonly object[]): Promise<number> => {
  const spies = streams.map((stream) =>
    vi.spyOn(stream as { evolve: (...given: never[]) => unknown }, 'evolve'),
  );
  await outcomeOf(sent, []);
  const steps = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  spies.forEach((spy) => spy.mockRestore());
  return steps;
};

describe('Twice the events', () => {
  it.each(Object.keys(bulks))('fold at most 2.3 times the facts: %s', async (name) => {
    const bulk = bulks[name]!;
    const [once, twice] = [await stepsOf(bulk(150)), await stepsOf(bulk(300))];
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(2.3 * once + 20);
  });
});
