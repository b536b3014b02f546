import type { Fact } from '../../events/index.js';
import type { Cut } from './cut.js';

/** What a state is folded from. */
interface FoldSource {
  facts: readonly Fact[];
  cut: Cut;
  /** Which claims count; replaced when that changes. */
  claimed: unknown;
}

const mostKept = 32;

/** The states that were folded last, a few streams of them: what is read line by line off one deal is folded once. */
export class RecentStates {
  readonly #known = new Map<string, FoldSource & { count: number; state: unknown }>();

  of(stream: string, source: FoldSource, fold: () => unknown): unknown {
    const known = this.#known.get(stream);
    const count = source.facts.length;
    if (known && known.count === count && isSame(known, source)) return known.state;
    const state = fold();
    this.#known.delete(stream);
    this.#known.set(stream, { ...source, count, state });
    if (this.#known.size > mostKept) this.#known.delete(this.#known.keys().next().value!);
    return state;
  }
}

const isSame = (one: FoldSource, other: FoldSource): boolean =>
  one.facts === other.facts &&
  one.claimed === other.claimed &&
  one.cut.effectiveAt === other.cut.effectiveAt &&
  one.cut.knownAt === other.cut.knownAt &&
  one.cut.atPosition === other.cut.atPosition &&
  one.cut.horizon === other.cut.horizon;
