import { spanOf } from './days.js';
import { nothing, sum, undisclosed, type Bounds } from './bounds.js';

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
  /** The as-of date of the question, where this cut is an earlier day of its axis. */
  asOf?: string;
  /** The last day of the axis that is asked for, and of stocks the end of each of its periods. */
  to?: string;
  ends?: readonly string[];
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
const readings = new WeakMap<readonly Recorded[], Map<string, Map<string, Fact[]>>>();

/** The events of each stream as corrected and retracted by what is known (domain.md 4). */
const correctedStreams = (log: readonly Recorded[], cut: Cut): Map<string, Fact[]> => {
  const known = readings.get(log) ?? new Map<string, Map<string, Fact[]>>();
  readings.set(log, known);
  const key = `${cut.knownAt} ${cut.atPosition ?? ''}`;
  const streams = known.get(key) ?? Map.groupBy(readFacts(log, cut), ({ stream }) => stream);
  known.set(key, streams);
  return streams;
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
const claimSets = (facts: readonly Fact[]): Map<string, Fact[]> => {
  const rivals = new Map(
    facts.filter(({ rivalOf }) => rivalOf !== undefined).map((fact) => [fact.id, String(fact.rivalOf)]),
  );
  const rootOf = (id: string): string => {
    const next = rivals.get(id);
    return next === undefined ? id : rootOf(next);
  };
  const sets = new Map<string, Fact[]>();
  if (rivals.size === 0) return sets;
  for (const [root, members] of Map.groupBy(facts, ({ id }) => rootOf(id)))
    if (members.length > 1) sets.set(root, members);
  return sets;
};

const preferred =
  (policy: Policy) =>
  (a: Fact, b: Fact): number =>
    policy === 'latest' ? byKnown(b, a) : rankOf(a) - rankOf(b) || byKnown(b, a);

/** In the order of folding (domain.md 1). */
const inOrder = (facts: readonly Fact[]): Fact[] =>
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

/** What a stream adds up to in the view's first measure, in each currency or on each basis: what `lowest` and `highest` compare. */
export type Weights = ReadonlyMap<string, Bounds>;
export type Weigher = (facts: Fact[]) => Weights;
export type WeigherOf = (stream: string) => Weigher;

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

/** What is told of things in several currencies or on several bases. */
export const weightsOf = <Thing>(
  things: readonly Thing[],
  unitOf: (thing: Thing) => string,
  boundsOf: (thing: Thing) => Bounds,
): Weights =>
  new Map([...Map.groupBy(things, unitOf)].map(([unit, some]) => [unit, sum(some.map(boundsOf))]));

/** Less (-1), the same (0) or more (1); nothing where it is less in one unit and more in another. */
const compareWeights = (a: Weights, b: Weights): number | undefined => {
  let found = 0;
  for (const unit of new Set([...a.keys(), ...b.keys()])) {
    const order = compare(a.get(unit) ?? nothing, b.get(unit) ?? nothing);
    if (order * found < 0) return undefined;
    if (order !== 0) found = order;
  }
  return found;
};

/** The claim that counts of each claim set, by the name of the set. */
type Choice = ReadonlyMap<string, string>;

/** One of each claim set: the one chosen where it is among them, else the one that is preferred (domain.md 6). */
const selected = (facts: readonly Fact[], policy: Policy, choice: Choice): Fact[] => {
  const left = new Set<Fact>();
  for (const [root, claims] of claimSets(facts)) {
    const named = claims.find(({ id }) => id === choice.get(root));
    const counts = named ?? [...claims].sort(preferred(policy))[0];
    for (const claim of claims) if (claim !== counts) left.add(claim);
  }
  return inOrder(facts.filter((fact) => !left.has(fact)));
};

/** What can be seen on a day of the axis: after the as-of date what takes effect and is known by then, too. */
const seenOn = (facts: readonly Fact[], day: string, asOf: string): Fact[] =>
  facts.filter(({ last, knownOn }) => last <= (day < asOf ? day : asOf) || (last <= day && knownOn <= day));

/**
 * `lowest` and `highest` compare claim set by claim set what the stream comes to at the as-of date; where that is the
 * same, at the end of each period, the first that differs deciding. What is less in one currency and more in another is
 * neither. One choice holds for the whole answer.
 */
const choiceOf = (facts: readonly Fact[], cut: Cut, weigh: Weigher): Choice => {
  const policy = cut.policy ?? 'primary';
  const asOf = cut.asOf ?? cut.effectiveAt;
  const all = cut.to !== undefined && cut.to > asOf ? seenOn(facts, cut.to, asOf) : seenOn(facts, asOf, asOf);
  const sets = [...claimSets(all)].sort(([a], [b]) => (a < b ? -1 : 1));
  const choice = new Map(
    sets.map(([root, claims]) => [root, [...claims].sort(preferred(policy))[0]?.id ?? '']),
  );
  if (policy === 'primary' || policy === 'latest') return choice;
  const days = [asOf, ...(cut.ends ?? [])];
  const weights = (some: Choice): Weights[] =>
    days.map((day) => weigh(selected(seenOn(facts, day, asOf), policy, some)));
  const sense = policy === 'lowest' ? -1 : 1;
  for (const [root, claims] of sets) {
    let best = weights(choice);
    for (const { id } of [...claims].sort(byKnown)) {
      const other = weights(new Map(choice).set(root, id));
      const order = other
        .map((one, index) => compareWeights(one, best[index] ?? one))
        .find((one) => one !== 0);
      if (order !== undefined && order * sense > 0) {
        best = other;
        choice.set(root, id);
      }
    }
  }
  return choice;
};

/** Chosen once for each answer, whose days all hold to it: by who weighs and by the facts of a stream. */
const choices = new WeakMap<WeigherOf, WeakMap<readonly Fact[], Map<string, Choice>>>();

const heldChoice = (stream: string, facts: readonly Fact[], cut: Cut, weigh: WeigherOf): Choice => {
  const weighed = choices.get(weigh) ?? new WeakMap<readonly Fact[], Map<string, Choice>>();
  choices.set(weigh, weighed);
  const chosen = weighed.get(facts) ?? new Map<string, Choice>();
  weighed.set(facts, chosen);
  const key = [cut.policy, cut.asOf ?? cut.effectiveAt, cut.to, cut.ends].join(' ');
  const choice = chosen.get(key) ?? choiceOf(facts, cut, weigh(stream));
  chosen.set(key, choice);
  return choice;
};

const none: Choice = new Map();

/** The facts of each stream at a cut, selected and in the order of folding. */
export const streamsAt = (
  log: readonly Recorded[],
  cut: Cut,
  weigh: WeigherOf,
  isLate: (fact: Fact) => boolean = () => false,
): Map<string, Fact[]> => {
  const streams = new Map<string, Fact[]>();
  for (const [stream, facts] of correctedStreams(log, cut)) {
    const seen = facts.filter((fact) => fact.last <= cut.effectiveAt || isLate(fact));
    const isClaimed = facts.some(({ rivalOf }) => rivalOf !== undefined);
    const choice = isClaimed ? heldChoice(stream, facts, cut, weigh) : none;
    if (seen.length > 0) streams.set(stream, selected(seen, cut.policy ?? 'primary', choice));
  }
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
