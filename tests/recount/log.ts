import { spanOf } from './days.js';
import { undisclosed, type Bounds } from './bounds.js';

/** An event as `GET /events.ndjson` exports it, with its quantities already read into bounds. */
export interface Recorded {
  id: string;
  position: number;
  stream: string;
  type: string;
  effectiveOn: string;
  knownOn: string;
  source?: { kind: string };
  rivalOf?: string;
  body: Body;
}

export type Body = Record<string, unknown>;

export const readLog = (ndjson: string): Recorded[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);

export interface Cut {
  effectiveAt: string;
  knownAt: string;
  atPosition?: number;
  policy?: Policy;
}

export type Policy = 'primary' | 'latest' | 'lowest' | 'highest';

/** An event as it counts at a cut: perhaps corrected. */
export interface Fact extends Recorded {
  first: string;
  last: string;
}

const corrections = new Set(['EventCorrected', 'EventRetracted']);

const isKnown = (event: Recorded, cut: Cut): boolean =>
  event.knownOn <= cut.knownAt && event.position <= (cut.atPosition ?? Infinity);

/** The latest known counts; of those known on one day, the one recorded last. */
const byKnown = (a: Recorded, b: Recorded): number =>
  a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : a.position - b.position;

/** Read once for what was known at a day: many questions ask for it. */
const readings = new WeakMap<readonly Recorded[], Map<string, Fact[]>>();

/** The events as corrected and retracted by what is known (domain.md 4). */
export const correctedFacts = (log: readonly Recorded[], cut: Cut): Fact[] => {
  const known = readings.get(log) ?? new Map<string, Fact[]>();
  readings.set(log, known);
  const key = `${cut.knownAt} ${cut.atPosition ?? ''}`;
  const facts = known.get(key) ?? readFacts(log, cut);
  known.set(key, facts);
  return facts;
};

const readFacts = (log: readonly Recorded[], cut: Cut): Fact[] => {
  const named = new Map<string, Recorded[]>();
  for (const event of log)
    if (corrections.has(event.type) && isKnown(event, cut)) {
      const target = String(event.body.event);
      named.set(target, [...(named.get(target) ?? []), event]);
    }
  const asItCounts = (event: Recorded): Recorded | undefined => {
    const about = (named.get(event.id) ?? [])
      .map(asItCounts)
      .filter((one) => one !== undefined)
      .sort(byKnown);
    let counted: Recorded | undefined = event;
    for (const one of about)
      counted = one.type === 'EventRetracted' ? undefined : correctedBy(event, counted, one);
    return counted;
  };
  return log
    .filter((event) => !corrections.has(event.type) && isKnown(event, cut))
    .map(asItCounts)
    .filter((event) => event !== undefined)
    .map((event) => ({ ...event, ...spanOf(event.effectiveOn) }));
};

const correctedBy = (event: Recorded, counted: Recorded | undefined, { body }: Recorded): Recorded => ({
  ...(counted ?? event),
  ...(body.body !== undefined && { body: body.body as Body }),
  ...(body.effectiveOn !== undefined && { effectiveOn: String(body.effectiveOn) }),
});

const ranks = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'];
const rankOf = (event: Recorded): number => ranks.indexOf(event.source?.kind ?? 'own');

/** A claim set by the id of the event that its rivals name, first or last. */
export const claimSets = (facts: readonly Fact[]): Map<string, Fact[]> => {
  const rivals = new Map(
    facts.filter(({ rivalOf }) => rivalOf !== undefined).map((fact) => [fact.id, String(fact.rivalOf)]),
  );
  const rootOf = (id: string): string => {
    const next = rivals.get(id);
    return next === undefined ? id : rootOf(next);
  };
  const sets = new Map<string, Fact[]>();
  for (const fact of facts) sets.set(rootOf(fact.id), [...(sets.get(rootOf(fact.id)) ?? []), fact]);
  return new Map([...sets].filter(([, members]) => members.length > 1));
};

const preferred =
  (policy: Policy) =>
  (a: Fact, b: Fact): number =>
    policy === 'latest' ? byKnown(b, a) : rankOf(a) - rankOf(b) || byKnown(b, a);

