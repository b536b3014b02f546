import { entryAt } from '../../events/kit/item-at.js';
import { type Fact, isCorrection } from '../../events/index.js';
import { type KnownCut, knownFacts } from './cut.js';
import type { DividedLog } from './divided-log.js';
import { Folding } from './folding.js';
import { LeftOut, placeLeftOut } from './left-out.js';
import { isSameFacts } from './log.js';
import { isAlike } from './same-lines.js';
import type { ReadingMemory } from './stream-reading.js';
import type { WithholdingLog } from './withholding-log.js';

const mostForms = 8;

/** What is known of a stream, or a part of one, once all has happened; and what was known when it was last read. */
interface SteppedStream {
  readonly cut: KnownCut;
  readonly all: readonly Fact[];
  /** Whether what is known is what is left of all: no correction makes another form of it. */
  readonly isPlain: boolean;
  readonly folding: Folding;
  /** Where all has happened: what it comes to otherwise than by one fact less. */
  aside?: Folding;
  /** The forms in which corrected facts counted so far, each the same one whenever it counts again. */
  readonly forms: Map<string, Fact[]>;
  /** What it comes to without one of the facts that it was folded of last. */
  leftOut?: LeftOut | undefined;
  facts?: readonly Fact[];
  known?: readonly Fact[];
}

/**
 * What streams come to while events happen one by one, or all but one: each time from what they came to just before, so
 * that an event costs what comes after it in its part. For one question: what is known by its cut.
 */
export class SteppedStreams implements ReadingMemory {
  readonly #streams = new Map<string, SteppedStream>();
  #hasAll = false;

  constructor(
    private readonly log: DividedLog,
    private readonly held: WithholdingLog,
  ) {}

  known(name: string, facts: readonly Fact[], cut: KnownCut): readonly Fact[] {
    const stream = this.#stream(name, cut);
    if (cut.knownAt !== stream.cut.knownAt || cut.atPosition !== stream.cut.atPosition)
      return knownFacts(facts, cut);
    if (!stream.known || stream.facts !== facts) {
      stream.facts = facts;
      stream.known = stream.isPlain
        ? stream.all.filter((fact) => !this.held.isHeld(fact))
        : knownFacts(facts, cut).map((fact) => this.#formOf(stream, fact));
    }
    return stream.known;
  }

  /** All has happened: from now on streams are asked for without some of it. */
  stayAtAll(): void {
    this.#hasAll = true;
  }

  fold(name: string, facts: readonly Fact[]): unknown {
    const stream = entryAt(this.#streams, name);
    const { folding } = stream;
    const place = placeLeftOut(folding.facts, facts);
    if (place !== undefined)
      return (stream.leftOut ??= new LeftOut(this.log.streamOf(name), folding)).without(place);
    if (isSameFacts(folding.facts, facts)) return folding.state;
    const next = this.#hasAll ? (stream.aside ??= new Folding(this.log.streamOf(name))) : folding;
    if (next === folding) stream.leftOut = undefined;
    next.become(facts);
    return next.state;
  }

  /** A correction makes a form of a fact whenever it is looked at. */
  #formOf({ forms }: SteppedStream, fact: Fact): Fact {
    if (this.log.fact(fact.id) === fact) return fact;
    const own = forms.get(fact.id) ?? [];
    const known = own.find((one) => isAlike(one, fact));
    if (known) return known;
    if (own.length >= mostForms) own.length = 0;
    own.push(fact);
    forms.set(fact.id, own);
    return fact;
  }

  #stream(name: string, cut: KnownCut): SteppedStream {
    const known = this.#streams.get(name);
    if (known) return known;
    const facts = this.log.facts(name);
    const stream: SteppedStream = {
      cut,
      all: knownFacts(facts, cut),
      isPlain: !facts.some(({ type }) => isCorrection(type)),
      folding: new Folding(this.log.streamOf(name)),
      forms: new Map(),
    };
    this.#streams.set(name, stream);
    return stream;
  }
}
