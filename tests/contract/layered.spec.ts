import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, openToRead } from '../../src/open-store.js';
import type { EventStore, StoredEvent } from '../../src/store/store.js';
import { StoreUnavailable, WrongRevision } from '../../src/store/store.js';
import { LogCopy } from '../../src/workers/log-copy.js';
import { one, positionsOf, terms, upTo } from './candidates.js';
import { nextId } from '../ids.js';
import { hashesOf } from './chain.js';
import { everything } from './held.js';
import { layeredFiles, openLayeredStore } from './layered.files.js';
import { storeContract } from './store.contract.js';

storeContract('layered', openLayeredStore);

/** Who records next, on which stream. */
const steps = fc.array(
  fc.record({
    who: fc.constantFrom('public', 'hidden', 'beside'),
    stream: fc.constantFrom('deal-a', 'deal-b', 'deal-c'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 14 },
);

const revisionsIn = (stored: readonly StoredEvent[]): [string, number][] =>
  stored.map(({ event }) => [event.stream, event.revision]);

/** Counted anew from the events alone. */
const countedRevisions = (stored: readonly StoredEvent[]): [string, number][] => {
  const counts = new Map<string, number>();
  return stored.map(({ event: { stream } }) => {
    counts.set(stream, (counts.get(stream) ?? 0) + 1);
    return [stream, counts.get(stream)!];
  });
};

describe('Confidential facts beside a public log', () => {
  let files: ReturnType<typeof layeredFiles>;
  let open: EventStore;
  let combined: EventStore;

  beforeEach(async () => {
    files = layeredFiles();
    open = await files.openPublic();
    combined = await files.openOver(open);
  });
  afterEach(() => files.remove());

  it('stand behind what was public when they were recorded, whatever is recorded later', async () => {
    await open.append([one(terms('deal-a', 'public 1'))]);
    const [secret] = await combined.append([one(terms('deal-a', 'secret'), 1)]);
    await open.append([one(terms('deal-a', 'public 2'))]);
    const stored = await combined.read(0, everything);
    expect(stored.map(({ event }) => [event.revision, event.body.terms, event.confidential])).toEqual([
      [1, 'public 1', undefined],
      [2, 'secret', true],
      [3, 'public 2', undefined],
    ]);
    expect(stored[1]).toEqual(secret);
    expect(await combined.read(0, everything, { stream: 'deal-a' })).toEqual(stored);
    expect(await combined.revision('deal-a')).toBe(3);
  });

  it('are nowhere in the public log', async () => {
    const [secret] = await combined.append([one(terms('deal-secret', 'secret'))]);
    await open.append([one(terms('deal-a', 'public'))]);
    expect(positionsOf(await open.read(0, everything))).toEqual([1]);
    expect(await open.byIds([secret!.event.id])).toEqual([]);
    expect(await open.revision('deal-secret')).toBe(0);
    expect((await combined.byIds([secret!.event.id]))[0]).toEqual(secret);
  });

  it('count on the revisions of both logs, and say so where they are refused', async () => {
    await open.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))]);
    await combined.append([one(terms('deal-a', 'three'), 2)]);
    const stale = combined.append([one(terms('deal-a', 'four'), 2)]);
    await expect(stale).rejects.toBeInstanceOf(WrongRevision);
    await expect(stale).rejects.toMatchObject({ expected: 2, actual: 3 });
    await expect(combined.append([one(terms('deal-b', 'none'), 4)])).rejects.toMatchObject({ actual: 0 });
  });

  it('never take the id of a public event', async () => {
    const id = nextId();
    await open.append([one(terms('deal-a', 'public', id))]);
    await expect(combined.append([one(terms('deal-b', 'secret', id))])).rejects.toMatchObject({ id });
    expect(await combined.head()).toMatchObject({ position: 1 });
  });

  it('give one dense log in any interleaving, and nothing in it ever moves', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const drawn = layeredFiles();
        try {
          const openLog = await drawn.openPublic();
          const hidden = await drawn.openOver(openLog);
          const stores = { public: openLog, hidden, beside: await drawn.openOver(openLog) };
          let before: readonly StoredEvent[] = [];
          for (const { who, stream, count } of taken) {
            await stores[who as keyof typeof stores].append(
              upTo(count).map((each) => one(terms(stream, `${who} ${each}`))),
            );
            const now = await hidden.read(0, everything);
            expect(now.slice(0, before.length)).toEqual(before);
            before = now;
          }
          expect(positionsOf(before)).toEqual(upTo(before.length));
          expect(revisionsIn(before)).toEqual(countedRevisions(before));
          expect(before.map(({ event }) => event.hash)).toEqual(hashesOf(before));
          const again = await drawn.openOver(openLog);
          const pages: StoredEvent[] = [];
          while (pages.length < before.length) pages.push(...(await again.read(pages.length, 2)));
          expect(pages).toEqual(before);
          expect(await again.verify()).toEqual({ ok: true, ...(await hidden.head()), faults: [] });
          expect(await openLog.read(0, everything)).toHaveLength(
            taken.filter(({ who }) => who === 'public').reduce((sum, { count }) => sum + count, 0),
          );
        } finally {
          await drawn.remove();
        }
      }),
      { numRuns: 12 },
    );
  });

  it('never move what somebody has read while both logs grow', async () => {
    const beside = await files.openOver(open);
    let isWriting = true;
    const writer = async (store: EventStore, words: string): Promise<void> => {
      for (const turn of upTo(40)) await store.append([one(terms(`deal-${turn % 3}`, `${words} ${turn}`))]);
    };
    const seen: string[][] = [];
    const reader = async (): Promise<void> => {
      for (; isWriting; await setImmediate())
        seen.push((await combined.read(0, everything)).map(({ event }) => event.hash));
    };
    const reading = reader();
    await Promise.all([writer(open, 'public'), writer(beside, 'secret')]).finally(() => (isWriting = false));
    await reading;
    const last = (await combined.read(0, everything)).map(({ event }) => event.hash);
    expect(last).toHaveLength(80);
    for (const hashes of seen) expect(hashes).toEqual(last.slice(0, hashes.length));
  });

  it('change nothing as long as there are none', async () => {
    await open.append(upTo(5).map((each) => one(terms('deal-a', `event ${each}`))));
    expect(await combined.read(0, everything)).toEqual(await open.read(0, everything));
    expect(await combined.head()).toEqual(await open.head());
  });

  it('wake whoever follows, and so does the public log', async () => {
    const nudges: number[] = [];
    combined.grew.subscribe((position) => nudges.push(position));
    await combined.append([one(terms('deal-a', 'secret'))]);
    await open.append([one(terms('deal-a', 'public'))]);
    await expect.poll(() => nudges).toEqual([1, 2]);
  });

  it('are refused beside another public log', async () => {
    await open.append([one(terms('deal-a', 'public'))]);
    await combined.append([one(terms('deal-a', 'secret'))]);
    const others = layeredFiles();
    const other = await others.openPublic();
    await other.append([one(terms('deal-a', 'other'))]);
    await expect(files.openOver(other)).rejects.toThrow('beside another public log');
    await others.remove();
  });

  it('are refused where a public log is asked for, and a public log where they are', async () => {
    await combined.append([one(terms('deal-a', 'secret'))]);
    await expect(openStore(`sqlite:${files.file('hidden.db')}`)).rejects.toThrow('confidential facts');
    await open.append([one(terms('deal-a', 'public'))]);
    await open.close();
    const refused = files.openOver(await files.openPublic(), 'public.db');
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('are copied by whoever only reads, up to a position and no further', async () => {
    await open.append([one(terms('deal-a', 'one'))]);
    await combined.append([one(terms('deal-secret', 'two'))]);
    await open.append([one(terms('deal-b', 'three'))]);
    const reader = await openToRead(`sqlite:${files.file('public.db')}`, files.file('hidden.db'));
    const copy = new LogCopy(reader);
    expect((await copy.upTo(2)).history).toMatchObject({ position: 2, confidentialFrom: 2 });
    expect((await copy.upTo(1)).history.has('deal-secret')).toBe(false);
    expect((await copy.upTo(3)).history.has('deal-b')).toBe(true);
    await reader.close();
  });

  it('are read by their own chain: one that is changed is found', async () => {
    const { default: Database } = await import('better-sqlite3');
    await open.append([one(terms('deal-a', 'one'))]);
    await combined.append([one(terms('deal-a', 'secret'))]);
    const raw = new Database(files.file('hidden.db'));
    const [trigger] = raw
      .prepare<[], { sql: string }>("SELECT sql FROM sqlite_master WHERE name = 'events_are_never_changed'")
      .all();
    raw.exec('DROP TRIGGER events_are_never_changed');
    raw.exec(`UPDATE events SET canonical = replace(canonical, '"position":1', '"position":0')`);
    raw.exec(trigger!.sql);
    raw.close();
    const { ok, faults } = await combined.verify();
    expect([ok, faults[0]]).toMatchObject([false, { position: 2 }]);
  });
});
