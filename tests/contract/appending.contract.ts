import { describe, expect, it } from 'vitest';
import { type StoredEvent, StoreUnavailable, WrongRevision } from '../../src/store/store.js';
import { one, party, positionsOf, several, submitted, terms, upTo } from './candidates.js';
import { nextId } from '../ids.js';
import { everything, type Held, noReceipt, receiptFor } from './held.js';

/** What every store does with what is appended. */
export const appending = (on: Held): void => {
  describe('appending', () => {
    it('appends to several streams at once, in the order given', async () => {
      const stored = await on.store.append([
        { stream: 'deal-a', expectedRevision: 0, events: [terms('deal-a', 'one'), terms('deal-a', 'two')] },
        one(party('openai', 'OpenAI'), 0),
      ]);
      expect(stored.map(({ event }) => [event.position, event.stream, event.revision])).toEqual([
        [1, 'deal-a', 1],
        [2, 'deal-a', 2],
        [3, 'party-openai', 1],
      ]);
      expect(await on.store.read(0, everything)).toEqual(stored);
    });

    it('says that it can be written for as long as it is open', async () => {
      await expect(on.store.assertWritable()).resolves.toBeDefined();
      await on.store.append([one(terms('deal-a', 'one'))]);
      await expect(on.store.assertWritable()).resolves.toBeDefined();
      expect(await on.store.read(0, everything)).toHaveLength(1);
      await on.store.close();
      await expect(on.store.assertWritable()).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('keeps what was sent and the warnings beside an event', async () => {
      const warnings = [{ rule: 'energized-within-nameplate', detail: '1,200,001 kW of 1,200,000' }];
      const added = { ...terms('deal-a', 'one'), warnings };
      await on.store.append([one(added)]);
      expect(await on.store.read(0, 1)).toMatchObject([{ sent: added.sent, warnings }]);
    });

    it('accepts the exact revision, and any when none is expected', async () => {
      await on.store.append([one(terms('deal-a', 'one'), 0)]);
      await on.store.append([one(terms('deal-a', 'two'), 1)]);
      await on.store.append([one(terms('deal-a', 'three'))]);
      expect(await on.store.revision('deal-a')).toBe(3);
    });

    it.each([
      ['a stream that must not exist but does', 0],
      ['a stream that has moved on', 1],
      ['a stream that has not come so far', 3],
    ])('refuses %s', async (_, expected) => {
      await on.store.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))]);
      const refusal = on.store.append([one(terms('deal-a', 'three'), expected)]);
      await expect(refusal).rejects.toMatchObject({ stream: 'deal-a', expected, actual: 2 });
      await expect(refusal).rejects.toBeInstanceOf(WrongRevision);
    });

    it('leaves nothing of a refused append, in any of its streams', async () => {
      await on.store.append([one(terms('deal-a', 'one'))]);
      const head = await on.store.head();
      const writes = [one(terms('deal-b', 'one'), 0), one(terms('deal-a', 'two'), 7)];
      await expect(on.store.append(writes, receiptFor('key'))).rejects.toBeInstanceOf(WrongRevision);
      expect(await on.store.head()).toEqual(head);
      expect(await on.store.revision('deal-b')).toBe(0);
      expect(await on.store.receipt('key')).toBeUndefined();
    });

    it('guards a stream that it only looks at', async () => {
      await on.store.append([one(terms('deal-a', 'one'))]);
      const looking = { stream: 'deal-a', expectedRevision: 2, events: [] };
      await expect(on.store.append([looking, one(terms('deal-b', 'one'))])).rejects.toBeInstanceOf(
        WrongRevision,
      );
      expect(await on.store.revision('deal-b')).toBe(0);
    });

    it('counts a second write to a stream behind the first', async () => {
      await on.store.append([one(terms('deal-a', 'one'), 0), one(terms('deal-a', 'two'), 1)]);
      expect(await on.store.revision('deal-a')).toBe(2);
    });

    it.each([
      ['the body', { body: { terms: 'half \ud800' } }],
      ['a name', { body: { ['\udfff']: 1 } }],
      ['the quote', { quote: '\ud800\ud800' }],
    ])('refuses an unpaired surrogate in %s', async (_, change) => {
      const { event, ...beside } = terms('deal-a', 'one');
      await expect(on.store.append([one({ ...beside, event: { ...event, ...change } })])).rejects.toThrow();
      expect(await on.store.head()).toMatchObject({ position: 0 });
    });

    it('returns every character and every digit as it was sent', async () => {
      const high = '9007199254740993000';
      const amount = { low: 0, point: high, high, qualifier: 'up-to', currency: 'USD' };
      const committed = { payment: 'p', from: 'a', to: 'b', kind: 'equity', amount, bindingness: 'intent' };
      await on.store.append([
        one(terms('deal-a', 'Ünïcödé, 𝔘𝔫𝔦, e\u0301, 10 GW ≥ 9, "quoted" \\ and back')),
        one(submitted({ stream: 'deal-a', type: 'PaymentCommitted', body: committed })),
      ]);
      const [words, money] = await on.store.read(0, 2);
      expect(words!.event.body).toEqual({ terms: 'Ünïcödé, 𝔘𝔫𝔦, é, 10 GW ≥ 9, "quoted" \\ and back' });
      expect(money!.event.body).toMatchObject({ amount: { point: high, high } });
    });
  });

  describe('under concurrent appends', () => {
    it('stays dense in positions and revisions', async () => {
      const calls = several(640, (index) => terms(`deal-${index % 7}`, `call ${index}`));
      const answers: StoredEvent[] = [];
      const caller = async (): Promise<void> => {
        for (let added = calls.shift(); added; added = calls.shift()) {
          answers.push(...(await on.store.append([one(added)])));
        }
      };
      await Promise.all(upTo(64).map(caller));
      const stored = await on.store.read(0, everything);
      expect(positionsOf(stored)).toEqual(upTo(640));
      expect(positionsOf(answers).sort((left, right) => left - right)).toEqual(upTo(640));
      for (const stream of upTo(7).map((number) => `deal-${number - 1}`)) {
        const revisions = stored
          .filter(({ event }) => event.stream === stream)
          .map(({ event }) => event.revision);
        expect(revisions).toEqual(upTo(revisions.length));
      }
      expect(await on.store.verify()).toMatchObject({ ok: true, position: 640 });
    });

    it('has exactly one winner for each revision', async () => {
      const attempts = several(32, (index) => terms('deal-a', `attempt ${index}`));
      const outcomes = await Promise.allSettled(attempts.map((added) => on.store.append([one(added, 0)])));
      const lost = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      expect(lost).toHaveLength(31);
      for (const { reason } of lost)
        expect(reason).toMatchObject({ stream: 'deal-a', expected: 0, actual: 1 });
    });

    it('takes in a large call whole, whatever others append meanwhile, here and in another process', async () => {
      const beside = await on.another();
      const large = several(1_200, (index) => terms(`deal-${index % 7}`, `${index}`)).map((added) =>
        one(added),
      );
      const small = several(6, (index) => terms('deal-small', `${index}`)).map((added) => one(added));
      const [whole] = await Promise.all([
        on.store.append(large, receiptFor('large')),
        ...small.map((write, index) => (index % 2 === 0 ? on.store : beside).append([write])),
      ]);
      await beside.close();
      const positions = positionsOf(whole);
      expect(positions).toEqual(positions.map((_, index) => positions[0]! + index));
      expect(positionsOf(await on.store.read(0, everything))).toEqual(upTo(1_206));
      expect(await on.store.verify()).toMatchObject({ ok: true, position: 1_206 });
      expect(await on.store.append(large, receiptFor('large'))).toEqual(whole);
    });

    it('leaves nothing of a large call that is refused at its end', async () => {
      const large = several(700, (index) => terms('deal-a', `${index}`)).map((added) => one(added));
      const call = on.store.append([...large, one(terms('deal-b', 'late'), 3)]);
      await expect(call).rejects.toBeInstanceOf(WrongRevision);
      expect(await on.store.read(0, everything)).toEqual([]);
    });

    it('never fails a neighbour for a conflict', async () => {
      await on.store.append([one(terms('deal-a', 'taken', nextId()))]);
      const [taken] = await on.store.read(0, 1);
      const refused = [
        () => on.store.append([one(terms('deal-a', 'stale'), 0)]),
        () => on.store.append([one(terms('deal-b', 'half')), one(terms('deal-a', 'stale'), 0)]),
        () => on.store.append([one(terms('deal-a', 'other content', taken!.event.id))]),
        () => on.store.append([one(terms('deal-c', 'no receipt'))], noReceipt),
      ];
      const accepted = several(40, (index) => terms('deal-d', `neighbour ${index}`));
      const outcomes = await Promise.allSettled(
        accepted.flatMap((added, index) => [
          on.store.append([one(added)]),
          refused[index % refused.length]!(),
        ]),
      );
      const states = outcomes.map(({ status }) => status);
      expect(states).toEqual(accepted.flatMap(() => ['fulfilled', 'rejected']));
      expect(positionsOf(await on.store.read(0, everything))).toEqual(upTo(41));
      expect(await on.store.revision('deal-d')).toBe(40);
      expect(await on.store.revision('deal-b')).toBe(0);
      expect(await on.store.verify()).toMatchObject({ ok: true });
    });
  });
};
