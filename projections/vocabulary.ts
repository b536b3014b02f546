import type { Deal } from '../events/deal/deal.js';
import { bindingnesses, capacityLayers, moneyKinds, stages } from '../events/deal/deal.words.js';
import { bases } from '../events/kit/quantity.js';
import type { Market } from '../events/market/market.js';
import { disclosedMeasures, PartyIdentified, PartyMerged } from '../events/party/party.events.js';
import type { Party } from '../events/party/party.js';
import { termText } from '../events/party/statements.js';
import { stakeBases } from '../events/stake/stake.events.js';
import type { Cut } from './kit/cut.js';
import { type Log, stateAt } from './kit/log.js';
import { slugCalled } from './kit/identified.js';
import { nearestName } from '../events/kit/nearest.js';
import { Parties } from './kit/parties.js';
import type { View } from './kit/view.js';
import { pairKinds } from './superseded-pairs.js';

/** What a filter may name, and whether it may name this. */
interface NameSet {
  has(name: string): boolean;
  all(): Iterable<string>;
}

/** A log with the names that a scenario brings, which the log itself does not know. */
export interface NamingLog {
  readonly log: Log;
  readonly brought?: ReadonlySet<string>;
}

type NameSource = (known: NamingLog) => NameSet;

const kindOfNames =
  (names: (known: NamingLog) => Iterable<string>): NameSource =>
  (known) => ({
    has: (name) => (known.brought?.has(name) ?? false) || new Set(names(known)).has(name),
    all: () => names(known),
  });

const words = (...lists: readonly (readonly string[])[]): NameSource => {
  const all = [...new Set(lists.flat())];
  return () => ({ has: (name) => all.includes(name), all: () => all });
};

const streamsOf = ({ log }: NamingLog, category: string): string[] => [...log.streams(category)];

const slugsOf = (known: NamingLog, category: string): string[] =>
  streamsOf(known, category).map((stream) => stream.slice(category.length + 1));

/** Slugs of streams that the log has, or that a scenario brings by the stream's name. */
const slugs =
  (category: string): NameSource =>
  (known) => ({
    has: (name) => {
      const stream = `${category}-${name}`;
      return known.log.facts(stream).length > 0 || (known.brought?.has(stream) ?? false);
    },
    all: () => slugsOf(known, category),
  });

const deals: NameSource = (known) => ({
  has: (name) =>
    name.startsWith('deal-') && (known.log.facts(name).length > 0 || (known.brought?.has(name) ?? false)),
  all: () => streamsOf(known, 'deal'),
});

type DealPart = 'tranches' | 'payments';

const partsOf = ({ log }: NamingLog, stream: string, part: DealPart): string[] =>
  [...stateAt<Deal>(log, stream)[part].keys()].map((name) => `${stream}/${name}`);

/** What an edit splits off is called after what it was split off. */
const nameBeforeSplit = (name: string): string => name.replace(/-part-\d+$/, '');

/** Parts of deals, as deal/part. */
const parts =
  (part: DealPart): NameSource =>
  (known) => {
    const has = (name: string): boolean => {
      const [stream = '', own = ''] = name.split('/');
      if (!stream.startsWith('deal-')) return false;
      if (known.log.facts(stream).length > 0 && partsOf(known, stream, part).includes(name)) return true;
      return deals(known).has(stream) && (known.brought?.has(own) ?? false);
    };
    return {
      has: (name) => has(name) || (known.brought !== undefined && has(nameBeforeSplit(name))),
      all: () => streamsOf(known, 'deal').flatMap((stream) => partsOf(known, stream, part)),
    };
  };

const marketsIn = (known: NamingLog): Market[] =>
  streamsOf(known, 'market').map((stream) => stateAt<Market>(known.log, stream));

const reportsIn = (known: NamingLog): { publisher: string; period: string }[] =>
  marketsIn(known).flatMap(({ shares, sizes }) => [...shares.values(), ...sizes.values()]);

const publishers = kindOfNames((known) => reportsIn(known).map(({ publisher }) => publisher));
const periods = kindOfNames((known) => reportsIn(known).map(({ period }) => period));

/** A party, several together as cloud+vendor, or the others. */
const marketParties: NameSource = (known) => {
  const one = slugs('party')(known);
  return {
    has: (name) => name === 'others' || name.split('+').every((part) => one.has(part)),
    all: () => ['others', ...one.all()],
  };
};

const disclosuresIn = (known: NamingLog): Party['disclosures'][number][] =>
  streamsOf(known, 'party').flatMap((stream) => [...stateAt<Party>(known.log, stream).disclosures]);

const dates = kindOfNames((known) => disclosuresIn(known).map(({ at }) => at));
const terms = kindOfNames((known) => disclosuresIn(known).flatMap(({ due }) => (due ? [termText(due)] : [])));

const currenciesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const currency = 'currency' in value ? value.currency : undefined;
  return [...(typeof currency === 'string' ? [currency] : []), ...Object.values(value).flatMap(currenciesIn)];
};

