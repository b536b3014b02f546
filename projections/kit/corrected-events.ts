import { correctionIn } from '../../events/correction/correction.js';
import type { Fact } from '../../events/index.js';
import { isPlainObject } from '../../events/kit/json.js';

/** What a correction, or one of a correction, has an event say instead. */
export const bodySaid = ({ body }: Fact): Record<string, unknown> | undefined => {
  let said: unknown = body.body;
  while (isPlainObject(said) && isPlainObject(said.body)) said = said.body;
  return isPlainObject(said) ? said : undefined;
};

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
