import type { Point } from './drawing.js';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

const isWithin = (one: Box, frame: Box): boolean =>
  one.left >= frame.left && one.right <= frame.right && one.top >= frame.top && one.bottom <= frame.bottom;

/** The room that a line takes from one of its points to the next. */
export const boxesOf = ([first, ...others]: readonly Point[], pad: number): Box[] => {
  if (!first) return [];
  let [fromX, fromY] = first;
  return others.map(([x, y]) => {
    const box = {
      left: Math.min(x, fromX) - pad,
      right: Math.max(x, fromX) + pad,
      top: Math.min(y, fromY) - pad,
      bottom: Math.max(y, fromY) + pad,
    };
    [fromX, fromY] = [x, y];
    return box;
  });
};

export interface Wish {
  width: number;
  /** Left ends and middle heights, the best first. */
  places: readonly Point[];
}

/**
 * The first place of each label, in order, at which it stands in the frame and clear of everything that is drawn and
 * of the labels before it; undefined where there is none.
 */
export const placeLabels = (
  wishes: readonly Wish[],
  drawn: readonly Box[],
  frame: Box,
  height: number,
): (Point | undefined)[] => {
  const taken = [...drawn];
  return wishes.map(({ width, places }) => {
    const boxAt = ([x, y]: Point): Box => ({
      left: x,
      right: x + width,
      top: y - height / 2,
      bottom: y + height / 2,
    });
    const found = places.find((place) => {
      const box = boxAt(place);
      return isWithin(box, frame) && !taken.some((one) => overlaps(box, one));
    });
    if (found) taken.push(boxAt(found));
    return found;
  });
};
