import { correctionIn, isCorrection } from './correction/correction.js';
import { EventCorrected } from './correction/correction.events.js';
import { eventType, eventTypes, streamOf } from './catalogue.js';
import { beginning, type Day, daysOf } from './kit/date.js';
import type { EventClass, FieldContext } from './kit/declaration.js';
import { type Result, decodeAs, decodeMembers, isPlainObject, type Problem } from './kit/decode.js';
import { type EventBody, type Candidate, Submission } from './kit/envelope.js';
import { type FiscalContext, readingOf } from './kit/fiscal.js';
import { upcast } from './revive.js';

export interface DecodeContext extends FiscalContext {
  /** The day on which it is recorded. */
  today: Day;
  newId: () => string;
  /** The type of an event of the log or of the same batch, for corrections. */
  typeOf: (id: string) => string | undefined;
  /** The slug of a party by its LEI, CIK, ISIN or Wikidata item. */
  partyCalled?: FieldContext['partyCalled'];
  /** It was recorded before, when less may have been refused. */
  isRecorded?: boolean;
}

const decodeBody = (
  type: EventClass,
  version: number,
  body: unknown,
  pointer: string,
  reading: FieldContext,
): Result<EventBody> => {
  if (version > type.about.version)
    return {
      problems: [
        { pointer: '/version', detail: `the newest version of ${type.type} is ${type.about.version}` },
      ],
    };
  if (!isPlainObject(body)) return { problems: [{ pointer, detail: 'must be an object' }] };
  return decodeMembers(type, upcast(type, version, body), pointer, reading);
};

/** The corrected body has the shape of the event that it corrects. */
const decodeCorrection = (
  body: EventBody,
  context: DecodeContext,
  reading: FieldContext,
  pointer = '/body',
): Result<EventBody> => {
  const { event = '', body: corrected } = correctionIn({ type: EventCorrected.type, body }) ?? {};
  const type = eventType(context.typeOf(event) ?? '');
  if (corrected === undefined || type === undefined) return { value: body };
  const decoded = decodeBody(type, type.about.version, corrected, `${pointer}/body`, reading);
  const isCorrected = decoded.value && type.type === EventCorrected.type;
  const inner = isCorrected ? decodeCorrection(decoded.value, context, reading, `${pointer}/body`) : decoded;
  return inner.problems ? inner : { value: { ...body, body: inner.value } };
};

const typeProblem = (name: unknown, stream: unknown): Problem | undefined => {
  const type = typeof name === 'string' ? eventType(name) : undefined;
  if (!type) {
    const said = name === undefined ? 'type is required' : `there is no event type ${JSON.stringify(name)}`;
    return {
      pointer: '/type',
      detail: `${said}; the types are ${eventTypes.map((one) => one.type).join(', ')}`,
    };
  }
  const declared = typeof stream === 'string' && !isCorrection(type.type) ? streamOf(stream) : undefined;
  return !declared || declared.events.includes(type)
    ? undefined
    : { pointer: '/stream', detail: `${type.type} does not belong on a ${declared.category} stream` };
};

/** The latest day of a vague date, but not later than the day of recording when that lies within it. */
const latestKnown = (date: string, today: Day): Day => {
  const { first, last } = daysOf(date);
  return first <= today && today < last ? today : last;
};

const clocks = (submission: Submission, today: Day): { knownOn: Day; effectiveOn: string } => {
  const always = eventType(submission.type)?.about.fromTheBeginning === true;
  const published = submission.source?.publishedOn;
  const stated = submission.knownOn ?? (always ? beginning : published);
  const knownOn = stated === undefined ? today : latestKnown(stated, today);
  return { knownOn, effectiveOn: submission.effectiveOn ?? (always ? beginning : knownOn) };
};

const versionOf = (raw: EventBody, type: EventClass): number =>
  Number.isSafeInteger(raw.version) && Number(raw.version) >= 1 ? Number(raw.version) : type.about.version;

/** Decodes one event as it is sent: words to bounds, defaults filled in, every problem named with its place. */
export const decode = (
  raw: unknown,
  context: DecodeContext,
): Result<Candidate<string, EventBody> & { expectedRevision?: number }> => {
  if (!isPlainObject(raw)) return { problems: [{ pointer: '', detail: 'must be an object' }] };
  const { partyCalled } = context;
  const reading: FieldContext = {
    ...readingOf(raw, context),
    ...(partyCalled && { partyCalled }),
    isRecorded: context.isRecorded === true,
  };
  const envelope = decodeAs(Submission, raw, '', reading);
  const wrong = typeProblem(raw.type, raw.stream);
  const type = typeof raw.type === 'string' ? eventType(raw.type) : undefined;
  const problems = [
    ...(envelope.problems ?? []).filter(
      ({ pointer }) => pointer !== wrong?.pointer && !(type && /^\/body(?:\/|$)/.test(pointer)),
    ),
    ...(wrong ? [wrong] : []),
  ];
  if (!type) return { problems };
  const decoded = decodeBody(type, versionOf(raw, type), raw.body, '/body', reading);
  const body =
    decoded.value && type.type === EventCorrected.type
      ? decodeCorrection(decoded.value, context, reading)
      : decoded;
  problems.push(...(body.problems ?? []));
  if (problems.length > 0 || !envelope.value || !body.value) return { problems };
  const submission = envelope.value;
  return {
    value: {
      ...submission,
      id: submission.id ?? context.newId(),
      version: type.about.version,
      ...clocks(submission, context.today),
      body: body.value,
    },
  };
};
