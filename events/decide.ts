import { eventType, streamOf } from './catalogue.js';
import { correctionIn, isCorrection } from './correction/correction.js';
import { namingOf } from './kit/declaration.js';
import type { EventBody, Candidate, Fact } from './kit/envelope.js';
import { appendWith, type Decision, nothingNew, Rejection, type Surroundings } from './kit/stream.js';

const sameFact = (fact: Fact, candidate: Candidate): boolean =>
  fact.type === candidate.type &&
  fact.effectiveOn === candidate.effectiveOn &&
  fact.knownOn <= candidate.knownOn &&
  JSON.stringify(fact.body) === JSON.stringify(candidate.body);

const isAlike = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

const isAbout = ({ type, body }: Fact, { body: said }: Candidate): boolean =>
  namingOf(eventType(type)!.about).every((name) =>
    isAlike((body as EventBody)[name], (said as EventBody)[name]),
  );

/** Whether the last fact of its kind, about the same thing on the same date, says what the candidate says. */
const isTold = (candidate: Candidate, facts: readonly Fact[]): boolean => {
  const last = facts.findLast(
    (fact) =>
      fact.type === candidate.type && fact.effectiveOn === candidate.effectiveOn && isAbout(fact, candidate),
  );
  return last !== undefined && sameFact(last, candidate);
};

const targetsThisStream = (candidate: Candidate, surroundings: Surroundings): Rejection | undefined => {
  const targets = { '/rivalOf': candidate.rivalOf, '/body/event': correctionIn(candidate)?.event };
  for (const [pointer, id] of Object.entries(targets)) {
    const target = id === undefined ? undefined : surroundings.event(id);
    if (id === undefined || target?.stream === candidate.stream) continue;
    const detail = target
      ? `${id} is on ${target.stream}, not on ${candidate.stream}`
      : `no event has the id ${id}`;
    return new Rejection('event-is-on-this-stream', detail, pointer);
  }
  const rival = candidate.rivalOf && surroundings.event(candidate.rivalOf);
  if (rival && rival.type !== candidate.type)
    return new Rejection(
      'rivals-are-of-one-type',
      `a ${candidate.type} cannot be the rival of a ${rival.type}`,
      '/rivalOf',
    );
  return undefined;
};

/** A correction may be corrected in what it says of an event, not in which event it is about. */
const keepsItsEvent = (candidate: Candidate, surroundings: Surroundings): Rejection | undefined => {
  const { event, body: said } = correctionIn(candidate) ?? {};
  const target = event === undefined ? undefined : surroundings.event(event);
  const about = target && correctionIn(target)?.event;
  if (about === undefined || said === undefined || said.event === about) return undefined;
  const detail = `the correction ${event} is about ${about}: retract it to correct another event`;
  return new Rejection('correction-keeps-its-event', detail, '/body/body/event');
};

const staysAsItIs = ({ type, stream }: Candidate): Rejection | undefined =>
  isCorrection(type) && streamOf(stream)?.isImmutable
    ? new Rejection('versions-stay', `what ${stream} says is never changed: save a new version`, '/stream')
    : undefined;

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
    return new Rejection(
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
    ? appendWith()
    : streamOf(candidate.stream)!.decide(candidate, state, surroundings);
};
