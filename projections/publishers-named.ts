import type { Fact } from '../events/index.js';
import { MarketSizeReported, ShareReported } from '../events/market/market.events.js';
import { isOfType } from '../events/kit/envelope.js';

const reportedBy = (fact: Fact): string | undefined =>
  isOfType(fact, ShareReported) || isOfType(fact, MarketSizeReported) ? fact.body.publisher : undefined;

/** From the words of the id on, up to a comma: "ETR" of "Directions, quoting ETR". */
const namedIn = (said: string, id: string): { name: string; isItsOwn: boolean } | undefined => {
  const found = new RegExp(`(?<![\\w])${id.replaceAll('-', '\\W')}(?!\\w)[^,;(]*`, 'i').exec(said);
  return found ? { name: found[0].trim(), isItsOwn: found.index === 0 } : undefined;
};

/**
 * What the publishers of shares are called, as their own publications are signed or, where there is none, as others
 * quote them: the log knows them by an id alone.
 */
export const publishersNamed = (facts: Iterable<Fact>): Map<string, string> => {
  const own = new Map<string, string>();
  const quoted = new Map<string, string>();
  for (const fact of facts) {
    const id = reportedBy(fact);
    const named = id !== undefined && !own.has(id) && namedIn(fact.source?.publisher ?? '', id);
    if (named) (named.isItsOwn ? own : quoted).set(id, named.name);
  }
  return new Map([...quoted, ...own]);
};
