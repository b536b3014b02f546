import type { FieldContext } from './declaration.js';

/** What fiscal periods are read by, where the ledger is at hand. */
export interface FiscalContext {
  /** The month in which a party's fiscal year ends; undefined when nobody said. */
  fiscalYearEndsIn?: (party: string) => number | undefined;
  /** Who takes part in what a stream is about, for events that name nobody themselves. */
  partiesOn?: (stream: string) => readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Members that name something else than a party. */
const others = new Set(['tranche', 'payment', 'warrant', 'condition', 'title', 'type', 'id']);

const namesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (others.has(name) ? [] : namesIn(inner)));
};

const slugOf = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replace(/[\s.&]+/g, '-');

const isSlug = (text: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

/** The parts of "stake-microsoft-openai" that may be parties: every run of its words. */
const runsIn = (stream: string): string[] => {
  const words = stream.split('-').slice(1);
  return words.flatMap((_, from) =>
    words.slice(from).map((__, length) => words.slice(from, from + length + 1).join('-')),
  );
};

const streamOf = ({ stream }: Json): string => (typeof stream === 'string' ? stream : '');

const ownNames = (raw: Json): string[] => {
  const stream = streamOf(raw);
  const named = namesIn(raw.body).filter(isSlug);
  if (stream.startsWith('party-')) return [stream.slice('party-'.length), ...named];
  return stream.startsWith('stake-') ? [...runsIn(stream.slice(0, 120)), ...named] : named;
};

/** The fiscal years by which an event's own fiscal periods are read: of whom they name, else of whoever is in the event. */
export const readingOf = (raw: Json, { fiscalYearEndsIn, partiesOn }: FiscalContext): FieldContext => {
  if (!fiscalYearEndsIn) return {};
  const known = (names: readonly string[]): { party: string; endsIn: number }[] =>
    [...new Set(names)].flatMap((party) => {
      const endsIn = fiscalYearEndsIn(party);
      return endsIn === undefined ? [] : [{ party, endsIn }];
    });
  return {
    calendars: (named) => {
      if (named !== undefined) return known([slugOf(named)]);
      const own = known(ownNames(raw));
      return own.length > 0 || !partiesOn ? own : known(partiesOn(streamOf(raw)));
    },
  };
};
