import { decide, decode, type Problem, Rejected } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { JsonObject } from '../../../events/kit/fields.js';
import { Draft } from '../../../projections/draft.js';
import type { EditedLog } from '../edited-log.js';
import type { Assuming, EditKind } from './edit.js';

export class Assume {
  @JsonObject('The event that is to have happened, as it would be recorded.') event!: Record<string, unknown>;
}

type Body = Record<string, unknown>;

/** Without a date of its own it is effective at the question's date. */
const decoded = ({ event }: Assume, log: EditedLog, { today, newId }: Assuming) =>
  decode(
    { effectiveOn: log.question.effectiveAt, ...event },
    { today, newId, typeOf: (id) => log.log.fact(id)?.type },
  );

const within = (problems: readonly Problem[]): Problem[] =>
  problems.map(({ pointer, detail }) => ({ pointer: `/event${pointer}`, detail }));

/** The field that an event of this type sets, so that edits on the same one are found to conflict. */
const written = (event: Body): string[] => {
  const { stream, type, body } = event as { stream: string; type: string; body: Body };
  if (!isPlainObject(body)) return [];
  const fields: Record<string, string> = {
    CapacityCommitted: 'tranches',
    CapacityRescheduled: 'due',
    CapacityResized: 'power',
    CapacityReassigned: 'provider',
    CapacityCancelled: 'fate',
    OptionLapsed: 'fate',
    OptionExercised: 'bindingness',
    BindingnessChanged: 'bindingness',
    CapacityEnergized: 'energized',
    StageReached: 'stage',
    PaymentCancelled: 'fate',
  };
  const field = fields[type] ?? type;
  const part = body.tranche ?? body.payment;
  return field === 'tranches' || part === undefined
    ? [`${stream}.${field}`]
    : [`${stream}/${String(part)}.${field}`];
};

export const assume: EditKind<Assume> = {
  op: 'assume',
  summary: 'Something is to have happened.',
  declared: Assume,
  check: (edit, log, assuming) => {
    const { value: candidate, problems } = decoded(edit, log, assuming);
    if (problems) return within(problems);
    const draft = new Draft(log.log, assuming.today);
    const decision = decide(candidate, draft.state(candidate.stream), draft.facts(candidate.stream), draft);
    return decision instanceof Rejected
      ? within([{ pointer: decision.pointer, detail: `${decision.rule}: ${decision.detail}` }])
      : [];
  },
  apply: (edit, log, assuming) => {
    const { value: candidate } = decoded(edit, log, assuming);
    const { expectedRevision: _, ...event } = candidate!;
    log.add(event);
    const { tranche, payment } = event.body as { tranche?: string; payment?: string };
    const part = tranche ?? payment;
    return { touched: [part === undefined ? event.stream : `${event.stream}/${part}`] };
  },
  footprint: ({ event }) => ({ reads: [], writes: written(event) }),
};
