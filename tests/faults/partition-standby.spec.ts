import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { idsOf, one, positionsOf, terms, upTo } from '../contract/candidates.js';
import { nextId } from '../ids.js';
import { ReplicatedPair } from '../postgres/pair.js';
import { logAfter, startWriting } from './failover.js';
import { Link } from './link.js';
import { told } from './progress.js';

const rounds = Number(process.env.PARTITIONS ?? 1);
const enoughTime = 60_000 + rounds * 60_000;
const patienceMs = 1_000;

let pair: ReplicatedPair;
let link: Link;
let url: string;
const startPair = async (manner: 'synchronous' | 'asynchronous'): Promise<void> => {
  pair = await ReplicatedPair.start(manner, async (port) => {
    link = await Link.to(port);
    return link.port;
  });
  url = await pair.database();
};
const stopPair = async (): Promise<void> => {
  // First: a server that stops waits for one that it cannot reach.
  await link.close();
  await pair.stop();
};
afterEach(() => stopPair());

const failures: [string, (link: Link) => void][] = [
  ['what is recorded does not arrive', (one) => one.cut('back')],
  ['no confirmation comes back', (one) => one.cut('there')],
  ['nothing passes either way', (one) => one.cut('there', 'back')],
  ['every connection is reset', (one) => one.refuse()],
];

describe('When the network between a primary and its synchronous standby fails', () => {
  beforeEach(() => startPair('synchronous'));

  it.each(failures)(
    '%s: nothing is acknowledged, and all is on both once after it healed',
    async (name, fail) => {
      const store = await PostgresStore.open(url, undefined, patienceMs);
      const write = (ids: readonly string[]): Promise<PromiseSettledResult<unknown>[]> =>
        Promise.allSettled(
          ids.map((id, index) => store.append([one(terms(`deal-${index}`, `said in ${id}`, id))])),
        );
      const areWritten = async (ids: readonly string[]): Promise<boolean> =>
        (await write(ids)).every(({ status }) => status === 'fulfilled');
      const sent: string[] = [];
      const outages: number[] = [];
      for (const _ of told(name, upTo(rounds), rounds)) {
        const [before, meanwhile] = [upTo(4).map(nextId), upTo(4).map(nextId)];
        expect(await areWritten(before)).toBe(true);
        fail(link);
        const refusals = (await write(meanwhile)).map(
          (one) => one.status === 'rejected' && one.reason instanceof StoreUnavailable,
        );
        expect(refusals).toEqual(meanwhile.map(() => true));
        link.heal();
        const healed = performance.now();
        await expect.poll(() => areWritten(meanwhile), { timeout: 30_000 }).toBe(true);
        outages.push(performance.now() - healed);
        sent.push(...before, ...meanwhile);
      }
      await store.close();
      await pair.reaches();
      console.log(
        `${name}: ${rounds} times, ${sent.length} events; written again ${Math.round(Math.max(...outages))} ms after it healed, at most`,
      );
      const reader = await PostgresStore.openToRead(url);
      const there = await reader.read(0, 1e6);
      expect(positionsOf(there)).toEqual(upTo(sent.length));
      expect(idsOf(there).sort()).toEqual(sent.toSorted());
      expect(await reader.verify()).toMatchObject({ ok: true });
      await reader.close();
      const copied = await pair.standby.ask('SELECT id FROM gigaledger.events', url.replace(/,[^/]*/, ''));
      expect(copied.map(({ id }) => String(id)).sort()).toEqual(sent.toSorted());
    },
    enoughTime,
  );
});

/**
 * Two stores write; the way between both servers is cut, and the standby is promoted while the primary, which knows of
 * nothing, goes on. What came of what was acknowledged, in the log of the promoted one.
 */
const promotedBehindACut = async () => {
  const stores = await Promise.all(upTo(2).map(() => PostgresStore.open(url, undefined, patienceMs)));
  const writers = startWriting(stores);
  await writers.more(40);
  link.cut('there', 'back');
  await setTimeout(500);
  const atPromotion = writers.acknowledged.size;
  await pair.promote();
  await writers.more(20);
  await writers.end();
  await Promise.all(stores.map((store) => store.close()));
  const { acknowledged } = writers;
  const after = await logAfter(url.replace(/,[^/]*/, ''), acknowledged);
  return { acknowledged: acknowledged.size, afterwards: acknowledged.size - atPromotion, ...after };
};

describe('A standby that is promoted while the primary goes on behind a cut', () => {
  it(
    'has all that was acknowledged when it is synchronous, and takes what comes',
    async () => {
      await startPair('synchronous');
      for (const round of told('promotions behind a cut', upTo(rounds), rounds)) {
        if (round > 1) await stopPair().then(() => startPair('synchronous'));
        const outcome = await promotedBehindACut();
        console.log('synchronous', JSON.stringify(outcome));
        expect(outcome).toMatchObject({ lost: 0, misplaced: 0, faults: 0 });
        expect(outcome.afterwards).toBeGreaterThanOrEqual(20);
      }
    },
    enoughTime,
  );

  it(
    'lacks what was acknowledged behind the cut when it is not: the control',
    async () => {
      await startPair('asynchronous');
      const outcome = await promotedBehindACut();
      console.log('asynchronous', JSON.stringify(outcome));
      expect(outcome.lost).toBeGreaterThan(0);
    },
    enoughTime,
  );
});
