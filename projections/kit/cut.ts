import { EventCorrected, EventRetracted } from '../../events/correction/correction.events.js';
import type { Fact } from '../../events/index.js';
import { type Day, daysOf } from '../../events/kit/date.js';
import type { Count } from '../../events/kit/formats.js';

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

const isKnown = (fact: Fact, cut: Cut): boolean =>
  fact.hypothetical || (fact.knownOn <= cut.knownAt && fact.position <= cut.atPosition);

const isEffective = (fact: Fact, { effectiveAt, horizon }: Cut): boolean => {
  if (fact.effective.last <= effectiveAt) return true;
  return (
    horizon !== undefined && fact.effective.last <= horizon && (fact.hypothetical || fact.knownOn <= horizon)
  );
};

/** Whether a question at this cut may see the fact, corrections aside. */
export const isVisible = (fact: Fact, cut: Cut): boolean => isKnown(fact, cut) && isEffective(fact, cut);

const compare = <T extends string | number>(left: T, right: T): number =>
  left < right ? -1 : left > right ? 1 : 0;

const byKnown = (left: Fact, right: Fact): number =>
  Number(left.hypothetical) - Number(right.hypothetical) ||
  compare(left.knownOn, right.knownOn) ||
  left.position - right.position;

/** The order in which visible facts are folded. */
export const compareFoldOrder = (left: Fact, right: Fact): number =>
  compare(left.effective.first, right.effective.first) || byKnown(left, right);

const isRetraction = (fact: Fact): boolean => fact.type === EventRetracted.type;
const isAmendment = (fact: Fact): boolean => isRetraction(fact) || fact.type === EventCorrected.type;

/** The corrections and retractions of each event, the latest known first. */
const amendmentsOf = (facts: readonly Fact[]): Map<string, Fact[]> => {
  const amendments = new Map<string, Fact[]>();
  for (const fact of facts.filter(isAmendment).sort((left, right) => byKnown(right, left))) {
    const { event } = fact.body as EventRetracted;
    amendments.set(event, [...(amendments.get(event) ?? []), fact]);
  }
  return amendments;
};

const applyCorrection = (fact: Fact, correction: Fact, settled: { body: boolean; date: boolean }): Fact => {
  const { body, effectiveOn } = correction.body as EventCorrected;
  const newBody = body !== undefined && !settled.body;
  const newDate = effectiveOn !== undefined && !settled.date;
  if (!newBody && !newDate) return fact;
  return {
    ...fact,
    ...(newBody && { body }),
    ...(newDate && { effectiveOn, effective: daysOf(effectiveOn) }),
    grounds: [...fact.grounds, ...correction.grounds],
  };
};

/** The form in which an event counts: as corrected, or not at all. */
const countedForm = (
  fact: Fact,
  amendments: ReadonlyMap<string, readonly Fact[]>,
  within: ReadonlySet<string>,
): Fact | undefined => {
  if (within.has(fact.id)) return undefined;
  const settled = { body: false, date: false };
  let form = fact;
  for (const amendment of amendments.get(fact.id) ?? []) {
    const counted = countedForm(amendment, amendments, new Set(within).add(fact.id));
    if (!counted) continue;
    if (isRetraction(counted)) return form === fact ? undefined : form;
    form = applyCorrection(form, counted, settled);
    const { body, effectiveOn } = counted.body as EventCorrected;
    settled.body ||= body !== undefined;
    settled.date ||= effectiveOn !== undefined;
  }
  return form;
};

/** The facts of one stream that pass the cut, as corrected by then, in the order in which they are folded. */
export const visibleFacts = (facts: readonly Fact[], cut: Cut): Fact[] => {
  const known = facts.filter((fact) => isKnown(fact, cut));
  const amendments = amendmentsOf(known);
  const counted =
    amendments.size === 0
      ? known
      : known.flatMap((fact) => (isAmendment(fact) ? [] : (countedForm(fact, amendments, new Set()) ?? [])));
  return counted.filter((fact) => isEffective(fact, cut)).sort(compareFoldOrder);
};
