import { describe, expect, it } from 'vitest';
import { IdReused } from '../../src/store/store.js';
import { idsOf, one, positionsOf, terms, upTo } from './candidates.js';
import { nextId } from '../ids.js';
import { type Held, noReceipt, receiptFor } from './held.js';

/** What every store does with what comes again. */
export const retrying = (on: Held): void => {
  describe('given an id again', () => {
    it('answers the same content with the event that it has', async () => {
      const added = terms('deal-a', 'one');
      const first = await on.store.append([one(added, 0)]);
      await on.store.append([one(terms('deal-a', 'two'))]);
      expect(await on.store.append([one(added, 0)])).toEqual(first);
      expect(await on.store.head()).toMatchObject({ position: 2 });
    });

    it('answers retries that run at the same moment alike', async () => {
      const added = terms('deal-a', 'one');
      const answers = await Promise.all(upTo(10).map(() => on.store.append([one(added, 0)])));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await on.store.revision('deal-a')).toBe(1);
    });

    it('refuses other content', async () => {
      const id = nextId();
      await on.store.append([one(terms('deal-a', 'one', id))]);
      const refusal = on.store.append([one(terms('deal-b', 'before')), one(terms('deal-a', 'other', id))]);
      await expect(refusal).rejects.toBeInstanceOf(IdReused);
      await expect(refusal).rejects.toMatchObject({ id });
      expect(await on.store.head()).toMatchObject({ position: 1 });
    });

    it('holds the same within one append', async () => {
      const id = nextId();
      const same = terms('deal-a', 'one', id);
      const stored = await on.store.append([{ stream: 'deal-a', events: [same, same] }]);
      expect(positionsOf(stored)).toEqual([1, 1]);
      const differing = [
        one(terms('deal-b', 'one', nextId())),
        one(terms('deal-b', 'other', idsOf(stored)[0])),
      ];
      await expect(on.store.append(differing)).rejects.toBeInstanceOf(IdReused);
      expect(await on.store.head()).toMatchObject({ position: 1 });
    });
  });

  describe('given a receipt', () => {
    it('keeps it with the events that it answers for', async () => {
      const stored = await on.store.append([one(terms('deal-a', 'one'))], receiptFor('key'));
      expect(await on.store.receipt('key')).toEqual(receiptFor('key')(stored));
    });

    it('keeps it without events too', async () => {
      expect(await on.store.append([], receiptFor('key'))).toEqual([]);
      expect(await on.store.receipt('key')).toMatchObject({ key: 'key', body: '' });
    });

    it('appends nothing when the receipt can not be made', async () => {
      await expect(on.store.append([one(terms('deal-a', 'one'))], noReceipt)).rejects.toThrow('no receipt');
      expect(await on.store.head()).toMatchObject({ position: 0 });
    });

    it('answers a key that comes again with the events of its first answer', async () => {
      const first = await on.store.append([one(terms('deal-a', 'one'))], receiptFor('key'));
      const again = await on.store.append([one(terms('deal-a', 'one'))], receiptFor('key'));
      expect(again).toEqual(first);
      expect(await on.store.head()).toMatchObject({ position: 1 });
      expect(await on.store.receipt('key')).toMatchObject({ body: idsOf(first).join() });
    });

    it('refuses a key that comes again for another request', async () => {
      await on.store.append([one(terms('deal-a', 'one'))], receiptFor('key'));
      const other = on.store.append([one(terms('deal-a', 'two'))], receiptFor('key', 'b'.repeat(64)));
      await expect(other).rejects.toBeInstanceOf(IdReused);
      expect(await on.store.head()).toMatchObject({ position: 1 });
    });
  });
};
