import { History } from '../../projections/kit/log.js';
import { factsOf } from '../packed.js';

/** The same log, first up to somewhere and then whole. */
export function* asItGrows(whole: History, cut: number): Iterable<History> {
  const facts = factsOf(whole);
  const history = new History();
  for (const position of [1 + (cut % facts.length), facts.length]) {
    facts.slice(history.position, position).forEach((fact) => history.append(fact));
    yield history;
  }
}
