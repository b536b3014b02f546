import { type Fact, isCorrection } from '../../../events/index.js';
import { partsOf } from '../../../events/kit/stream.js';
import {
  type ClaimSet,
  claimSetsOf,
  comparesClaims,
  type Selection,
} from '../../../projections/kit/claims.js';
import { visibleFacts } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { cutOf, type Question } from '../../../projections/kit/question.js';
import type { View } from '../../../projections/kit/view.js';
import { LogOfStreams } from '../../../projections/kit/log-of-streams.js';
import { boardOn, selectionIn } from '../../../projections/selecting.js';

const isRival = ({ rivalOf }: Fact): boolean => rivalOf !== undefined;

/** What a fact says of claims: that it is a rival of one, or that one was wrong. */
const claimsNamedBy = ({ type, rivalOf, body }: Fact): string[] => [
  ...(rivalOf === undefined ? [] : [rivalOf]),
  ...(isCorrection(type) ? [(body as { event: string }).event] : []),
];

/** The facts that are in one of two lists, and not in the other. */
const factsDiffering = (some: readonly Fact[], others: readonly Fact[]): Fact[] => {
  const [one, other] = [new Set(some), new Set(others)];
  return [...some.filter((fact) => !other.has(fact)), ...others.filter((fact) => !one.has(fact))];
};

/**
 * The claims that a view shows under `lowest` and `highest`, which compare what claims come to: edits act on those, and
 * with the edits made they go on to count, as far as no edit changes the claims themselves. The other policies pick a
 * claim by its source and its date, whatever it comes to.
 */
export class SettledClaims {
  readonly #selections = new Map<string, Selection>();
  readonly #settled = new WeakMap<readonly Fact[], readonly Fact[]>();
  readonly #marked = new WeakMap<Fact, Fact>();

  constructor(
    readonly base: Log,
    readonly question: Question,
    /** Without one, claims on payments are compared by the money and all others by the headline. */
    readonly view: View | undefined,
  ) {}

  /** The facts of a stream, those marked that have been chosen. */
  of(stream: string, facts: readonly Fact[]): readonly Fact[] {
    const { policy } = this.question;
    const category = this.view?.category ?? 'deal';
    if (!comparesClaims(policy) || partsOf(stream).category !== category) return facts;
    const settled = this.#settled.get(facts) ?? this.#settle(stream, facts);
    this.#settled.set(facts, settled);
    return settled;
  }

  #settle(stream: string, facts: readonly Fact[]): readonly Fact[] {
    if (!facts.some(isRival)) return facts;
    const recorded = this.base.facts(stream);
    const changed = factsDiffering(recorded, facts);
    // A claim that was amended, taken out or contradicted is compared with its rivals anew.
    const named = new Set(changed.flatMap((fact) => [fact.id, ...claimsNamedBy(fact)]));
    const sets = claimSetsOf(recorded).filter(({ claims }) => !claims.some(({ id }) => named.has(id)));
    const selection = this.#selectionOf(stream);
    const chosen = new Set(sets.map(({ root }) => selection.get(root)));
    return facts.map((fact) => (chosen.has(fact.id) ? this.#mark(fact) : fact));
  }

  #selectionOf(stream: string): Selection {
    const known = this.#selections.get(stream);
    if (known) return known;
    const log = new LogOfStreams(this.base, [stream]);
    const selection = this.view
      ? boardOn(log, { view: this.view, question: this.question }).selectionOf(stream)
      : selectionIn(this.base, stream, this.#visibleSetsOf(stream), this.question);
    this.#selections.set(stream, selection);
    return selection;
  }

  #visibleSetsOf(stream: string): ClaimSet[] {
    return claimSetsOf(visibleFacts(this.base.facts(stream), cutOf(this.question)));
  }

  #mark(fact: Fact): Fact {
    const marked = this.#marked.get(fact) ?? { ...fact, isChosen: true };
    this.#marked.set(fact, marked);
    return marked;
  }
}
