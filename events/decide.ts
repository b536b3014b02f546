import { eventType, streamOf } from './catalogue.js';
import { correctionIn, isCorrection } from './correction/correction.js';
import { namingOf } from './kit/declaration.js';
import type { Candidate, Fact } from './kit/envelope.js';
import {
  appendWith,
  type Decision,
  type DecisionGround,
  nothingNew,
  Rejection,
  type Surroundings,
} from './kit/stream.js';

const sameFact = (fact: Fact, candidate: Candidate): boolean =>
  fact.type === candidate.type &&
  fact.effectiveOn === candidate.effectiveOn &&
  fact.knownOn <= candidate.knownOn &&
  JSON.stringify(fact.body) === JSON.stringify(candidate.body);

/** What makes facts say something about the same thing on the same date: the later one is told in the light of the first. */
export const claimKey = ({
  type,
  effectiveOn,
  body,
}: Pick<Candidate, 'type' | 'effectiveOn' | 'body'>): string => {
  const about = eventType(type)?.about;
  const naming = about ? namingOf(about) : [];
  return JSON.stringify([type, effectiveOn, ...naming.map((name) => body[name])]);
};

/** Whether the last fact of its kind, about the same thing on the same date, says what the candidate says. */
const isTold = (candidate: Candidate, ground: DecisionGround): boolean => {
  const last = ground.toldBefore(candidate);
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
 * What a candidate adds to its stream: itself, nothing because the facts that count say it already, or the name of the
 * rule that it breaks.
 */
export const decide = (candidate: Candidate, ground: DecisionGround): Decision => {
  if (candidate.knownOn > ground.today) {
    return new Rejection(
      'known-not-in-the-future',
      `it cannot be known on ${candidate.knownOn}, which is after ${ground.today}`,
      '/knownOn',
    );
  }
  const misplaced =
    staysAsItIs(candidate) ?? targetsThisStream(candidate, ground) ?? keepsItsEvent(candidate, ground);
  if (misplaced) return misplaced;
  const mayRepeat = eventType(candidate.type)?.about.repeatable === true || candidate.rivalOf !== undefined;
  if (!mayRepeat && isTold(candidate, ground)) return nothingNew;
  return isCorrection(candidate.type)
    ? appendWith()
    : streamOf(candidate.stream)!.decide(candidate, ground.stateFor(candidate), ground);
};
