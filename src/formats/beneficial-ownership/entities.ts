import { isPlainObject } from '../../../events/kit/json.js';
import type { Entry } from '../../../projections/kit/line.js';

interface EntityIdentifier {
  id: string;
  scheme?: string;
  schemeName: string;
  uri?: string;
}

/** What the standard calls a party of a kind. */
const typeOf: Readonly<Record<string, string>> = {
  company: 'registeredEntity',
  unit: 'legalEntity',
  fund: 'legalEntity',
  government: 'stateBody',
  unnamed: 'unknownEntity',
};

/** Identifiers of the entity; an ISIN and a ticker are those of its shares. */
const identifiersOf = (identifiers: unknown): EntityIdentifier[] => {
  const { lei, cik, wikidata } = isPlainObject(identifiers) ? identifiers : {};
  return [
    ...(typeof lei === 'string'
      ? [{ id: lei, scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' }]
      : []),
    ...(typeof cik === 'string' ? [{ id: cik, schemeName: 'Central Index Key of the US SEC' }] : []),
    ...(typeof wikidata === 'string'
      ? [{ id: wikidata, schemeName: 'Wikidata', uri: `https://www.wikidata.org/entity/${wikidata}` }]
      : []),
  ];
};

/** What a ledger knows of a party, as an entity of the standard. */
export const entityDetails = (slug: string, party: Entry | undefined): object => {
  const kind = typeof party?.kind === 'string' ? party.kind : 'unnamed';
  const identifiers = identifiersOf(party?.identifiers);
  return {
    isComponent: false,
    entityType: { type: typeOf[kind] ?? 'unknownEntity', details: kind },
    name: typeof party?.name === 'string' ? party.name : slug,
    ...(identifiers.length > 0 && { identifiers }),
  };
};
