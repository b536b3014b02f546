import type { Deal } from '../events/deal/deal.js';
import type { Market } from '../events/market/market.js';
import { everything } from './kit/cut.js';
import { type Log, stateAt } from './kit/log.js';
import { Parties } from './kit/parties.js';
import { publishersNamed } from './publishers-named.js';

/** An id and the name that people know it by. */
export interface DisplayName {
  id: string;
  name: string;
}

/** Parties stand in the order in which they were registered, so that each keeps its place as the log grows. */
const partiesIn = (log: Log, atPosition: number): DisplayName[] => {
  const known = new Parties(log, { ...everything, atPosition });
  return [...log.streams('party')].flatMap((stream) => {
    const slug = stream.slice('party-'.length);
    const party = known.get(slug);
    return party?.registered ? [{ id: slug, name: party.name }] : [];
  });
};

const publishersIn = (log: Log, atPosition: number): DisplayName[] => {
  const facts = [...log.streams('market')].flatMap((stream) => log.facts(stream));
  const named = publishersNamed(facts.filter(({ position }) => position <= atPosition));
  return [...named].map(([id, name]) => ({ id, name }));
};

export interface DisplayNames {
  parties: DisplayName[];
  deals: DisplayName[];
  markets: DisplayName[];
  /** Of market shares. */
  publishers: DisplayName[];
  /** Every party that the log has ever named, in the order of their first events: an order that only grows. */
  slugs: string[];
}

/** What everything is called in the log up to a position, whatever was effective or known by when. */
export const namesAt = (log: Log, atPosition: number): DisplayNames => {
  const cut = { ...everything, atPosition };
  const inOrder = (category: string): string[] => [...log.streams(category)].sort();
  return {
    parties: partiesIn(log, atPosition),
    deals: inOrder('deal').map((id) => ({ id, name: stateAt<Deal>(log, id, cut).title || id })),
    markets: inOrder('market').map((stream) => ({
      id: stream.slice('market-'.length),
      name: stateAt<Market>(log, stream, cut).name,
    })),
    publishers: publishersIn(log, atPosition),
    slugs: [...log.streams('party')].map((stream) => stream.slice('party-'.length)),
  };
};