/** In the order of folding (domain.md 1). */
export const inOrder = (facts: readonly Fact[]): Fact[] =>
  [...facts].sort((a, b) =>
    a.first !== b.first
      ? a.first < b.first
        ? -1
        : 1
      : a.knownOn !== b.knownOn
        ? a.knownOn < b.knownOn
          ? -1
          : 1
        : a.position - b.position,
  );

/** What a stream adds up to in the view's first measure: what `lowest` and `highest` compare. */
export type Weigher = (facts: Fact[]) => Bounds;

const without = (facts: readonly Fact[], members: readonly Fact[], chosen: Fact): Fact[] =>
  facts.filter((fact) => fact === chosen || !members.includes(fact));

const compare = (a: Bounds, b: Bounds): number => {
  const keys = (one: Bounds): (bigint | null)[] => [one.point ?? one.low, one.low, one.high];
  const [left, right] = [keys(a), keys(b)];
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? null;
    if (one === other) continue;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -1 : 1;
  }
  return 0;
};

/** One of each claim set, by policy (domain.md 6). */
export const selected = (facts: readonly Fact[], policy: Policy, weigh: Weigher): Fact[] => {
  const sets = [...claimSets(facts).values()];
  if (sets.length === 0) return [...facts];
  const base = policy === 'latest' ? 'latest' : 'primary';
  const chosen = new Map(sets.map((set) => [set, [...set].sort(preferred(base))[0] as Fact]));
  const pick = (choices: Map<Fact[], Fact>): Fact[] =>
    [...choices].reduce((rest, [set, one]) => without(rest, set, one), [...facts]);
  if (policy === 'primary' || policy === 'latest') return pick(chosen);
  const sense = policy === 'lowest' ? 1 : -1;
  const best = new Map<Fact[], Fact>();
  for (const set of sets) {
    const weights = [...set]
      .sort(preferred('primary'))
      .map((one) => ({ one, weight: weigh(inOrder(pick(new Map([...chosen, [set, one]])))) }));
    const winner = weights.reduce((top, next) => (sense * compare(next.weight, top.weight) < 0 ? next : top));
    best.set(set, winner.one);
  }
  return pick(best);
};

/** The facts of each stream at a cut, selected and in the order of folding. */
export const streamsAt = (
  log: readonly Recorded[],
  cut: Cut,
  weigh: (stream: string) => Weigher,
  isLate: (fact: Fact) => boolean = () => false,
): Map<string, Fact[]> => {
  const streams = new Map<string, Fact[]>();
  for (const fact of correctedFacts(log, cut))
    if (fact.last <= cut.effectiveAt || isLate(fact))
      streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  for (const [stream, facts] of streams)
    streams.set(stream, inOrder(selected(facts, cut.policy ?? 'primary', weigh(stream))));
  return streams;
};

/** A quantity of a body. */
export const boundsIn = (value: unknown): Bounds => {
  if (value === undefined || value === null) return undisclosed;
  const { low, point, high } = value as Record<'low' | 'point' | 'high', number | string | null>;
  return {
    low: BigInt(low ?? 0),
    point: point === null ? null : BigInt(point),
    high: high === null ? null : BigInt(high),
  };
};

export const qualifierIn = (value: unknown): string => String((value as Body | undefined)?.qualifier ?? '');

export const textIn = (value: unknown, otherwise = ''): string =>
  value === undefined ? otherwise : String(value);

/** What a party is called at a cut, once identified or merged. */
export const namesAt = (streams: ReadonlyMap<string, Fact[]>): ((slug: string) => string) => {
  const next = new Map<string, string>();
  for (const [stream, facts] of streams)
    for (const { type, body } of facts) {
      if (type === 'PartyIdentified') next.set(stream.slice('party-'.length), textIn(body.as));
      if (type === 'PartyMerged') next.set(stream.slice('party-'.length), textIn(body.into));
    }
  const nameOf = (slug: string, seen = 0): string => {
    const to = next.get(slug);
    return to === undefined || seen > 20 ? slug : nameOf(to, seen + 1);
  };
  return (slug) => nameOf(slug);
};
