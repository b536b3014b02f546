import { dealsFrom, type Submitted } from '../log-of-deals.js';
import { compare, type Cost, costOf } from '../costs.js';

/** Appends one event, durable when it resolves. */
export type AppendCall = () => Promise<unknown>;

/** A store as its documentation says that one appends to it; each deal is a stream. */
export interface AppendingStore {
  /** For each deal, the calls that append its events one by one, each expecting the one before it. */
  callsFor(deals: readonly Submitted[][]): AppendCall[][];
  /** How many events are stored. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** What one event costs when so many callers take a deal each and wait for every event of it. */
export const costOfCallers = (callers: number, deals: readonly AppendCall[][]): Promise<Cost> => {
  const left = [...deals];
  const call = async (): Promise<void> => {
    for (let deal = left.pop(); deal; deal = left.pop()) for (const append of deal) await append();
  };
  return costOf(deals.flat().length, () => Promise.all(Array.from({ length: callers }, call)));
};

let firstDeal = 0;

/** Deals that no store has yet. */
const newDeals = (count: number): Submitted[][] => dealsFrom((firstDeal += count), count);

/** A store, how many append to it at a time, and how many new deals they append in a round. */
export interface AppendWork {
  store: AppendingStore;
  callers: number;
  deals: number;
}

/** What one event costs each of some stores, round by round in turn; throws where one lost or doubled an event. */
export const compareAppends = async <Name extends string>(
  rounds: number,
  works: Record<Name, AppendWork>,
): Promise<Record<Name, Cost>> => {
  const ways = Object.entries<AppendWork>(works).map(([name, { store, callers, deals }]) => [
    name,
    async () => {
      const [before, calls] = [await store.count(), store.callsFor(newDeals(deals))];
      const cost = await costOfCallers(callers, calls);
      const added = (await store.count()) - before;
      if (added !== calls.flat().length) throw new Error(`${name} stored ${added} of ${calls.flat().length}`);
      return cost;
    },
  ]);
  return compare(rounds, Object.fromEntries(ways) as Record<Name, () => Promise<Cost>>);
};