const currencies = kindOfNames((known) => [
  'USD',
  ...['deal', 'stake', 'party'].flatMap((category) =>
    streamsOf(known, category).flatMap((stream) =>
      known.log.facts(stream).flatMap(({ body }) => currenciesIn(body)),
    ),
  ),
]);

const party = slugs('party');

const eitherKind =
  (one: NameSource, other: NameSource): NameSource =>
  (known) => {
    const [left, right] = [one(known), other(known)];
    return { has: (name) => left.has(name) || right.has(name), all: () => [...left.all(), ...right.all()] };
  };

/** A side of a pair: a tranche, or a whole deal that another took the place of. */
const pairSides = eitherKind(deals, parts('tranches'));

const partyDimensions = [
  'party',
  'counterparty',
  'provider',
  'consumer',
  'supplier',
  'payer',
  'payee',
  'holder',
  'issuer',
  'giver',
  'receiver',
  'towards',
  'lab',
];

/** The slugs of names that a dimension of parties may have: of one, or of several together as cloud+vendor. */
export const slugsNamed = (dimension: string, name: string, { log }: NamingLog): string =>
  partyDimensions.includes(dimension)
    ? name
        .split('+')
        .map((one) => slugCalled(log, one))
        .join('+')
    : name;

/** By dimension; views in which a dimension has other words have them below. */
const kinds: Readonly<Record<string, NameSource>> = {
  ...Object.fromEntries(partyDimensions.map((dimension) => [dimension, party])),
  deal: deals,
  tranche: parts('tranches'),
  payment: parts('payments'),
  market: slugs('market'),
  publisher: publishers,
  period: periods,
  currency: currencies,
  at: dates,
  due: terms,
  layer: words(capacityLayers),
  bindingness: words(bindingnesses),
  stage: words(stages),
  basis: words(bases),
  kind: words(moneyKinds),
  edge: words(['money', 'equity', 'compute']),
  side: words(['owes', 'is-owed', 'supplies', 'depends-on', 'holds']),
  measure: words(disclosedMeasures),
};

const ofFlows: Readonly<Record<string, NameSource>> = {
  basis: words(bases, stakeBases),
  kind: words(moneyKinds, ['stake', 'warrant']),
};

const ofViews: Readonly<Record<string, Readonly<Record<string, NameSource>>>> = {
  'market-share': { party: marketParties },
  ownership: { basis: words(stakeBases) },
  flows: ofFlows,
  exposure: ofFlows,
  overlaps: { kind: words(pairKinds), tranche: pairSides, with: pairSides },
};

const namesOf = (view: View, dimension: string, known: NamingLog): NameSet | undefined =>
  (ofViews[view.name]?.[dimension] ?? kinds[dimension])?.(known);

/** Whether the ledger knows what a dimension of a view may be called; what it does not is never refused. */
export const isListed = (view: View, dimension: string): boolean =>
  dimension in (ofViews[view.name] ?? {}) || dimension in kinds;

const goingOn = new Set<string>([PartyIdentified.type, PartyMerged.type]);

/** The names under which a party stands in a dimension: as an issuer it stays what it was before it became part of another. */
const standingAs = (dimension: string, name: string, parties: Parties): string[] => {
  const [counted, issuer] = [parties.slugOf(name), parties.identityOf(name)];
  if (dimension === 'issuer') return [issuer];
  return ['giver', 'receiver', 'counterparty'].includes(dimension) ? [counted, issuer] : [counted];
};

/** The names under which parties count: of one that turned out to be another, or became part of it, that one's. */
export const countedNames = (
  only: Readonly<Record<string, string>>,
  view: View,
  log: Log,
  cut: Cut,
): Record<string, string> => {
  let parties: Parties | undefined;
  const counted = (dimension: string, name: string): readonly string[] => {
    if (!log.facts(`party-${name}`).some(({ type }) => goingOn.has(type))) return [name];
    parties ??= new Parties(log, cut);
    return standingAs(dimension, name, parties);
  };
  // What a party reports of itself stays under its own name.
  const isCounted = (dimension: string): boolean =>
    view.category !== 'party' && partyDimensions.includes(dimension);
  return Object.fromEntries(
    Object.entries(only).map(([dimension, names]) => [
      dimension,
      isCounted(dimension)
        ? [...new Set(names.split(',').flatMap((name) => counted(dimension, name)))].sort().join(',')
        : names,
    ]),
  );
};

const mostListed = 12;

/** Says of a name that nothing has it, with the one that is most like it. */
export const unknownName = (name: string, names: Iterable<string>): string => {
  const all = [...new Set(names)];
  const said = `has "${name}", which nothing is called here`;
  if (all.length === 0) return `${said}, and nothing else is`;
  if (all.length <= mostListed)
    return `${said}; it may be ${all.join(', ')}: the nearest is "${nearestName(name, all)}"`;
  return `${said}; the nearest is "${nearestName(name, all)}"`;
};

/** What is wrong with one value of a dimension; undefined when something may have it. */
export const faultOfName = (
  view: View,
  dimension: string,
  name: string,
  known: NamingLog,
): string | undefined => {
  const names = namesOf(view, dimension, known);
  return !names || names.has(name) ? undefined : unknownName(name, names.all());
};
