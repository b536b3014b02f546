import { type Fact, streamOf } from '../../events/index.js';
import { compareFoldOrder } from './cut.js';

interface FoldSnapshot {
  /** How many facts are folded into the state. */
  count: number;
  state: unknown;
}

/** So many facts lie between two states that are remembered. */
const stride = 64;

/** The facts of one stream in fold order and what they come to, folded on from near where one is put in. */
export class Folding {
  readonly #marks: FoldSnapshot[];

  constructor(
    private readonly stream: string,
    readonly facts: Fact[],
  ) {
    this.#marks = [{ count: 0, state: streamOf(stream)?.initial(stream) }];
  }

  /** Puts a fact in that was recorded after all others. */
  insert(fact: Fact): void {
    const index = this.facts.findLastIndex((other) => compareFoldOrder(other, fact) <= 0) + 1;
    this.facts.splice(index, 0, fact);
    while (this.#marks.at(-1)!.count > index) this.#marks.pop();
  }

  get state(): unknown {
    const declared = streamOf(this.stream);
    let { count, state } = this.#marks.at(-1)!;
    if (count === this.facts.length || !declared) return state;
    for (; count < this.facts.length; count++) {
      if (count % stride === 0) this.#remember({ count, state });
      state = declared.evolve(state, this.facts[count] as never);
    }
    this.#remember({ count, state });
    return state;
  }

  /** The state at the end is remembered, too, until there is a later one. */
  #remember(mark: FoldSnapshot): void {
    const last = this.#marks.at(-1)!;
    if (last.count === mark.count) return;
    if (last.count % stride !== 0) this.#marks.pop();
    this.#marks.push(mark);
  }
}
