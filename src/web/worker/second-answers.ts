/** What no first screen asks. */
export { causesOf } from './causes.js';
export { citationsOf } from './cited.js';
export { dealAt, dealsAt } from '../../../projections/deals.js';
export { differenceOf } from '../../../projections/difference.js';
export { whyOf } from '../../../projections/why.js';
export { happeningsOf, targetsIn, toldOfAll, toldOfNew } from './sentences.js';
export { viewHashOf } from '../../simulator/answer/hash.js';
export { typesOf } from './types.js';
export { wordsReadIn } from './words-read.js';
