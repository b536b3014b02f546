import { setTimeout } from 'node:timers/promises';
import { PostgresStore } from '../../src/store/postgres.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { one, terms, upTo } from '../contract/candidates.js';
import { nextId } from '../ids.js';
import { ReplicatedPair } from '../postgres/pair.js';

/** What came of one primary that was lost. */
export interface FailoverOutcome {
  acknowledged: number;
  /** Acknowledged, and not in the log of the standby. */
  lost: number;
  /** In the log twice, or at a position that is not the next. */
  misplaced: number;
  faults: number;
  /** From the promotion on, until the first write was acknowledged again; milliseconds. */
  outage: number;
}

/** Writes until told to stop, each event until it is acknowledged; says when. */
const writing = async (
  store: PostgresStore,
  stream: string,
  isOver: () => boolean,
  acknowledge: (id: string) => void,
): Promise<void> => {
  for (let turn = 1; !isOver(); turn++) {
    const id = nextId();
    for (let kept = false; !kept && !isOver();) {
      try {
        await store.append([one(terms(stream, `turn ${turn}`, id))]);
        acknowledge(id);
        kept = true;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await setTimeout(20);
      }
    }
  }
};

/** Three callers on each store. */
export const startWriting = (stores: readonly PostgresStore[]) => {
  const acknowledged = new Set<string>();
  let isOver = false;
  let tell = (): void => undefined;
  const acknowledge = (id: string): void => {
    acknowledged.add(id);
    tell();
  };
  const streams = stores.flatMap((store, index) =>
    upTo(3).map((caller) => ({ store, stream: `deal-${index}-${caller}` })),
  );
  const all = streams.map(({ store, stream }) => writing(store, stream, () => isOver, acknowledge));
  return {
    acknowledged,
    /** Resolves once so many more writes are acknowledged. */
    more: async (count: number): Promise<void> => {
      const enough = acknowledged.size + count;
      for (const deadline = performance.now() + 20_000; acknowledged.size < enough; await setTimeout(10))
        if (performance.now() > deadline)
          throw new Error(`only ${acknowledged.size} of ${enough} were acknowledged`);
    },
    /** Resolves when the next write is acknowledged; throws when none is. */
    next: () =>
      Promise.race([
        new Promise<void>((resolve) => (tell = resolve)),
        setTimeout(20_000).then(() => Promise.reject(new Error('nothing is written any more'))),
      ]),
    end: async () => {
      isOver = true;
      await Promise.all(all);
    },
  };
};

export const logAfter = async (url: string, acknowledged: ReadonlySet<string>) => {
  const store = await PostgresStore.openToRead(url);
  try {
    const ids = (await store.read(0, 1e6)).map(({ event }) => event);
    const there = new Set(ids.map(({ id }) => id));
    return {
      lost: [...acknowledged].filter((id) => !there.has(id)).length,
      misplaced: ids.filter(({ position }, index) => position !== index + 1).length + ids.length - there.size,
      faults: (await store.verify()).faults.length,
    };
  } finally {
    await store.close();
  }
};

/**
 * Two stores write to a pair of servers; the primary fails with all its processes, and the standby, which nothing may
 * have reached for a while, is promoted. Nobody restarts the stores.
 */
export const failOverOnce = async (
  manner: 'synchronous' | 'asynchronous',
  isHeldBack: boolean,
): Promise<FailoverOutcome> => {
  const pair = await ReplicatedPair.start(manner);
  const stores: PostgresStore[] = [];
  try {
    const url = await pair.database();
    for (const _ of upTo(2)) stores.push(await PostgresStore.open(url));
    const writers = startWriting(stores);
    await writers.more(40);
    if (isHeldBack) await pair.holdBack();
    if (manner === 'synchronous') await setTimeout(200);
    else await writers.more(10);
    const promotion = await pair.failOver();
    const promoted = performance.now();
    await writers.next();
    const outage = promotion + performance.now() - promoted;
    await setTimeout(200);
    await writers.end();
    const { acknowledged } = writers;
    return { acknowledged: acknowledged.size, ...(await logAfter(url, acknowledged)), outage };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await pair.stop();
  }
};
