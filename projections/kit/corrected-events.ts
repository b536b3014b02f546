import { correctionIn } from '../../events/correction/correction.js';
import type { Fact } from '../../events/index.js';

/** Which event each correction comes down to, also by way of other corrections. */
export class CorrectedEvents {
  readonly #named = new Map<string, string>();

  /** What is no correction comes down to itself. */
  add(fact: Fact): void {
    const event = correctionIn(fact)?.event;
    // Corrections that name each other in a circle come down to nothing.
    if (event !== undefined && this.rootOf(event) !== fact.id) this.#named.set(fact.id, event);
  }

  rootOf(id: string): string {
    let root = id;
    for (let next = this.#named.get(root); next !== undefined; next = this.#named.get(root)) root = next;
    for (let at = id; at !== root;) {
      const next = this.#named.get(at)!;
      this.#named.set(at, root);
      at = next;
    }
    return root;
  }
}
