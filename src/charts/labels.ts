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
  const labels = wanted.map((y) => ({ y }));
  const order = labels.toSorted((left, right) => left.y - right.y);
  let next = top;
  for (const label of order) {
    label.y = Math.max(label.y, next);
    next = label.y + gap;
  }
  let most = bottom;
  for (const label of order.toReversed()) {
    label.y = Math.min(label.y, most);
    most = label.y - gap;
  }
  return labels.map(({ y }) => y);
};
