import { itemAt } from '../../events/kit/item-at.js';
import { type Fact, streamOf } from '../../events/index.js';
import { compareFoldOrder } from './cut.js';

interface FoldSnapshot {
  /** How many facts are folded into the state. */
  count: number;
  state: unknown;
}

/** So many facts lie between two states that are remembered. */
const stride = 64;

/** Where a fact stands in facts in fold order, or would stand. */
export const placeInFold = (facts: readonly Fact[], fact: Fact): number => {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFoldOrder(facts[middle]!, fact) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Facts in fold order and what they come to, folded on from near where one is put in or taken out. */
export class Folding {
  readonly #facts: Fact[] = [];
  readonly #start: FoldSnapshot;
  readonly #marks: FoldSnapshot[];
  /** The state on the way that was asked for last. */
  #passed: FoldSnapshot;

  constructor(private readonly stream: string) {
    this.#start = this.#passed = { count: 0, state: streamOf(stream)?.initial(stream) };
    this.#marks = [this.#start];
  }

  insert(fact: Fact): void {
    const last = this.#facts.at(-1);
    const index =
      last && compareFoldOrder(last, fact) > 0 ? placeInFold(this.#facts, fact) : this.#facts.length;
    this.#facts.splice(index, 0, fact);
    this.#forgetFrom(index);
  }

  /** Takes out a fact that was put in. */
  remove(fact: Fact): void {
    const index = placeInFold(this.#facts, fact);
    this.#facts.splice(index, 1);
    this.#forgetFrom(index);
  }

  /** Goes over to other facts in fold order: what both begin with stays folded. */
  become(facts: readonly Fact[]): void {
    let same = 0;
    while (same < facts.length && this.#facts[same] === facts[same]) same++;
    if (same < this.#facts.length) this.#forgetFrom(same);
    this.#facts.length = same;
    for (const fact of facts.slice(same)) this.#facts.push(fact);
  }

  get facts(): readonly Fact[] {
    return this.#facts;
  }

  /** The state after so many of the facts: whoever goes on from there folds each of them once. */
  stateAfter(count: number): unknown {
    const declared = streamOf(this.stream);
    const mark = this.#marks.findLast((one) => one.count <= count) ?? this.#start;
    let { count: at, state } =
      this.#passed.count <= count && this.#passed.count > mark.count ? this.#passed : mark;
    if (declared) for (; at < count; at++) state = declared.evolve(state, itemAt(this.#facts, at));
    this.#passed = { count, state };
    return state;
  }

  get state(): unknown {
    const declared = streamOf(this.stream);
    let { count, state } = this.#marks.at(-1)!;
    if (count === this.#facts.length || !declared) return state;
    for (; count < this.#facts.length; count++) {
      if (count % stride === 0) this.#remember({ count, state });
      state = declared.evolve(state, this.#facts[count]!);
    }
    this.#remember({ count, state });
    return state;
  }

  #forgetFrom(index: number): void {
    while (this.#marks.at(-1)!.count > index) this.#marks.pop();
    if (this.#passed.count > index) this.#passed = this.#start;
  }

  /** The state at the end is remembered, too, until there is a later one. */
  #remember(mark: FoldSnapshot): void {
    const last = this.#marks.at(-1)!;
    if (last.count === mark.count) return;
    if (last.count % stride !== 0) this.#marks.pop();
    this.#marks.push(mark);
  }
}
