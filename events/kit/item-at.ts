/** The item at a place of a list; a place outside of it is a fault of whoever asks. */
export const itemAt = <Item>(items: ArrayLike<Item>, place: number): Item => {
  const item = items[place];
  if (item === undefined) throw new RangeError(`There is no item ${place} in a list of ${items.length}.`);
  return item;
};

/** What is kept under a key; a key that was never kept is a fault of whoever asks. */
export const entryAt = <Key, Value>(entries: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = entries.get(key);
  if (value === undefined) throw new RangeError(`There is no entry ${String(key)}.`);
  return value;
};
