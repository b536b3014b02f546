import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../src/messages/clock.js';
import { RecordEvents, RecordEventsHandler, type Recording } from '../../src/messages/record-events.js';
import { Projector } from '../../src/projector/projector.js';
import { GuardedStore } from '../../src/store/guarded-store.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import type { EventStore, Receipt } from '../../src/store/store.js';
import { Workers } from '../../src/workers/workers.js';

describe('An Idempotency-Key', () => {
  let folder: string;
  let file: SqliteStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gigaledger-keys-'));
    file = await SqliteStore.open(join(folder, 'ledger.db'));
  });
  afterEach(async () => {
    await file.close();
    rmSync(folder, { recursive: true });
  });

  describe('that comes with the same order to two processes at once', () => {
    let first: RecordEventsHandler;
    let slow: SlowAfterLook;
    let second: RecordEventsHandler;
    beforeEach(() => {
      first = processOver(file);
      slow = new SlowAfterLook(file);
      second = processOver(slow);
    });

    const bothAnswer = async (order: RecordEvents): Promise<[Recording, Recording]> => {
      let answer: Recording | undefined;
      slow.meanwhile = async () => (answer = await first.execute(order));
      const other = await second.execute(order);
      return [answer!, other];
    };

    it.each([
      ['a rule would refuse what the other has just recorded', [registered('amd')]],
      ['what the other has just recorded leaves nothing new', [named('openai', 'OpenAI Inc')]],
      ['the other has left out what says nothing new', [named('openai', 'openai'), registered('amd')]],
      ['nothing is new to either', [named('openai', 'openai')]],
    ])('gets the same answer from both, also where %s', async (_, events) => {
      await first.execute(new RecordEvents([registered('openai'), named('openai', 'openai')]));
      const { position } = await file.head();
      const [one, other] = await bothAnswer(keyed(...events));
      expect(other).toEqual({ ...one, replayed: true });
      expect(one).not.toHaveProperty('replayed');
      expect((await file.head()).position).toBe(position + one.events.length);
    });

    it('is no way around a rule, nor good for another order', async () => {
      await first.execute(new RecordEvents([registered('openai')], { idempotencyKey: 'other' }));
      await expect(second.execute(keyed(registered('openai')))).rejects.toMatchObject({
        kind: 'rule-broken',
      });
      slow.meanwhile = () => first.execute(keyed(registered('amd')));
      await expect(second.execute(keyed(registered('amd', 'AMD')))).rejects.toMatchObject({
        kind: 'invalid',
      });
    });
  });

  it('that was told that nothing is new is told so again, whatever was recorded since', async () => {
    const process = processOver(file);
    await process.execute(new RecordEvents([registered('openai'), named('openai', 'openai')]));
    const answer = await process.execute(keyed(named('openai', 'openai')));
    await process.execute(new RecordEvents([named('openai', 'OpenAI Inc')]));
    expect(await process.execute(keyed(named('openai', 'openai')))).toEqual({ ...answer, replayed: true });
  });
});

/** Looks for a receipt, finds none, and goes on only after something else has happened. */
class SlowAfterLook extends GuardedStore {
  meanwhile: (() => Promise<unknown>) | undefined;

  override async receipt(key: string): Promise<Receipt | undefined> {
    const found = await super.receipt(key);
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return found;
  }
}

const processOver = (store: EventStore): RecordEventsHandler =>
  new RecordEventsHandler(store, new Projector(store), new SystemClock(), new Workers());

function registered(slug: string, name = slug) {
  return { stream: `party-${slug}`, type: 'PartyRegistered', body: { name, kind: 'company' } };
}

function named(slug: string, name: string) {
  return { stream: `party-${slug}`, type: 'PartyAmended', body: { name } };
}

const keyed = (...events: unknown[]): RecordEvents => new RecordEvents(events, { idempotencyKey: 'once' });
