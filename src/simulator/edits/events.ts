import { correctionIn } from '../../../events/correction/correction.js';
import { eventType, type Fact, type Problem } from '../../../events/index.js';
import { partNamedIn } from '../../../events/kit/declaration.js';
import { decodeMembers, isPlainObject, type Result } from '../../../events/kit/decode.js';
import { readingOf } from '../../../events/kit/fiscal.js';
import type { EventBody } from '../../../events/kit/envelope.js';
import { EventId, JsonObject, YesOrNo } from '../../../events/kit/fields.js';
import { FiscalYears } from '../../../projections/kit/fiscal-years.js';
import { cutOf } from '../../../projections/kit/question.js';
import { visibleFacts } from '../../../projections/kit/cut.js';
import { dependantsOf, factsWithout } from './dependants.js';
import type { EditedLog } from './edited-log.js';
import type { EditKind } from './edit.js';

export class Suppress {
  @EventId('The event.') event!: string;
  @YesOrNo('Refuse the edit when other events depend on this one.', { optional: true }) strict?: boolean;
}

export class Amend {
  @EventId('The event.') event!: string;
  @JsonObject('What its body says differently, as a merge patch (RFC 7396).') patch!: Record<string, unknown>;
}

const noSuchEvent = (id: string): Problem => ({ pointer: '/event', detail: `no event has the id ${id}` });

export const suppress: EditKind<Suppress> = {
  op: 'suppress',
  summary: 'An event is not in the log, nor what depends on it.',
  declared: Suppress,
  check: ({ event, strict }, log) => {
    const fact = log.log.fact(event);
    if (!fact) return [noSuchEvent(event)];
    if (!strict) return [];
    const dependants = dependantsOf(fact, log.log);
    return dependants.length === 0
      ? []
      : [{ pointer: '/event', detail: `these events depend on it: ${dependants.join(', ')}` }];
  },
  apply: ({ event }, log) => {
    const fact = log.log.fact(event);
    if (!fact) return { touched: [] };
    const dropped = dependantsOf(fact, log.log);
    const gone = new Set([event, ...dropped]);
    log.replace(fact.stream, factsWithout(fact.stream, log.facts(fact.stream), gone));
    return { touched: [event], ...(dropped.length > 0 && { dropped }) };
  },
  footprint: ({ event }, log) => footprintOfEvent(event, log),
};

/** RFC 7396: members are replaced, null takes one away, objects are patched in turn. */
const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isPlainObject(patch)) return patch;
  const result: Record<string, unknown> = isPlainObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
};

/** The event as it counts at the question's cut, corrections included; as recorded where it does not count. */
const countedFact = (id: string, log: EditedLog): Fact | undefined => {
  const fact = log.log.fact(id);
  if (!fact) return undefined;
  return (
    visibleFacts(log.facts(fact.stream), { ...cutOf(log.question), effectiveAt: '9999-12-31' }).find(
      (one) => one.id === id,
    ) ?? fact
  );
};

const amendedBody = (
  { patch }: Amend,
  { stream, type, body }: Fact,
  { log }: EditedLog,
): Result<EventBody> => {
  const declared = eventType(type);
  if (!declared) return { problems: [{ pointer: '/event', detail: `there is no event type "${type}"` }] };
  const amended = mergePatch(body, patch);
  const fiscal = readingOf({ stream, body: amended }, new FiscalYears(log, []));
  return decodeMembers(declared, amended, '/patch', { isRecorded: true, ...fiscal });
};

const corrects = (fact: Fact, id: string): boolean => correctionIn(fact)?.event === id;

export const amend: EditKind<Amend> = {
  op: 'amend',
  summary: 'The body of an event says something else.',
  declared: Amend,
  named: ({ event, patch }, parties) => ({ event, patch: parties.inPatch(event, patch) }),
  check: (edit, log) => {
    const fact = countedFact(edit.event, log);
    return fact ? (amendedBody(edit, fact, log).problems ?? []) : [noSuchEvent(edit.event)];
  },
  apply: (edit, log) => {
    const { event, patch } = edit;
    const fact = countedFact(event, log);
    if (!fact || Object.keys(patch).length === 0) return { touched: [] };
    const { value: body } = amendedBody(edit, fact, log);
    if (!body) return { touched: [] };
    const amended = { ...fact, body, amended: true };
    log.replace(
      fact.stream,
      log
        .facts(fact.stream)
        .filter((one) => !corrects(one, event))
        .map((one) => (one.id === event ? amended : one)),
    );
    return { touched: [event] };
  },
  footprint: ({ event, patch }, log) => footprintOf(event, Object.keys(patch), log),
};

const isIntroducedPart = (type: string): boolean => {
  const { introduces, subject } = eventType(type)?.about ?? {};
  return introduces === true && (subject === 'tranche' || subject === 'payment');
};

/** Only a commitment that nobody disputes says by its fields what it says. */
const isPlain = ({ id, type, stream, rivalOf }: Fact, log: EditedLog): boolean =>
  isIntroducedPart(type) &&
  rivalOf === undefined &&
  !log.base.facts(stream).some((fact) => fact.rivalOf === id || corrects(fact, id));

/** What somebody who takes an event out, or corrects it, may change: everything that it says. */
export const footprintOfEvent = (id: string, log: EditedLog): { reads: string[]; writes: string[] } =>
  footprintOf(id, undefined, log);

/** Without fields it is everything that the event says. */
const footprintOf = (
  id: string,
  fields: readonly string[] | undefined,
  log: EditedLog,
): { reads: string[]; writes: string[] } => {
  // An edit may have taken it out of the log.
  const fact = log.log.fact(id) ?? log.base.fact(id);
  if (!fact) return { reads: [], writes: [] };
  const about = eventType(fact.type)?.about;
  const part = about && partNamedIn(about, fact.body);
  const named = part === undefined ? fact.stream : `${fact.stream}/${part.name}`;
  const written = fields && isPlain(fact, log) ? fields.map((field) => `${named}.${field}`) : [`${named}.*`];
  return {
    reads: [],
    writes: [`event:${id}`, ...written, ...(fields ? [] : [`${fact.stream}.tranches`])],
  };
};
