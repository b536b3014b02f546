import { LRUCache } from 'lru-cache';
import { type Fact, isCorrection, streamOf } from '../../../events/index.js';
import { claimSetsOf, pickClaims, type Policy, selectClaims } from '../../../projections/kit/claims.js';
import { type Cut, compareFoldOrder, isVisible, visibleFacts } from '../../../projections/kit/cut.js';
import { fold } from '../../../projections/kit/log.js';

const cameOf = Symbol('came of');

/** Facts that remember which ones they came of by one more at their end. */
type FactChain = readonly Fact[] & { [cameOf]?: { from: FactChain; by: Fact } };

/** Facts with one more behind them, from whose state the state of both together can go on. */
export const grow = (from: readonly Fact[], by: Fact): readonly Fact[] => {
  const facts: FactChain = [...from, by];
  facts[cameOf] = { from, by };
  return facts;
};

const mostStates = 64;

/** States that several cuts of one stream have in common. */
export class FoldCache {
  readonly #first: { facts: readonly Fact[]; state: unknown }[] = [];
  readonly #next = new LRUCache<Fact, { from: unknown; state: unknown }>({ max: mostStates });

  constructor(readonly stream: string) {}

  of(facts: readonly Fact[]): unknown {
    const known = this.#first.find(
      (one) => one.facts.length === facts.length && one.facts.every((fact, index) => fact === facts[index]),
    );
    if (known) return known.state;
    const state = fold<unknown>(this.stream, facts);
    if (this.#first.length < mostStates) this.#first.push({ facts, state });
    return state;
  }

  after(from: unknown, by: Fact): unknown {
    const known = this.#next.get(by);
    if (known && known.from === from) return known.state;
    const state = streamOf(this.stream)!.evolve(from, by as never);
    this.#next.set(by, { from, state });
    return state;
  }
}

interface FoldedState {
  state: unknown;
  /** The last of the visible facts. */
  last?: Fact;
  /** Rival claims or corrections, which one more fact may change in the middle. */
  isContested: boolean;
}

const isPlain = ({ type, rivalOf }: Fact): boolean => rivalOf === undefined && !isCorrection(type);

/** The states of a stream at one cut; what differs by one more fact at the end goes on from what is known. */
export class CutFold {
  readonly #known = new LRUCache<readonly Fact[], FoldedState>({ max: mostStates });

  constructor(
    readonly folds: FoldCache,
    readonly cut: Cut,
    readonly policy: Policy,
    /** Sees of the visible facts only these. */
    readonly sees: (fact: Fact) => boolean = () => true,
  ) {}

  state<State>(facts: FactChain): State {
    const known = this.#known.get(facts);
    if (known) return known.state as State;
    const later: FactChain[] = [];
    let folded: FoldedState | undefined;
    for (
      let current: FactChain | undefined = facts;
      current && !folded;
      folded = current && this.#known.get(current)
    ) {
      later.push(current);
      current = current[cameOf]?.from;
    }
    for (const one of later.reverse())
      folded = (folded && this.#goneOn(folded, one[cameOf]!.by)) ?? this.#folded(one);
    this.#known.set(facts, folded!);
    return folded!.state as State;
  }

  /** Undefined where the fact is not the last one, or changes how others count. */
  #goneOn(before: FoldedState, by: Fact): FoldedState | undefined {
    if (before.isContested || !isPlain(by)) return undefined;
    if (!isVisible(by, this.cut) || !this.sees(by)) return before;
    if (before.last && compareFoldOrder(before.last, by) > 0) return undefined;
    return { ...before, state: this.folds.after(before.state, by), last: by };
  }

  #folded(facts: readonly Fact[]): FoldedState {
    const seen = visibleFacts(facts, this.cut).filter(this.sees);
    const last = seen.at(-1);
    const isContested = !facts.every(isPlain);
    return {
      // A correction changes what a fact says, and not its id.
      state: isContested ? this.#chosen(seen) : this.folds.of(seen),
      ...(last && { last }),
      isContested,
    };
  }

  #chosen(seen: readonly Fact[]): unknown {
    const sets = claimSetsOf(seen);
    return fold(this.folds.stream, selectClaims(seen, sets, pickClaims(sets, this.policy)));
  }
}
