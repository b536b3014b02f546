import type { Fact } from '../../events/index.js';
import {
  type ChosenClaims,
  type ClaimSet,
  claimSetsOf,
  ContestedFacts,
  type Policy,
  restrictSelection,
} from './claims.js';
import { type Cut, effectiveFacts, type KnownCut, knownFacts } from './cut.js';
import { fold, isSameFacts } from './log.js';
import type { StreamReading } from './view.js';

/** What is remembered of streams, or of parts of them, between one reading and the next. */
export interface ReadingMemory {
  /** The facts of a stream that were known by a cut, as corrected by then, in the order in which they are folded. */
  known(name: string, facts: readonly Fact[], cut: KnownCut): readonly Fact[];
  /** The state of a stream after these facts. */
  fold(name: string, facts: readonly Fact[]): unknown;
}

/** A stream, and the name of what is read of it: its own, or that of a part. */
interface StreamRead extends Pick<StreamReading, 'stream' | 'beside'> {
  readonly name: string;
}

/** The claims of a stream, which of them count, and the rule by which a day that does not see those picks. */
interface StreamClaims {
  readonly sets: readonly ClaimSet[];
  readonly selection: ChosenClaims;
  readonly policy: Policy;
}

/** What passes a cut. */
interface SeenFacts {
  readonly cut: Cut;
  readonly facts: readonly Fact[];
  readonly contested: ContestedFacts;
}

interface CountedFold {
  readonly counted: readonly Fact[];
  readonly state: unknown;
}

const isSameKnown = (one: KnownCut, other: KnownCut): boolean =>
  one.knownAt === other.knownAt && one.atPosition === other.atPosition;

const isSameCut = (one: Cut, other: Cut): boolean =>
  isSameKnown(one, other) && one.effectiveAt === other.effectiveAt && one.horizon === other.horizon;

/**
 * A stream, or a part of one, that may be read under any selection of its claims: what passes a cut, and which claims
 * these are, is looked up once for all of them.
 */
export class SeenStream {
  readonly #count: number;
  #known: { readonly cut: Cut; readonly facts: readonly Fact[] } | undefined;
  #last: SeenFacts | undefined;
  readonly #contested: SeenFacts[] = [];
  #plain: StreamReading | undefined;

  constructor(
    private readonly read: StreamRead,
    private readonly facts: readonly Fact[],
    private readonly memory?: ReadingMemory,
  ) {
    this.#count = facts.length;
  }

  /** Whether it is read off these facts, of which there may be more than there were. */
  isOf(name: string, facts: readonly Fact[]): boolean {
    return this.read.name === name && this.facts === facts && this.#count === facts.length;
  }

  claimsAt(cut: Cut): readonly ClaimSet[] {
    return this.#at(cut).contested.sets;
  }

  /** What counts at several cuts alike is folded once; where no claims differ, for all who read it. */
  under(claims: StreamClaims): StreamReading {
    return claims.sets.length === 0 ? (this.#plain ??= this.#read(claims)) : this.#read(claims);
  }

  #read(claims: StreamClaims): StreamReading {
    const folded: CountedFold[] = [];
    let last: CountedFold | undefined;
    const { stream, beside } = this.read;
    return {
      stream,
      beside,
      state: <State>(cut: Cut): State => {
        const counted = this.#counted(cut, claims);
        if (!last || !isSameFacts(last.counted, counted)) last = this.#foldOnce(counted, folded);
        return last.state as State;
      },
    };
  }

  /** The facts that count, of those that pass a cut. */
  #counted(cut: Cut, { sets, selection, policy }: StreamClaims): readonly Fact[] {
    if (sets.length === 0) return this.#at(cut).facts;
    const { contested } = this.#at(cut);
    if (contested.sets === sets) return contested.under(selection);
    return contested.under(restrictSelection(contested.sets, selection, policy));
  }

  #foldOnce(counted: readonly Fact[], folded: CountedFold[]): CountedFold {
    const known = folded.find((one) => isSameFacts(one.counted, counted));
    if (known) return known;
    const { stream, name } = this.read;
    const state = this.memory?.fold(name, counted) ?? fold(stream, counted);
    const come = { counted, state };
    folded.push(come);
    return come;
  }

  #at(cut: Cut): SeenFacts {
    if (this.#last && isSameCut(this.#last.cut, cut)) return this.#last;
    const known = this.#contested.find((one) => isSameCut(one.cut, cut));
    this.#last = known ?? this.#lookedAt(cut);
    if (!known && this.#last.contested.sets.length > 0) this.#contested.push(this.#last);
    return this.#last;
  }

  #lookedAt(cut: Cut): SeenFacts {
    const facts = effectiveFacts(this.#knownAt(cut), cut);
    if (this.#last && isSameFacts(this.#last.facts, facts)) return { ...this.#last, cut };
    return { cut, facts, contested: new ContestedFacts(facts, claimSetsOf(facts)) };
  }

  /** The known facts, read once for all days that know the same. */
  #knownAt(cut: Cut): readonly Fact[] {
    if (this.memory) return this.memory.known(this.read.name, this.facts, cut);
    if (!this.#known || !isSameKnown(this.#known.cut, cut))
      this.#known = { cut, facts: knownFacts(this.facts, cut) };
    return this.#known.facts;
  }
}
