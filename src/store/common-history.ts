import { genesisHash } from './canonical.js';
import type { EventStore } from './store.js';

const hashAt = async (store: EventStore, position: number): Promise<string | undefined> =>
  position === 0 ? genesisHash : (await store.read(position - 1, 1))[0]?.event.hash;

/** The last position up to which two logs are the same: hashes are chained, so that it is found by halving. */
export const lastCommonPosition = async (one: EventStore, other: EventStore): Promise<number> => {
  const heads = await Promise.all([one.head(), other.head()]);
  let same = 0;
  let beyond = Math.min(...heads.map(({ position }) => position)) + 1;
  while (beyond - same > 1) {
    const middle = Math.floor((same + beyond) / 2);
    const [hash, otherHash] = await Promise.all([hashAt(one, middle), hashAt(other, middle)]);
    if (hash === otherHash) same = middle;
    else beyond = middle;
  }
  return same;
};
