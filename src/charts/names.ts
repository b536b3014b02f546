import { basisName } from '../../projections/wording/basis-text.js';
import { layerName } from '../../projections/wording/layer-name.js';
import { publisherWords, slugWords } from '../../projections/wording/slug-words.js';
import type { DisplayName, DisplayNames } from '../../projections/naming.js';
import type { PartyMark } from './party-mark.js';
import type { Palette } from './palette.js';

/** What things are called, and by which mark parties are told apart. */
export interface ChartNames {
  party(slug: string): string;
  deal(stream: string): string;
  /** The party of that name, else as its publications are signed, else the words of the id. */
  publisher(id: string): string;
  /** Of a tranche, a payment or a warrant: the party that it is called after, else the words of its id. */
  part(id: string): string;
  /** Of a row's key in any dimension. */
  of(dimension: string, key: string | null): string;
  colour(slug: string, palette: Palette): string;
  form(slug: string): PartyMark;
  /** The parties in the order in which they were registered. */
  parties: readonly DisplayName[];
}

const roles = new Set([
  'provider',
  'consumer',
  'supplier',
  'party',
  'counterparty',
  'payer',
  'payee',
  'holder',
  'issuer',
  'giver',
  'receiver',
]);
const parts = new Set(['tranche', 'payment']);
/** Their keys are terms of ours. */
const coined = new Set(['kind', 'stage', 'bindingness', 'measure']);

/** Most charts are about some of these: none of them ever shares its colour with another. */
const first = ['nvidia', 'amd', 'openai', 'microsoft', 'oracle', 'aws', 'google'];
const forms: readonly PartyMark[] = ['circle', 'square', 'triangle', 'diamond', 'drop', 'hexagon'];

/**
 * The place of each party: its own for good, since a later registration comes after it. There are seven colours; after
 * seven places the form changes and the colours begin one earlier, so that colour and form together are one party's.
 */
const placesOf = (slugs: readonly string[]): Map<string, number> => {
  const later = slugs.filter((slug) => !first.includes(slug));
  return new Map([...first, ...later].map((slug, place) => [slug, place]));
};

const ringOf = (place: number): number => Math.floor(place / first.length);

export const namesOf = ({ parties, deals, markets, publishers, slugs }: DisplayNames): ChartNames => {
  const byId = new Map([...parties, ...deals, ...markets].map(({ id, name }) => [id, name]));
  const places = placesOf(slugs);
  const published = new Map(publishers.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => byId.get(id) ?? id;
  const publisherOf = (id: string): string => byId.get(id) ?? published.get(id) ?? publisherWords(id);
  const partOf = (part: string): string => byId.get(part) ?? slugWords(part);
  return {
    parties,
    party: nameOf,
    deal: nameOf,
    publisher: publisherOf,
    part: partOf,
    of: (dimension, key) => {
      if (key === null) return 'not stated';
      if (parts.has(dimension)) {
        const [deal = '', part] = key.split('/');
        return `${nameOf(deal)} · ${partOf(part ?? '')}`;
      }
      if (roles.has(dimension)) return key.split('+').map(nameOf).join(' + ');
      if (dimension === 'basis') return basisName(key);
      if (dimension === 'layer') return layerName(key);
      if (dimension === 'publisher') return publisherOf(key);
      if (coined.has(dimension)) return slugWords(key);
      return dimension === 'deal' || dimension === 'market' ? nameOf(key) : key;
    },
    colour: (slug, { categories, other }) => {
      const place = places.get(slug);
      if (place === undefined) return other;
      return categories[(place + ringOf(place) * (first.length - 1)) % first.length] ?? other;
    },
    form: (slug) => forms[ringOf(places.get(slug) ?? 0) % forms.length] ?? 'circle',
  };
};
