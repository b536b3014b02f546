import type { Hash } from '../../../events/kit/formats.js';
import type { Answer } from '../../../projections/kit/view.js';
import { viewHashOf } from './hash.js';

/** One side of a comparison. */
export interface HashedAnswer extends Answer {
  viewHash: Hash;
}

// Hashing costs more than the rest of a small what-if, and a board on the shelf gives the same baseline every time.
const known = new WeakMap<Answer, HashedAnswer>();

export const sideOf = (answer: Answer): HashedAnswer => {
  const side = known.get(answer) ?? { ...answer, viewHash: viewHashOf(answer) };
  known.set(answer, side);
  return side;
};
