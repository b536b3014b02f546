/** One or more. */
export type AtLeastOne<Item> = readonly [Item, ...Item[]];

/** Items by what they have in common, in the order in which they come; no group is empty. */
export const groupBy = <Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): Map<Key, AtLeastOne<Item>> => {
  const groups = new Map<Key, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
