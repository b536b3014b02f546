import { eventType, type Fact } from '../../../events/index.js';
import type { Day } from '../../../events/kit/date.js';
import { partBroughtBy } from '../../../events/kit/declaration.js';
import type { EventBody } from '../../../events/kit/envelope.js';
import { isPlainObject } from '../../../events/kit/json.js';

const trancheBroughtBy = ({ type, body }: Fact): string | undefined => {
  const about = eventType(type)?.about;
  const part = about && partBroughtBy(about, body);
  return part?.kind === 'tranche' ? part.name : undefined;
};

const countedInReleases = ({ release }: EventBody): readonly unknown[] =>
  isPlainObject(release) && Array.isArray(release.of) ? release.of : [];

/** The tranches and payments that the facts of a deal name, and from when on those are there that are assumed. */
export class NamedParts {
  readonly #names = { tranche: new Set<unknown>(), payment: new Set<unknown>() };
  readonly #counted = new Set<unknown>();
  readonly #recorded = new Map<unknown, Fact[]>();
  readonly #assumedFrom = new Map<string, Day>();

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) this.add(fact);
  }

  add(fact: Fact): void {
    const { tranche, payment } = fact.body;
    if (tranche !== undefined) this.#names.tranche.add(tranche);
    if (payment !== undefined) this.#names.payment.add(payment);
    for (const name of countedInReleases(fact.body)) this.#counted.add(name);
    if (!fact.hypothetical && tranche !== undefined) this.#keep(tranche, fact);
    const brought = fact.hypothetical ? trancheBroughtBy(fact) : undefined;
    if (brought === undefined) return;
    const { last } = fact.effective;
    const known = this.#assumedFrom.get(brought);
    this.#assumedFrom.set(brought, known === undefined || last > known ? last : known);
  }

  #keep(tranche: unknown, fact: Fact): void {
    const known = this.#recorded.get(tranche);
    if (known) known.push(fact);
    else this.#recorded.set(tranche, [fact]);
  }

  has(kind: 'tranche' | 'payment', name: string): boolean {
    return this.#names[kind].has(name);
  }

  /** Whether a payment is released as some tranches draw power, this one by name. */
  isCountedInReleases(tranche: string): boolean {
    return this.#counted.has(tranche);
  }

  /** What was recorded of a tranche, in the order of the log. */
  recordedOf(tranche: string): readonly Fact[] {
    return this.#recorded.get(tranche) ?? [];
  }

  /** The latest day on which an assumed tranche begins; undefined for one that was recorded. */
  assumedFrom(tranche: string): Day | undefined {
    return this.#assumedFrom.get(tranche);
  }
}
