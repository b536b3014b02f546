import { decide, decode, type Problem, Rejection } from '../../../events/index.js';
import { type Day, daysOf } from '../../../events/kit/date.js';
import { JsonObject } from '../../../events/kit/fields.js';
import { FiscalYears } from '../../../projections/kit/fiscal-years.js';
import type { Log } from '../../../projections/kit/log.js';
import type { EditedLog } from './edited-log.js';
import type { MakingContext, EditKind } from './edit.js';
import { footprintOfFact, targetOf } from './said.js';
import { bodiesByPart } from './parts.js';

export class Assume {
  @JsonObject('The event that is to have happened, as it would be recorded.') event!: Record<string, unknown>;
}

/** An id that no event of the log has: a made one that is taken gives way to the next. */
const freeId = (log: Log, newId: () => string): string => {
  let id = newId();
  while (log.fact(id)) id = newId();
  return id;
};

/**
 * Without dates of its own it is effective and known when the question is asked: what a pinned question answers must
 * not depend on the day on which somebody asks it.
 */
const decodeAssumed = ({ event }: Assume, { log, question }: EditedLog, { newId }: MakingContext) => {
  const { fiscalYearEndsIn, partiesOn } = new FiscalYears(log, [event]);
  return decode(
    { effectiveOn: question.effectiveAt, ...event },
    {
      today: question.knownAt,
      newId: () => freeId(log, newId),
      typeOf: (id) => log.fact(id)?.type,
      fiscalYearEndsIn,
      partiesOn,
    },
  );
};

const laterDay = (one: Day, other: Day): Day => (one > other ? one : other);

const problemsInEvent = (problems: readonly Problem[]): Problem[] =>
  problems.map(({ pointer, detail }) => ({ pointer: `/event${pointer}`, detail }));

export const assume: EditKind<Assume> = {
  op: 'assume',
  summary: 'Something is to have happened.',
  declared: Assume,
  named: ({ event }, parties) => ({ event: parties.inEvent(event) }),
  check: (edit, log, assuming) => {
    const { value: candidate, problems } = decodeAssumed(edit, log, assuming);
    if (problems) return problemsInEvent(problems);
    const decision = decide(candidate, log.draftOn(laterDay(assuming.today, log.question.knownAt)));
    return decision instanceof Rejection
      ? problemsInEvent([{ pointer: decision.pointer, detail: `${decision.rule}: ${decision.detail}` }])
      : [];
  },
  apply: (edit, log, assuming) => {
    const { value: candidate } = decodeAssumed(edit, log, assuming);
    if (!candidate) return { touched: [] };
    const { expectedRevision: _, ...event } = candidate;
    const [own = event.body, ...ofParts] = bodiesByPart(log, event);
    log.add({ ...event, body: own });
    for (const body of ofParts) log.act(event.stream, event.type, body, daysOf(event.effectiveOn).last);
    return { touched: [targetOf(event)] };
  },
  footprint: ({ event }, log) => footprintOfFact(event, log),
};
