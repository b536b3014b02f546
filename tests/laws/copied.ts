import { streams } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';

/** The same log, to go on by itself. */
export const copyOf = (history: History): History => {
  const copy = new History();
  const facts = streams.flatMap(({ category }) =>
    [...history.streams(category)].flatMap((stream) => history.facts(stream)),
  );
  for (const fact of facts.toSorted((left, right) => left.position - right.position)) copy.append(fact);
  return copy;
};
