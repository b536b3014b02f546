import { EventCorrected, EventRetracted } from './correction/correction.events.js';
import { deal } from './deal/deal.js';
import { beginning, type Day, daysOf } from './kit/date.js';
import type { EventClass, Reading } from './kit/declaration.js';
import { type Decoded, decodeAs, isPlainObject, type Problem } from './kit/decode.js';
import { type FiscalContext, readingOf } from './kit/fiscal.js';
import { type Candidate, type Fact, type Recorded, Submission } from './kit/envelope.js';
import {
  appended,
  type Decision,
  nothingNew,
  partsOf,
  Rejected,
  type StreamDeclaration,
  type Surroundings,
} from './kit/stream.js';
import { market } from './market/market.js';
import { party } from './party/party.js';
import { scenario } from './scenario/scenario.js';
import { stake } from './stake/stake.js';

/** The one list of streams, and with it of event types. */
export const streams = [party, market, deal, stake, scenario] as const;

/** What may be recorded on any stream. */
export const corrections = [EventCorrected, EventRetracted] as const;

const streamByCategory = new Map<string, StreamDeclaration>(
  streams.map((stream) => [stream.category, stream as unknown as StreamDeclaration]),
);

export const eventTypes: readonly EventClass[] = [
  ...streams.flatMap((stream): readonly EventClass[] => stream.events),
  ...corrections,
];
const typeByName = new Map(eventTypes.map((type) => [type.type, type]));

export const eventType = (name: string): EventClass | undefined => typeByName.get(name);
export const streamOf = (name: string): StreamDeclaration | undefined =>
  streamByCategory.get(partsOf(name).category);

type Body = Record<string, unknown>;

/** A body of an older version in the shape of the newest. */
export const upcast = (type: EventClass, version: number, body: Body): Body => {
  let current = body;
  for (let from = version; from < type.about.version; from++) current = type.about.upcasters![from]!(current);
  return current;
};

export interface DecodeContext extends FiscalContext {
  /** The day on which it is recorded. */
  today: Day;
  newId: () => string;
  /** The type of an event of the log or of the same batch, for corrections. */
  typeOf: (id: string) => string | undefined;
}

const decodeBody = (
  type: EventClass,
  version: number,
  body: unknown,
  pointer: string,
  reading: Reading,
): Decoded<Body> => {
  if (version > type.about.version)
    return {
      problems: [
        { pointer: '/version', detail: `the newest version of ${type.type} is ${type.about.version}` },
      ],
    };
  if (!isPlainObject(body)) return { problems: [{ pointer, detail: 'must be an object' }] };
  return decodeAs(type as new () => Body, upcast(type, version, body), pointer, reading);
};

/** The corrected body has the shape of the event that it corrects. */
const decodeCorrection = (
  body: Body,
  context: DecodeContext,
  reading: Reading,
  pointer = '/body',
): Decoded<Body> => {
  const { event, body: corrected } = body as unknown as EventCorrected;
  const type = eventType(context.typeOf(event) ?? '');
  if (corrected === undefined || type === undefined) return { value: body };
  const decoded = decodeBody(type, type.about.version, corrected, `${pointer}/body`, reading);
  const isCorrected = decoded.value && (type as unknown) === EventCorrected;
  const inner = isCorrected ? decodeCorrection(decoded.value, context, reading, `${pointer}/body`) : decoded;
  return inner.problems ? inner : { value: { ...body, body: inner.value } };
};

const typeProblem = (name: unknown, stream: unknown): Problem | undefined => {
  const type = typeof name === 'string' ? eventType(name) : undefined;
  if (!type) {
    const said = name === undefined ? 'type is required' : `there is no event type ${JSON.stringify(name)}`;
    return { pointer: '/type', detail: `${said}; the types are ${[...typeByName.keys()].join(', ')}` };
  }
  if (typeof stream !== 'string' || (corrections as readonly EventClass[]).includes(type)) return undefined;
  const { category } = partsOf(stream);
  const declared = streamByCategory.get(category);
  return !declared || declared.events.includes(type)
    ? undefined
    : { pointer: '/stream', detail: `${type.type} does not belong on a ${category} stream` };
};

/** The latest day of a vague date, but not later than the day of recording when that lies within it. */
const latestKnown = (date: string, today: Day): Day => {
  const { first, last } = daysOf(date);
  return first <= today && today < last ? today : last;
};

const fromTheBeginning = new Set(['PartyRegistered', 'MarketDefined']);

const clocks = (submission: Submission, today: Day): { knownOn: Day; effectiveOn: string } => {
  const always = fromTheBeginning.has(submission.type);
  const published = submission.source?.publishedOn;
  const stated = submission.knownOn ?? (always ? beginning : published);
  const knownOn = stated === undefined ? today : latestKnown(stated, today);
  return { knownOn, effectiveOn: submission.effectiveOn ?? (always ? beginning : knownOn) };
};

const versionOf = (raw: Body, type: EventClass): number =>
  Number.isSafeInteger(raw.version) && Number(raw.version) >= 1 ? Number(raw.version) : type.about.version;

