import { type Identifier, identifierIn, plainIdentifier } from '../../events/party/identifiers.js';
import type { Party } from '../../events/party/party.js';
import { type Log, stateAt } from './log.js';

/** A party by what registers call it. */
export type Identified = Pick<Party, 'slug' | 'identifiers'>;

const isCalled = ({ identifiers = {} }: Identified, { scheme, value }: Identifier): boolean => {
  const own = identifiers[scheme];
  return own !== undefined && plainIdentifier(scheme, own) === value;
};

/** The slug of the one party with an identifier; undefined where none has it, or several. */
export const slugIdentified = (parties: Iterable<Identified>, name: string): string | undefined => {
  const identifier = identifierIn(name);
  if (!identifier) return undefined;
  const [first, ...others] = new Set(
    [...parties].filter((party) => isCalled(party, identifier)).map(({ slug }) => slug),
  );
  return others.length === 0 ? first : undefined;
};

/** The slug of a party that is named by it, or by its LEI, CIK, ISIN or Wikidata item; the name itself where nothing is called so. */
export const slugCalled = (log: Log, name: string): string => {
  if (log.facts(`party-${name}`).length > 0 || !identifierIn(name)) return name;
  const parties = [...log.streams('party')].map((stream) => stateAt<Party>(log, stream));
  return slugIdentified(parties, name) ?? name;
};
