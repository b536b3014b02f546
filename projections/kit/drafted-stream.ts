import { type Candidate, claimKey, type Fact, isCorrection } from '../../events/index.js';
import { correctionIn } from '../../events/correction/correction.js';
import { partsOfStream } from '../../events/parts.js';
import { Amendments } from './amendments.js';
import { CorrectedEvents } from './corrected-events.js';
import { compareFoldOrder, everything, visibleFacts } from './cut.js';
import { Folding, placeInFold } from './folding.js';

/** The facts of each key, of which the last one tells. */
class ToldFacts {
  readonly #byKey = new Map<string, Fact[]>();

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) this.#of(fact).push(fact);
  }

  last(candidate: Candidate): Fact | undefined {
    return this.#byKey.get(claimKey(candidate))?.at(-1);
  }

  /** Puts a fact where it stands in fold order. */
  insert(fact: Fact): void {
    const own = this.#of(fact);
    own.splice(placeInFold(own, fact), 0, fact);
  }

  /** Puts one behind all others of its key. */
  append(fact: Fact): void {
    this.#of(fact).push(fact);
  }

  remove(fact: Fact): void {
    const own = this.#of(fact);
    own.splice(placeInFold(own, fact), 1);
  }

  #of(fact: Fact): Fact[] {
    const key = claimKey(fact);
    const known = this.#byKey.get(key);
    if (known) return known;
    const own: Fact[] = [];
    this.#byKey.set(key, own);
    return own;
  }
}

/**
 * One stream while facts are added to it, corrections among them: what counts, part by part, and what it comes to. A
 * fact costs a fold of the part that it belongs to, from where it stands in time.
 */
export class DraftedStream {
  readonly #recorded: Fact[];
  readonly #byId: Map<string, Fact>;
  /** As they count now. */
  readonly #forms: Map<string, Fact>;
  readonly #amendments: Amendments;
  readonly #corrected = new CorrectedEvents();
  /** The events of which the form may have changed. */
  readonly #unsettled = new Set<string>();
  readonly #parts = new Map<string, Folding>();
  #told: ToldFacts | undefined;
  #corrections: ToldFacts | undefined;

  constructor(
    readonly stream: string,
    recorded: readonly Fact[],
  ) {
    this.#recorded = [...recorded];
    this.#byId = new Map(recorded.map((fact) => [fact.id, fact]));
    const corrections = recorded.filter(({ type }) => isCorrection(type));
    this.#amendments = new Amendments(corrections);
    for (const one of corrections) this.#corrected.add(one);
    const visible = visibleFacts(recorded, everything);
    this.#forms = new Map(visible.map((fact) => [fact.id, fact]));
    for (const fact of visible) this.#folding(fact).insert(fact);
  }

  /** Everything that is recorded on it, in the order of the log. */
  get recorded(): readonly Fact[] {
    return this.#recorded;
  }

  add(fact: Fact): void {
    this.#recorded.push(fact);
    this.#byId.set(fact.id, fact);
    if (isCorrection(fact.type)) this.#correct(fact);
    else this.#count(fact, this.#amendments.formOf(fact));
  }

  /** The state as far as these parts go; without any, what belongs to the stream as a whole. */
  state(parts: readonly string[] = []): unknown {
    this.#settle();
    const whole = this.#part('').state;
    const declared = partsOfStream(this.stream);
    return declared
      ? declared.join(
          whole,
          parts.map((part) => this.#part(part).state),
        )
      : whole;
  }

  /** The state as far as the rules for a candidate look. */
  stateFor(candidate: Candidate): unknown {
    return this.state(partsOfStream(this.stream)?.lookedAt(candidate));
  }

  /** The last fact that counts with the key of a candidate; of corrections the last one that is recorded. */
  toldBefore(candidate: Candidate): Fact | undefined {
    if (isCorrection(candidate.type)) {
      this.#corrections ??= new ToldFacts(this.#recorded.filter(({ type }) => isCorrection(type)));
      return this.#corrections.last(candidate);
    }
    this.#settle();
    this.#told ??= new ToldFacts([...this.#forms.values()].sort(compareFoldOrder));
    return this.#told.last(candidate);
  }

  #correct(fact: Fact): void {
    const { event } = correctionIn(fact)!;
    this.#amendments.add(fact);
    this.#corrected.add(fact);
    this.#unsettled.add(event);
    this.#corrections?.append(fact);
  }

  /** Corrections cost nothing until somebody asks what counts. */
  #settle(): void {
    for (const id of this.#unsettled) {
      const event = this.#byId.get(this.#corrected.rootOf(id));
      if (event && !isCorrection(event.type)) this.#count(event, this.#amendments.formOf(event));
    }
    this.#unsettled.clear();
  }

  /** Puts an event's form in the place of the one in which it counted before. */
  #count({ id }: Fact, form: Fact | undefined): void {
    const before = this.#forms.get(id);
    if (before === form) return;
    if (before) {
      this.#folding(before).remove(before);
      this.#told?.remove(before);
      this.#forms.delete(id);
    }
    if (!form) return;
    this.#folding(form).insert(form);
    this.#told?.insert(form);
    this.#forms.set(id, form);
  }

  #folding(fact: Fact): Folding {
    return this.#part(partsOfStream(this.stream)?.of(fact) ?? '');
  }

  #part(name: string): Folding {
    const known = this.#parts.get(name);
    if (known) return known;
    const folding = new Folding(this.stream);
    this.#parts.set(name, folding);
    return folding;
  }
}
