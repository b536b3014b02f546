import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '../../src/store/store.js';
import { positionsOf } from '../contract/candidates.js';

/** Reads the feed until nothing more comes; gives the positions in the order in which they came. */
export const follow = async (store: EventStore, isOver: () => boolean): Promise<number[]> => {
  const seen: number[] = [];
  for (let last = false; !last;) {
    last = isOver();
    for (let page = 1; page > 0;) {
      const events = positionsOf(await store.read(seen.length, 200));
      page = events.length;
      seen.push(...events);
    }
    await setTimeout(1);
  }
  return seen;
};
