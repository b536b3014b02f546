import { plainIdentifier } from '../../../events/party/identifiers.js';
import { PartyAmended, PartyRegistered } from '../../../events/party/party.events.js';
import { everything } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { Parties } from '../../../projections/kit/parties.js';
import type { KnownParties } from '../ledger/known-parties.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { CompanyFacts } from './company-facts.js';

const cikDigits = 10;

/** Where the SEC serves the facts of a company. */
const addressOfFacts = (cik: string): string =>
  `https://data.sec.gov/api/xbrl/companyfacts/CIK${cik.padStart(cikDigits, '0')}.json`;

/** The party that files, and what the ledger has to be told of it first. */
interface Filer {
  party: string;
  events: ProposedEvent[];
}

const source = ({ cik, name }: CompanyFacts): Record<string, string> => ({
  title: `Facts of ${name} in its filings (XBRL)`,
  url: addressOfFacts(cik),
  publisher: 'US Securities and Exchange Commission',
  kind: 'filing',
});

const told = (
  facts: CompanyFacts,
  party: string,
  type: string,
  body: Record<string, unknown>,
): ProposedEvent => ({
  event: { stream: `party-${party}`, type, source: source(facts), body },
  cells: { '': 'cik' },
});

const namesOf = ({ cik, name }: CompanyFacts, given: Readonly<Record<string, string>>): string[] =>
  given[name] === undefined ? [`cik:${cik}`, name] : [name];

/** The party that the facts are of: by its CIK, else by its name, else a new one. */
export const filerOf = (
  facts: CompanyFacts,
  log: Log,
  parties: KnownParties,
  given: Readonly<Record<string, string>>,
): Filer | { fault: string } => {
  const known = namesOf(facts, given).find((name) => parties.knows(name));
  const found = parties.find(known ?? facts.name);
  if ('fault' in found) return found;
  const { party } = found;
  const identifiers = { cik: facts.cik };
  const { registered, identifiers: before } = new Parties(log, everything).get(party) ?? {};
  if (!registered)
    return {
      party,
      events: [told(facts, party, PartyRegistered.type, { name: facts.name, kind: 'company', identifiers })],
    };
  const cik = before?.cik === undefined ? undefined : plainIdentifier('cik', before.cik);
  if (cik === facts.cik) return { party, events: [] };
  if (cik !== undefined)
    return {
      fault: `is ${facts.cik}, and ${party} has the CIK ${cik}: name the party of "${facts.name}" under parties in the mapping`,
    };
  return {
    party,
    events: [told(facts, party, PartyAmended.type, { identifiers: { ...before, ...identifiers } })],
  };
};

/** Where a filing can be read. */
export const addressOfFiling = (cik: string, accession: string): string =>
  `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll('-', '')}/${accession}-index.htm`;
