import { setImmediate } from 'node:timers/promises';

/** So many events are read before other requests get their turn: some 20 ms. */
export const eventsPerTurn = 100;

/** Each item in its order; a long list in several turns of the event loop. */
export const mapInTurns = async <In, Out>(
  items: readonly In[],
  map: (item: In) => Out,
  perTurn = eventsPerTurn,
): Promise<Out[]> => {
  const mapped: Out[] = [];
  for (const item of items) {
    mapped.push(map(item));
    if (mapped.length % perTurn === 0) await setImmediate();
  }
  return mapped;
};

/** A long list page by page, with a turn of the event loop after each. */
export async function* pagesInTurns<Item>(
  items: readonly Item[],
  pageSize: number,
): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += pageSize) {
    yield items.slice(from, from + pageSize);
    await setImmediate();
  }
}
