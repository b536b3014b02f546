import type { Hash } from '../../../events/kit/formats.js';
import type { Answer } from '../../../projections/kit/view.js';
import { viewHashOf } from './hash.js';

export interface Side extends Answer {
  viewHash: Hash;
}

export const sideOf = (answer: Answer): Side => ({ ...answer, viewHash: viewHashOf(answer) });
