import { correctionIn } from '../../../events/correction/correction.js';
import { eventType } from '../../../events/index.js';
import { type FieldContext, partiesBySlug } from '../../../events/kit/declaration.js';
import { readingOf } from '../../../events/kit/fiscal.js';
import { isPlainObject } from '../../../events/kit/json.js';
import { FiscalYears } from '../../../projections/kit/fiscal-years.js';
import { PartiesCalled } from '../../../projections/kit/parties-called.js';
import type { Log } from '../../../projections/kit/log.js';

const eventsIn = (edit: unknown): unknown[] => {
  if (!isPlainObject(edit)) return [];
  const { event, edits } = edit;
  return [event, ...(Array.isArray(edits) ? edits.flatMap(eventsIn) : [])];
};

const streamOf = (target: unknown): string =>
  typeof target === 'string' ? (target.split('/')[0] ?? '') : '';

/** How the edits of a scenario name parties and their fiscal periods: as events do, those that the scenario assumes included. */
export class PartiesNamed implements Pick<FieldContext, 'partyCalled'> {
  #called: PartiesCalled | undefined;
  #fiscalYears: FiscalYears | undefined;

  constructor(
    private readonly log: Log,
    private readonly edits: readonly unknown[],
  ) {}

  partyCalled = (name: string): string | undefined =>
    (this.#called ??= new PartiesCalled(this.log, this.edits.flatMap(eventsIn))).partyCalled(name);

  /** How the fields of an edit are read: a fiscal period is that of whom it names, of who is in the edit, or in its deal. */
  inEdit(edit: Readonly<Record<string, unknown>>): FieldContext {
    this.#fiscalYears ??= new FiscalYears(this.log, this.edits.flatMap(eventsIn));
    const { partyCalled } = this;
    return { partyCalled, ...readingOf({ stream: streamOf(edit.target), body: edit }, this.#fiscalYears) };
  }

  /** An event as somebody wrote it into an edit, its parties by their slugs. */
  inEvent(event: Record<string, unknown>): Record<string, unknown> {
    const { type, body } = event;
    return typeof type === 'string' && isPlainObject(body)
      ? { ...event, body: this.#inBody(type, body, correctionIn({ type, body })?.event) }
      : event;
  }

  /** What is to be different in the body of an event of the log, its parties by their slugs. */
  inPatch(event: string, patch: Record<string, unknown>): Record<string, unknown> {
    const fact = this.log.fact(event);
    return fact ? this.#inBody(fact.type, patch, correctionIn(fact)?.event) : patch;
  }

  #inBody(type: string, body: Record<string, unknown>, corrected: unknown): Record<string, unknown> {
    const declared = eventType(type);
    if (!declared) return body;
    const named = partiesBySlug(declared, body, this);
    const of = typeof corrected === 'string' ? this.log.fact(corrected) : undefined;
    return of && isPlainObject(named.body)
      ? { ...named, body: this.#inBody(of.type, named.body, correctionIn(of)?.event) }
      : named;
  }
}
