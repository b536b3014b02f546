import { firstValueFrom } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventHash } from '../../src/store/canonical.js';
import { writtenEventOf } from '../../src/store/rows.js';
import { type EventStore, StoreUnavailable, WrongRevision } from '../../src/store/store.js';
import { one, party, positionsOf, several, terms, upTo } from './candidates.js';
import { nextId } from '../ids.js';
import { hashesOf } from './chain.js';
import { everything, type Held, receiptFor } from './held.js';

/** What every store gives back, now and later. */
export const reading = (on: Held): void => {
  describe('when it is empty', () => {
    it('has a head at position 0 with 64 zeros', async () => {
      expect(await on.store.head()).toEqual({ position: 0, hash: '0'.repeat(64) });
    });

    it('has no events, no streams and no receipts', async () => {
      expect(await on.store.read(0, 10)).toEqual([]);
      expect(await on.store.revision('deal-a')).toBe(0);
      expect(await on.store.receipt('key')).toBeUndefined();
    });

    it('verifies', async () => {
      expect(await on.store.verify()).toEqual({ ok: true, position: 0, hash: '0'.repeat(64), faults: [] });
    });
  });

  describe('reading', () => {
    beforeEach(async () => {
      const deals = several(9, (index) => terms(`deal-${index % 3}`, `event ${index}`));
      await on.store.append([...deals.map((added) => one(added)), one(party('openai', 'OpenAI'))]);
    });

    it('gives pages behind a position, in order', async () => {
      expect(positionsOf(await on.store.read(0, 4))).toEqual([1, 2, 3, 4]);
      expect(positionsOf(await on.store.read(4, 4))).toEqual([5, 6, 7, 8]);
      expect(positionsOf(await on.store.read(8, 4))).toEqual([9, 10]);
      expect(positionsOf(await on.store.read(10, 4))).toEqual([]);
    });

    it('gives what is written: the text that its hash is taken over, and what stands in it', async () => {
      const pages = [...(await on.store.readWritten(0, 6)), ...(await on.store.readWritten(6, 6))];
      const stored = await on.store.read(0, 10);
      expect(pages).toEqual(stored.map(writtenEventOf));
      expect(stored[0]?.event.hash).toBe(eventHash('0'.repeat(64), pages[0]?.canonical ?? ''));
    });

    it('gives one stream', async () => {
      expect(positionsOf(await on.store.read(0, 10, { stream: 'deal-1' }))).toEqual([2, 5, 8]);
      expect(positionsOf(await on.store.read(2, 1, { stream: 'deal-1' }))).toEqual([5]);
      expect(await on.store.read(0, 10, { stream: 'deal-none' })).toEqual([]);
    });

    it('gives one type', async () => {
      expect(positionsOf(await on.store.read(0, 10, { type: 'PartyRegistered' }))).toEqual([10]);
      expect(positionsOf(await on.store.read(3, 2, { type: 'DealAmended' }))).toEqual([4, 5]);
    });

    it('gives one type of one stream', async () => {
      expect(positionsOf(await on.store.read(2, 10, { stream: 'deal-1', type: 'DealAmended' }))).toEqual([
        5, 8,
      ]);
      expect(await on.store.read(0, 10, { stream: 'deal-1', type: 'PartyRegistered' })).toEqual([]);
    });

    it('gives events by their ids, in order, and leaves out what it does not have', async () => {
      const stored = await on.store.read(0, 10);
      const asked = [stored[6]!.event.id, nextId(), stored[1]!.event.id];
      expect(await on.store.byIds(asked)).toEqual([stored[1], stored[6]]);
      expect(await on.store.byIds([])).toEqual([]);
    });

    it('gives a chain that anybody can recompute, and its end', async () => {
      const stored = await on.store.read(0, 10);
      const hashes = hashesOf(stored);
      expect(stored.map(({ event }) => event.hash)).toEqual(hashes);
      expect(await on.store.head()).toEqual({ position: 10, hash: hashes.at(-1) });
    });
  });

  describe('over time', () => {
    it('never lets recordedAt decrease when the clock jumps back', async () => {
      const instants = ['2026-01-31T12:00:00.000Z', '2026-01-31T10:00:00.000Z', '2026-01-31T12:00:00.001Z'];
      let now = instants[0]!;
      const timed = await on.open(() => new Date(now));
      try {
        for (now of instants) await timed.store.append([one(terms('deal-a', now))]);
        const stored = await timed.store.read(0, 3);
        const recorded = stored.map(({ event }) => event.recordedAt);
        expect(recorded).toEqual([instants[0], instants[0], instants[2]]);
      } finally {
        await timed.dispose();
      }
    });

    it('keeps everything when it is opened again', async () => {
      const before = await on.store.append([one(terms('deal-a', 'one'), 0)], receiptFor('key'));
      const reopened = await on.reopen();
      expect(await reopened.read(0, 10)).toEqual(before);
      expect(await reopened.receipt('key')).toEqual(receiptFor('key')(before));
      const after = await reopened.append([one(terms('deal-a', 'two'), 1)]);
      expect(hashesOf(await reopened.read(0, 10)).at(-1)).toBe(after[0]!.event.hash);
    });

    it('acknowledges what it accepted before it was closed, and nothing afterwards', async () => {
      const accepted = on.store.append([one(terms('deal-a', 'one'))]);
      await on.store.close();
      expect(positionsOf(await accepted)).toEqual([1]);
      await expect(on.store.append([one(terms('deal-a', 'two'))])).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(on.store.read(0, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('nudges with the newest position once it can be read', async () => {
      const nudge = firstValueFrom(on.store.grew);
      const appended = on.store.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))]);
      expect(await nudge).toBe(2);
      expect(positionsOf(await on.store.read(0, 10))).toEqual([1, 2]);
      await appended;
    });

    it('does not nudge when nothing was appended', async () => {
      const nudges: number[] = [];
      on.store.grew.subscribe((position) => nudges.push(position));
      const added = terms('deal-a', 'one');
      for (const _ of upTo(3)) await on.store.append([one(added)]);
      await on.store.append([], receiptFor('key'));
      expect(nudges).toEqual([1]);
    });
  });

  describe('beside another store on the same data', () => {
    it('stays dense while both append', async () => {
      const other = await on.another();
      const writer = async (through: EventStore, words: string): Promise<void> => {
        for (const turn of upTo(60)) await through.append([one(terms('deal-a', `${words} ${turn}`))]);
      };
      await Promise.all([writer(on.store, 'one'), writer(other, 'other')]);
      const stored = await on.store.read(0, everything);
      expect(positionsOf(stored)).toEqual(upTo(120));
      expect(stored.map(({ event }) => event.revision)).toEqual(upTo(120));
      expect(await other.verify()).toEqual({
        ok: true,
        position: 120,
        hash: hashesOf(stored).at(-1),
        faults: [],
      });
      await other.close();
    });

    it('holds expected revisions, ids and keys against what the other appended', async () => {
      const other = await on.another();
      const added = terms('deal-a', 'one');
      const first = await on.store.append([one(added, 0)], receiptFor('key'));
      expect(await other.append([one(added, 0)])).toEqual(first);
      await expect(other.append([one(terms('deal-a', 'two'), 0)])).rejects.toBeInstanceOf(WrongRevision);
      expect(await other.append([one(terms('deal-b', 'new'))], receiptFor('key'))).toEqual(first);
      await other.close();
    });
  });
};