/** Decodes one event as it is sent: words to bounds, defaults filled in, every problem named with its place. */
export const decode = (
  raw: unknown,
  context: DecodeContext,
): Decoded<Candidate<string, Body> & { expectedRevision?: number }> => {
  if (!isPlainObject(raw)) return { problems: [{ pointer: '', detail: 'must be an object' }] };
  const reading = readingOf(raw, context);
  const envelope = decodeAs(Submission, raw, '', reading);
  const wrong = typeProblem(raw.type, raw.stream);
  const type = wrong?.pointer === '/type' ? undefined : eventType(raw.type as string);
  const problems = [
    ...(envelope.problems ?? []).filter(
      ({ pointer }) => pointer !== wrong?.pointer && !(type && pointer === '/body'),
    ),
    ...(wrong ? [wrong] : []),
  ];
  if (!type) return { problems };
  const decoded = decodeBody(type, versionOf(raw, type), raw.body, '/body', reading);
  const body =
    decoded.value && (type as unknown) === EventCorrected
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

/** Revives a stored event: trusted, upcast to the newest version, its effective days read. */
export const revive = (recorded: Recorded<string, Body>): Fact => {
  const type = eventType(recorded.type);
  const body = type ? upcast(type, recorded.version, recorded.body) : recorded.body;
  const { hash: _hash, revision: _revision, ...rest } = recorded;
  return {
    ...rest,
    body,
    effective: daysOf(recorded.effectiveOn),
    hypothetical: false,
    grounds: [recorded.id],
  };
};

const sameFact = (fact: Fact, candidate: Candidate): boolean =>
  fact.type === candidate.type &&
  fact.effectiveOn === candidate.effectiveOn &&
  fact.knownOn <= candidate.knownOn &&
  JSON.stringify(fact.body) === JSON.stringify(candidate.body);

/** The members of a body that say what it is about, rather than what it says of it. */
const naming = [
  'tranche',
  'payment',
  'warrant',
  'condition',
  'party',
  'parties',
  'others',
  'publisher',
  'period',
  'measure',
  'counted',
  'round',
  'at',
  'with',
  'event',
];

const isAlike = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

const isAbout = ({ body }: Fact, { body: said }: Candidate): boolean =>
  naming.every((name) =>
    isAlike((body as Record<string, unknown>)[name], (said as Record<string, unknown>)[name]),
  );

/** Whether the last fact of its kind, about the same thing on the same date, says what the candidate says. */
const isTold = (candidate: Candidate, facts: readonly Fact[]): boolean => {
  const last = facts.findLast(
    (fact) =>
      fact.type === candidate.type && fact.effectiveOn === candidate.effectiveOn && isAbout(fact, candidate),
  );
  return last !== undefined && sameFact(last, candidate);
};

const targetsThisStream = (candidate: Candidate, surroundings: Surroundings): Rejected | undefined => {
  const { event } = candidate.body as { event?: string };
  const targets = {
    '/rivalOf': candidate.rivalOf,
    ...(isCorrection(candidate.type) && { '/body/event': event }),
  };
  for (const [pointer, id] of Object.entries(targets)) {
    const target = id === undefined ? undefined : surroundings.event(id);
    if (id === undefined || target?.stream === candidate.stream) continue;
    const detail = target
      ? `${id} is on ${target.stream}, not on ${candidate.stream}`
      : `no event has the id ${id}`;
    return new Rejected('event-is-on-this-stream', detail, pointer);
  }
  const rival = candidate.rivalOf && surroundings.event(candidate.rivalOf);
  if (rival && rival.type !== candidate.type)
    return new Rejected(
      'rivals-are-of-one-type',
      `a ${candidate.type} cannot be the rival of a ${rival.type}`,
      '/rivalOf',
    );
  return undefined;
};

/** A correction may be corrected in what it says of an event, not in which event it is about. */
const keepsItsEvent = ({ body }: Candidate, surroundings: Surroundings): Rejected | undefined => {
  const { event, body: said } = body as { event?: string; body?: { event?: string } };
  const target = event === undefined ? undefined : surroundings.event(event);
  const about = target && isCorrection(target.type) ? (target.body as EventRetracted).event : undefined;
  if (about === undefined || said === undefined || said.event === about) return undefined;
  const detail = `the correction ${event} is about ${about}: retract it to correct another event`;
  return new Rejected('correction-keeps-its-event', detail, '/body/body/event');
};

const staysAsItIs = ({ type, stream }: Candidate): Rejected | undefined =>
  isCorrection(type) && streamOf(stream)?.isImmutable
    ? new Rejected('versions-stay', `what ${stream} says is never changed: save a new version`, '/stream')
    : undefined;

export const isCorrection = (type: string): boolean =>
  type === EventCorrected.type || type === EventRetracted.type;

/**
 * What a candidate adds to its stream: itself, nothing because `facts` (those of the stream that count) say it already,
 * or the name of the rule that it breaks.
 */
export const decide = (
  candidate: Candidate,
  state: unknown,
  facts: readonly Fact[],
  surroundings: Surroundings,
): Decision => {
  if (candidate.knownOn > surroundings.today) {
    return new Rejected(
      'known-not-in-the-future',
      `it cannot be known on ${candidate.knownOn}, which is after ${surroundings.today}`,
      '/knownOn',
    );
  }
  const misplaced =
    staysAsItIs(candidate) ??
    targetsThisStream(candidate, surroundings) ??
    keepsItsEvent(candidate, surroundings);
  if (misplaced) return misplaced;
  const told = isCorrection(candidate.type) ? surroundings.corrections(candidate.stream) : facts;
  const isRepeated = !eventType(candidate.type)?.about.repeatable && !candidate.rivalOf;
  if (isRepeated && isTold(candidate, told)) return nothingNew;
  return isCorrection(candidate.type)
    ? appended()
    : streamOf(candidate.stream)!.decide(candidate, state, surroundings);
};

export type { Candidate, Fact, Recorded, RecordedEvent, Source, Submission } from './kit/envelope.js';
export type { Problem } from './kit/decode.js';
export { Rejected } from './kit/stream.js';
export type { Decision, Surroundings, Warning } from './kit/stream.js';
