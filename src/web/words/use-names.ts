import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Contents } from '../worker/protocol.js';
import type { Palette } from '../../charts/palette.js';

const Context = createContext<Contents | undefined>(undefined);

export const ContentsProvider = Context.Provider;

/** What is in the log; the page shows no screen before it is known. */
export const useContents = (): Contents => useContext(Context)!;

export interface Names {
  party(slug: string): string;
  deal(stream: string): string;
  /** Of a row's key in any dimension. */
  of(dimension: string, key: string | null): string;
  colour(slug: string, palette: Palette): string;
}

const parties = new Set(['provider', 'consumer', 'supplier', 'party', 'payer', 'payee', 'holder', 'issuer']);

/** The parties that have a colour of their own, wherever they appear; the others are grey and labelled. */
const coloured = ['nvidia', 'amd', 'openai', 'microsoft', 'oracle', 'aws', 'google'];

export const useNames = (): Names => {
  const { parties: known, deals, markets } = useContents();
  const byId = new Map([...known, ...deals, ...markets].map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => byId.get(id) ?? id;
  return {
    party: nameOf,
    deal: nameOf,
    of: (dimension, key) => {
      if (key === null) return 'not stated';
      if (dimension === 'tranche' || dimension === 'payment') {
        const [deal, part] = key.split('/');
        return `${nameOf(deal!)} · ${part}`;
      }
      const words = key.split('+').map(nameOf).join(' + ');
      return parties.has(dimension) || dimension === 'deal' ? words : key;
    },
    colour: (slug, { categories, other }) => categories[coloured.indexOf(slug)] ?? other,
  };
};
