import fc from 'fast-check';
import { capacityHistories, histories, vestingHistories } from './histories.js';
import { longDeals } from './long-deals.js';
import { busyParts } from './one-part.js';
import { peopledHistories } from './peopled.js';

/** Drawn histories by what they have much of, each with its name: for laws that hold of any. */
export const kindsOfHistories = [
  ['any history', histories],
  ['capacity', capacityHistories],
  ['vesting warrants', vestingHistories],
  ['parties', peopledHistories],
  ['a deal of many parts', longDeals],
  ['much of one part', busyParts],
] as const;

/** Any of these. */
export const anyHistories = fc.oneof(...kindsOfHistories.map(([, drawn]) => drawn));
