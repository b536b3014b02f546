/**
 * Where labels stand that want to stand at these heights: in the same order, a gap apart, and between top and bottom
 * as long as there is room for all of them.
 */
export const spreadHeights = (
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] => {
  const order = wanted.map((_, index) => index).toSorted((left, right) => wanted[left]! - wanted[right]!);
  const placed = new Map<number, number>();
  let next = top;
  for (const index of order) {
    const y = Math.max(wanted[index]!, next);
    placed.set(index, y);
    next = y + gap;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    const y = Math.min(placed.get(index)!, most);
    placed.set(index, y);
    most = y - gap;
  }
  return wanted.map((_, index) => placed.get(index)!);
};
