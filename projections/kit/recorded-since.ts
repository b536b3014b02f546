import { type Fact, streams } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import type { Log } from './log.js';

/** What is said of the world; scenarios, which stay as they were saved, say nothing of it. */
const categories = streams.filter(({ isImmutable }) => !isImmutable).map(({ category }) => category);

const isOfWorld = ({ stream }: Fact): boolean =>
  categories.some((category) => category === partsOf(stream).category);

const factsAfter = (facts: readonly Fact[], position: number): readonly Fact[] => {
  let from = facts.length;
  while (from > 0 && facts[from - 1]!.position > position) from--;
  return facts.slice(from);
};

/** What was recorded about the world after a position, in the order of the log. */
export const factsRecordedSince = (log: Log, position: number): Fact[] => {
  if (log.after) return [...log.after(position)].filter(isOfWorld);
  return categories
    .flatMap((category) =>
      [...log.streams(category)].flatMap((stream) => factsAfter(log.facts(stream), position)),
    )
    .sort((left, right) => left.position - right.position);
};
