import { isCorrection } from '../../../events/correction/correction.js';
import { decide, type Fact, Rejection } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/json.js';
import { partsOfStream, type StreamParts } from '../../../events/parts.js';
import { CorrectedEvents } from '../../../projections/kit/corrected-events.js';
import { Draft } from '../../../projections/draft.js';
import { type Log, Overlay } from '../../../projections/kit/log.js';

const whole = '';

/** A stream whose state is one whole. */
const undivided: Pick<StreamParts, 'of' | 'lookedAt'> = { of: () => whole, lookedAt: () => [] };

/** What a correction, or one of a correction, has an event say instead. */
const bodySaid = ({ body }: Fact): Record<string, unknown> | undefined => {
  let said: unknown = body.body;
  while (isPlainObject(said) && isPlainObject(said.body)) said = said.body;
  return isPlainObject(said) ? said : undefined;
};

const push = <Key>(index: Map<Key, Fact[]>, key: Key, fact: Fact): void => {
  const known = index.get(key);
  if (known) known.push(fact);
  else index.set(key, [fact]);
};

/** All that is reached from some by going on. */
const reachedFrom = <Item>(start: Iterable<Item>, goOn: (item: Item) => Iterable<Item>): Set<Item> => {
  const reached = new Set(start);
  for (const item of reached) for (const next of goOn(item)) reached.add(next);
  return reached;
};

/** The facts of a stream by the parts whose state they change, and by those at which the rules for them look. */
class FactsByPart {
  readonly count: number;
  readonly #parts: Pick<StreamParts, 'of' | 'lookedAt'>;
  readonly #byId: ReadonlyMap<string, Fact>;
  readonly #corrected = new CorrectedEvents();
  readonly #corrections = new Map<string, Fact[]>();
  readonly #changing = new Map<string, Fact[]>();
  readonly #looking = new Map<string, Fact[]>();

  constructor(stream: string, facts: readonly Fact[]) {
    this.count = facts.length;
    this.#parts = partsOfStream(stream) ?? undivided;
    this.#byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) this.#corrected.add(fact);
    const corrections = facts.filter(({ type }) => isCorrection(type));
    for (const fact of corrections) push(this.#corrections, this.#corrected.rootOf(fact.id), fact);
    for (const fact of facts) if (!isCorrection(fact.type)) this.#file(fact);
  }

  /** What may have to be decided otherwise without an event, with all that these decisions rest on, in the order of the log. */
  around(event: Fact): Fact[] {
    const corrected = this.#byId.get(this.#corrected.rootOf(event.id));
    const touched = reachedFrom(corrected ? this.#changedBy(corrected) : [], (part) =>
      this.#at(this.#looking, part).flatMap((fact) => [...this.#changedBy(fact)]),
    );
    const needed = reachedFrom(touched, (part) =>
      this.#at(this.#changing, part).flatMap((fact) => this.#lookedAtFor(fact)),
    );
    const kept = [...needed].flatMap((part) => this.#at(this.#changing, part));
    const all = new Set([event, ...kept.flatMap((one) => [one, ...this.#at(this.#corrections, one.id)])]);
    return [...all].sort((one, other) => one.position - other.position);
  }

  #file(fact: Fact): void {
    for (const part of this.#changedBy(fact)) push(this.#changing, part, fact);
    for (const part of this.#lookedAtFor(fact)) push(this.#looking, part, fact);
  }

  #at(index: ReadonlyMap<string, readonly Fact[]>, key: string): readonly Fact[] {
    return index.get(key) ?? [];
  }

  /** In whichever form it counts. */
  #changedBy({ id, type, body }: Fact): Set<string> {
    const others = this.#at(this.#corrections, id)
      .map(bodySaid)
      .filter((said) => said !== undefined);
    return new Set([body, ...others].map((said) => this.#parts.of({ type, body: said })));
  }

  #lookedAtFor(fact: Fact): string[] {
    return [whole, ...this.#parts.lookedAt(fact)];
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

const byFacts = new WeakMap<readonly Fact[], FactsByPart>();

const factsByPart = (stream: string, facts: readonly Fact[]): FactsByPart => {
  const known = byFacts.get(facts);
  // A log grows in the same list.
  if (known?.count === facts.length) return known;
  const read = new FactsByPart(stream, facts);
  byFacts.set(facts, read);
  return read;
};

/** What can't stand once an event is gone: what could not have been recorded without it, in the order of the log. */
export const dependantsOf = (event: Fact, log: Log): string[] => {
  const { stream } = event;
  const facts = factsByPart(stream, log.facts(stream)).around(event);
  const before = factsRefused(stream, facts, log);
  const without = facts.filter(({ id }) => id !== event.id);
  return [...factsRefused(stream, without, log)].filter((id) => !before.has(id));
};
