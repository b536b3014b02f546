import { type Fact, isOfWorld, worldCategories } from '../../events/index.js';
import type { Log } from './log.js';

const factsAfter = (facts: readonly Fact[], position: number): readonly Fact[] => {
  let from = facts.length;
  while (from > 0 && facts[from - 1]!.position > position) from--;
  return facts.slice(from);
};

/** What was recorded about the world after a position, in the order of the log. */
export const factsRecordedSince = (log: Log, position: number): Fact[] => {
  if (log.after) return [...log.after(position)].filter(({ stream }) => isOfWorld(stream));
  return worldCategories
    .flatMap((category) =>
      [...log.streams(category)].flatMap((stream) => factsAfter(log.facts(stream), position)),
    )
    .sort((left, right) => left.position - right.position);
};
