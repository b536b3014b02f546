import { itemAt } from '../../../events/kit/item-at.js';

/** Number by number, of two evaluations of the same targets. */
export const addNumbers = (left: Float64Array, right: Float64Array): Float64Array =>
  left.map((value, place) => value + itemAt(right, place));

/** Number by number, of two evaluations of the same targets. */
export const subtractNumbers = (left: Float64Array, right: Float64Array): Float64Array =>
  left.map((value, place) => value - itemAt(right, place));
