import type { Fact } from '../../events/index.js';
import type { Day } from '../../events/kit/date.js';
import { claimSetsOf, pickClaims, type Policy, selectClaims } from './claims.js';
import { Folding } from './folding.js';

/** Facts of which one is stated to be a rival of another. */
const claimsAmong = (facts: readonly Fact[]): ReadonlySet<Fact> => {
  const named = new Set(facts.flatMap(({ rivalOf }) => rivalOf ?? []));
  return new Set(facts.filter(({ id, rivalOf }) => rivalOf !== undefined || named.has(id)));
};

/**
 * A stream day after day, later ones after earlier ones: on each it is folded on with what came in between, and only when
 * another claim came are claims picked anew.
 */
export class StreamDays {
  readonly #folding: Folding;
  readonly #coming: (readonly [day: Day, fact: Fact])[];
  readonly #claims: ReadonlySet<Fact>;
  readonly #seen: Fact[] = [];
  /** Of the claims that were seen those that count, as they are folded. */
  #counted: readonly Fact[] = [];
  #next = 0;

  constructor(
    stream: string,
    facts: readonly Fact[],
    /** From which day on a fact counts. */
    dayOf: (fact: Fact) => Day,
    private readonly policy: Policy,
  ) {
    this.#folding = new Folding(stream);
    this.#claims = claimsAmong(facts);
    this.#coming = facts
      .map((fact) => [dayOf(fact), fact] as const)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  }

  stateOn(day: Day): unknown {
    let hasClaims = false;
    for (let next = this.#coming[this.#next]; next && next[0] <= day; next = this.#coming[++this.#next]) {
      const [, fact] = next;
      if (!this.#claims.has(fact)) this.#folding.insert(fact);
      else hasClaims = this.#seen.push(fact) > 0;
    }
    if (hasClaims) this.#pick();
    return this.#folding.state;
  }

  #pick(): void {
    const sets = claimSetsOf(this.#seen);
    const counted = selectClaims(this.#seen, sets, pickClaims(sets, this.policy));
    const [before, now] = [new Set(this.#counted), new Set(counted)];
    for (const fact of this.#counted) if (!now.has(fact)) this.#folding.remove(fact);
    for (const fact of counted) if (!before.has(fact)) this.#folding.insert(fact);
    this.#counted = counted;
  }
}
