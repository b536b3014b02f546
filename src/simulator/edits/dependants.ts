import { isCorrection } from '../../../events/correction/correction.js';
import { decide, type Fact, Rejection } from '../../../events/index.js';
import { partsOfStream, type StreamParts } from '../../../events/parts.js';
import { bodySaid, CorrectedEvents } from '../../../projections/kit/corrected-events.js';
import { Draft } from '../../../projections/draft.js';
import { type Log, Overlay } from '../../../projections/kit/log.js';

const whole = '';

/** A stream whose state is one whole. */
const undivided: Pick<StreamParts, 'of' | 'lookedAt'> = { of: () => whole, lookedAt: () => [] };

const indexed = (facts: readonly Fact[], keysOf: (fact: Fact) => Iterable<string>): Map<string, Fact[]> => {
  const index = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const key of keysOf(fact)) {
      const known = index.get(key);
      if (known) known.push(fact);
      else index.set(key, [fact]);
    }
  return index;
};

/** All that is reached from some by going on. */
const reachedFrom = <Item>(start: Iterable<Item>, goOn: (item: Item) => Iterable<Item>): Set<Item> => {
  const reached = new Set(start);
  for (const item of reached) for (const next of goOn(item)) reached.add(next);
  return reached;
};

type FactIndex = ReadonlyMap<string, readonly Fact[]>;

/** The facts of a stream by the parts whose state they change, and by those at which the rules for them look. */
class FactsByPart {
  readonly corrected = new CorrectedEvents();
  readonly byId: ReadonlyMap<string, Fact>;
  readonly corrections: FactIndex;
  readonly changing: FactIndex;
  readonly looking: FactIndex;
  readonly #parts: Pick<StreamParts, 'of' | 'lookedAt'>;

  constructor(stream: string, facts: readonly Fact[]) {
    this.#parts = partsOfStream(stream) ?? undivided;
    this.byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) this.corrected.add(fact);
    const isAmendment = ({ type }: Fact): boolean => isCorrection(type);
    this.corrections = indexed(facts.filter(isAmendment), ({ id }) => [this.corrected.rootOf(id)]);
    const others = facts.filter((fact) => !isAmendment(fact));
    this.changing = indexed(others, (fact) => this.changedBy(fact));
    this.looking = indexed(others, (fact) => this.lookedAtFor(fact));
  }

  /** In whichever form it counts. */
  changedBy({ id, type, body }: Fact): Set<string> {
    const others = (this.corrections.get(id) ?? []).map(bodySaid).filter((said) => said !== undefined);
    return new Set([body, ...others].map((said) => this.#parts.of({ type, body: said })));
  }

  lookedAtFor(fact: Fact): string[] {
    return [whole, ...this.#parts.lookedAt(fact)];
  }
}

/** Those of them that are left while one after the other is taken out. */
class FactsLeft {
  constructor(
    private readonly all: FactsByPart,
    readonly count: number,
    private readonly gone: ReadonlySet<string> = new Set(),
  ) {}

  without(gone: ReadonlySet<string>, count: number): FactsLeft {
    return new FactsLeft(this.all, count, new Set([...this.gone, ...gone]));
  }

  /** What may have to be decided otherwise without an event, with all that these decisions rest on, in the order of the log. */
  around(event: Fact): Fact[] {
    const { all } = this;
    const corrected = all.byId.get(all.corrected.rootOf(event.id));
    const touched = reachedFrom(corrected ? all.changedBy(corrected) : [], (part) =>
      this.#at(all.looking, part).flatMap((fact) => [...all.changedBy(fact)]),
    );
    const needed = reachedFrom(touched, (part) =>
      this.#at(all.changing, part).flatMap((fact) => all.lookedAtFor(fact)),
    );
    const kept = [...needed].flatMap((part) => this.#at(all.changing, part));
    const found = new Set([event, ...kept.flatMap((one) => [one, ...this.#at(all.corrections, one.id)])]);
    return [...found].sort((one, other) => one.position - other.position);
  }

  #at(index: FactIndex, key: string): readonly Fact[] {
    return (index.get(key) ?? []).filter(({ id }) => !this.gone.has(id));
  }
}

/** The facts of a stream that break a rule when they are recorded one by one, in the order of the log. */
const factsRefused = (stream: string, facts: readonly Fact[], log: Log): Set<string> => {
  const draft = new Draft(new Overlay(log, new Map([[stream, []]])), '9999-12-31');
  const refused = facts.filter((fact) => {
    // A claim stands without the one that it is a rival of.
    const { rivalOf: _, ...alone } = fact;
    const decision = decide(alone, draft);
    const isRefused = decision instanceof Rejection && !fact.rivalOf;
    if (!isRefused) draft.add(fact);
    return isRefused;
  });
  return new Set(refused.map(({ id }) => id));
};

const byFacts = new WeakMap<readonly Fact[], FactsLeft>();

const factsLeft = (stream: string, facts: readonly Fact[]): FactsLeft => {
  const known = byFacts.get(facts);
  // A log grows in the same list.
  if (known?.count === facts.length) return known;
  const read = new FactsLeft(new FactsByPart(stream, facts), facts.length);
  byFacts.set(facts, read);
  return read;
};

/** The facts of a stream without some of them; what is known of them is known of those that are left. */
export const factsWithout = (
  stream: string,
  facts: readonly Fact[],
  gone: ReadonlySet<string>,
): readonly Fact[] => {
  const left = facts.filter(({ id }) => !gone.has(id));
  byFacts.set(left, factsLeft(stream, facts).without(gone, left.length));
  return left;
};

/** What can't stand once an event is gone: what could not have been recorded without it, in the order of the log. */
export const dependantsOf = (event: Fact, log: Log): string[] => {
  const { stream } = event;
  const facts = factsLeft(stream, log.facts(stream)).around(event);
  const before = factsRefused(stream, facts, log);
  const without = facts.filter(({ id }) => id !== event.id);
  return [...factsRefused(stream, without, log)].filter((id) => !before.has(id));
};
