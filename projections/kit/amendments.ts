import { correctionIn } from '../../events/correction/correction.js';
import { EventRetracted } from '../../events/correction/correction.events.js';
import type { Fact } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';

/** By when they became known; hypothetical facts come last. */
export const compareKnown = (left: Fact, right: Fact): number =>
  Number(left.hypothetical) - Number(right.hypothetical) ||
  (left.knownOn < right.knownOn ? -1 : left.knownOn > right.knownOn ? 1 : left.position - right.position);

/** How far the form of one event has been worked out. */
interface FormInProgress {
  readonly fact: Fact;
  /** Its corrections and retractions, the latest known first. */
  readonly amendments: readonly Fact[];
  /** How many of them have been looked at. */
  seen: number;
  form: Fact | undefined;
  hasBody: boolean;
  hasDate: boolean;
}

const applyCorrection = (progress: FormInProgress, form: Fact, correction: Fact): Fact => {
  const { body, effectiveOn } = correctionIn(correction) ?? {};
  const newBody = body !== undefined && !progress.hasBody;
  const newDate = effectiveOn !== undefined && !progress.hasDate;
  progress.hasBody ||= newBody;
  progress.hasDate ||= newDate;
  if (!newBody && !newDate) return form;
  return {
    ...form,
    ...(newBody && { body }),
    ...(newDate && { effectiveOn, effective: daysOf(effectiveOn) }),
    grounds: [...form.grounds, ...correction.grounds],
  };
};

/** Takes in what one amendment came to; undefined where that does not count itself. */
const amend = (progress: FormInProgress, counted: Fact | undefined): void => {
  const { form, fact, amendments } = progress;
  if (!counted || !form) return;
  if (counted.type !== EventRetracted.type) {
    progress.form = applyCorrection(progress, form, counted);
    return;
  }
  progress.form = form === fact ? undefined : form;
  progress.seen = amendments.length;
};

/** The corrections and retractions of a stream, and what they make of the events that they name. */
export class Amendments {
  readonly #named = new Map<string, Fact[]>();

  constructor(facts: readonly Fact[]) {
    for (const fact of [...facts].sort(compareKnown)) this.#of(fact).push(fact);
  }

  /** One more, wherever in time it became known. */
  add(fact: Fact): void {
    const own = this.#of(fact);
    own.splice(own.findLastIndex((one) => compareKnown(one, fact) <= 0) + 1, 0, fact);
  }

  /** The form in which an event counts: as corrected, or not at all. */
  formOf(event: Fact): Fact | undefined {
    if (!this.#named.has(event.id)) return event;
    const open = [this.#begin(event)];
    const within = new Set([event.id]);
    for (;;) {
      const last = open.at(-1)!;
      const next = last.amendments[last.amendments.length - 1 - last.seen++];
      if (next && within.has(next.id)) continue;
      if (next) {
        within.add(next.id);
        open.push(this.#begin(next));
        continue;
      }
      open.pop();
      within.delete(last.fact.id);
      const before = open.at(-1);
      if (!before) return last.form;
      amend(before, last.form);
    }
  }

  #begin(fact: Fact): FormInProgress {
    const amendments = this.#named.get(fact.id) ?? [];
    return { fact, amendments, seen: 0, form: fact, hasBody: false, hasDate: false };
  }

  /** Those that name the same event, the latest known last. */
  #of(amendment: Fact): Fact[] {
    const { event = '' } = correctionIn(amendment) ?? {};
    const known = this.#named.get(event);
    if (known) return known;
    const own: Fact[] = [];
    this.#named.set(event, own);
    return own;
  }
}
