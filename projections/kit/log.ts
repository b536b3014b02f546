import { type Fact, streamOf } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import { type Cut, everything, visibleFacts } from './cut.js';

/** A part of a stream that is read like a stream of its own. */
export interface PartOfStream {
  readonly stream: string;
  /** Tranches that it only counts, for money that waits for them: other parts tell of these. */
  readonly beside: ReadonlySet<string>;
}

/** The facts of a log, stream by stream: what every view is read off. */
export interface Log {
  readonly position: number;
  streams(category: string): Iterable<string>;
  /** In the order of recording; hypothetical facts last. */
  facts(stream: string): readonly Fact[];
  fact(id: string): Fact | undefined;
  /** Of which stream one is read as a part; undefined where it is whole. */
  partOf?(stream: string): PartOfStream | undefined;
  /** The position of the first confidential fact; missing where there is none. */
  readonly confidentialFrom?: number | undefined;
  /** What was recorded after a position, in order: of a log that has it at hand. */
  after?(position: number): Iterable<Fact>;
  /** The log from which this one differs by what a scenario changed; missing for a log as it was recorded. */
  readonly below?: Log;
  /** The log of which this one has some streams, for what is read of other categories; missing where it has all or these alone. */
  readonly whole?: Log | undefined;
}

/** A log as it was recorded, whole. */
export interface RecordedLog extends Log {
  has(stream: string): boolean;
  /** The position of the event with an id. */
  positionOf(id: string): number | undefined;
  /** How many facts the streams of a category have in all. */
  factCount(category: string): number;
}

/** How many facts there are by the category of their streams. */
export class FactCounts {
  readonly #counts = new Map<string, number>();

  add(category: string): void {
    this.#counts.set(category, this.of(category) + 1);
  }

  of(category: string): number {
    return this.#counts.get(category) ?? 0;
  }
}

const none: readonly Fact[] = [];

/** The recorded log in memory. */
export class History implements RecordedLog {
  #position = 0;
  readonly #streams = new Map<string, Fact[]>();
  readonly #categories = new Map<string, Set<string>>();
  readonly #byId = new Map<string, Fact>();
  readonly #counts = new FactCounts();
  #confidentialFrom: number | undefined;

  get confidentialFrom(): number | undefined {
    return this.#confidentialFrom;
  }

  get position(): number {
    return this.#position;
  }

  append(fact: Fact): void {
    const facts = this.#streams.get(fact.stream);
    if (facts) facts.push(fact);
    else this.#open(fact);
    this.#byId.set(fact.id, fact);
    this.#counts.add(partsOf(fact.stream).category);
    this.#position = fact.position;
    if (fact.confidential) this.#confidentialFrom ??= fact.position;
  }

  streams(category: string): Iterable<string> {
    return this.#categories.get(category) ?? [];
  }

  facts(stream: string): readonly Fact[] {
    return this.#streams.get(stream) ?? none;
  }

  fact(id: string): Fact | undefined {
    return this.#byId.get(id);
  }

  has(stream: string): boolean {
    return this.#streams.has(stream);
  }

  positionOf(id: string): number | undefined {
    return this.#byId.get(id)?.position;
  }

  factCount(category: string): number {
    return this.#counts.of(category);
  }

  #open(fact: Fact): void {
    this.#streams.set(fact.stream, [fact]);
    const { category } = partsOf(fact.stream);
    this.#categories.set(category, (this.#categories.get(category) ?? new Set()).add(fact.stream));
  }
}

/** A log in which some streams read differently; the one below is left as it is. */
export class Overlay implements Log {
  readonly #changed: ReadonlyMap<string, readonly Fact[]>;

  constructor(
    readonly below: Log,
    changed: ReadonlyMap<string, readonly Fact[]>,
  ) {
    this.#changed = changed;
  }

  get position(): number {
    return this.below.position;
  }

  *streams(category: string): Iterable<string> {
    const below = new Set(this.below.streams(category));
    yield* below;
    for (const stream of this.#changed.keys()) {
      if (!below.has(stream) && partsOf(stream).category === category) yield stream;
    }
  }

  facts(stream: string): readonly Fact[] {
    return this.#changed.get(stream) ?? this.below.facts(stream);
  }

  fact(id: string): Fact | undefined {
    for (const facts of this.#changed.values()) {
      const found = facts.find((fact) => fact.id === id);
      if (found) return found;
    }
    const below = this.below.fact(id);
    return below && this.#changed.has(below.stream) ? undefined : below;
  }
}

/** A log as it would read with some more facts. */
export const logWith = (log: Log, facts: readonly Fact[]): Log => {
  const byStream = [...Map.groupBy(facts, ({ stream }) => stream)];
  return new Overlay(
    log,
    new Map(byStream.map(([stream, own]) => [stream, [...log.facts(stream), ...own]] as const)),
  );
};

/** The state of a stream after these facts, which are in fold order. */
export const fold = <State>(stream: string, facts: readonly Fact[]): State => {
  const declared = streamOf(stream);
  return facts.reduce((state, fact) => declared?.evolve(state, fact), declared?.initial(stream)) as State;
};

/** Whether they are the same facts, themselves and not only alike. */
export const isSameFacts = (one: readonly Fact[], other: readonly Fact[]): boolean =>
  one.length === other.length && one.every((fact, place) => fact === other[place]);

/** The state of a stream at a cut, rival claims all counted: for rules, and for streams whose claims don't differ. */
export const stateAt = <State>(log: Log, stream: string, cut: Cut = everything): State =>
  fold<State>(stream, visibleFacts(log.facts(stream), cut));
