import { type Fact, isCorrection } from '../../events/index.js';
import type { Day } from '../../events/kit/date.js';
import type { Count } from '../../events/kit/formats.js';
import { Amendments, compareKnown } from './amendments.js';

/** The part of the log that a question may see. */
export interface Cut {
  effectiveAt: Day;
  knownAt: Day;
  atPosition: Count;
  /** Sees ahead to this day: what is effective by then and hypothetical or known by then, too. */
  horizon?: Day;
}

/** What was known by a day and recorded by a position. */
export type KnownCut = Pick<Cut, 'knownAt' | 'atPosition'>;

/** The end of everything: what the log says when nothing is cut off. */
export const everything: Cut = {
  effectiveAt: '9999-12-31',
  knownAt: '9999-12-31',
  atPosition: Number.MAX_SAFE_INTEGER,
};

const isKnown = (fact: Fact, cut: KnownCut): boolean =>
  fact.hypothetical || (fact.knownOn <= cut.knownAt && fact.position <= cut.atPosition);

const isEffective = (fact: Fact, { effectiveAt, horizon }: Cut): boolean => {
  if (fact.effective.last <= effectiveAt) return true;
  return (
    horizon !== undefined && fact.effective.last <= horizon && (fact.hypothetical || fact.knownOn <= horizon)
  );
};

/** Whether a question at this cut may see the fact, corrections aside. */
export const isVisible = (fact: Fact, cut: Cut): boolean => isKnown(fact, cut) && isEffective(fact, cut);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The order in which visible facts are folded. */
export const compareFoldOrder = (left: Fact, right: Fact): number =>
  compare(left.effective.first, right.effective.first) || compareKnown(left, right);

/** The facts of one stream that were known by a cut, as corrected by then, in the order in which they are folded. */
export const knownFacts = (facts: readonly Fact[], cut: KnownCut): Fact[] => {
  const known = facts.filter((fact) => isKnown(fact, cut));
  const corrections = known.filter(({ type }) => isCorrection(type));
  const amendments = new Amendments(corrections);
  const counted =
    corrections.length === 0
      ? known
      : known.flatMap((fact) => (isCorrection(fact.type) ? [] : (amendments.formOf(fact) ?? [])));
  return counted.sort(compareFoldOrder);
};

/** Of facts that were known by a cut, those that had happened by then, too, or lie within its horizon. */
export const effectiveFacts = (known: readonly Fact[], cut: Cut): Fact[] =>
  known.filter((fact) => isEffective(fact, cut));

/** The facts of one stream that pass the cut, as corrected by then, in the order in which they are folded. */
export const visibleFacts = (facts: readonly Fact[], cut: Cut): Fact[] =>
  effectiveFacts(knownFacts(facts, cut), cut);
