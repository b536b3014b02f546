import type { Category, EventClass } from './declaration.js';
import type { Candidate, CandidateOf, Fact, FactOf } from './envelope.js';

/** Why a candidate is not recorded: a rule that is true when all is well, and what breaks it. */
export class Rejection {
  constructor(
    readonly rule: string,
    readonly detail: string,
    /** The field at fault, as a pointer into the candidate. */
    readonly pointer: string,
  ) {}
}

/** A rule that real data can break: kept beside the event, never a refusal. */
export interface Warning {
  /** The name of a rule that real data can break. */
  rule: string;
  detail: string;
}

/** What a candidate adds: itself with warnings, nothing because it says nothing new, or a refusal. */
export type Decision = { append: boolean; warnings: readonly Warning[] } | Rejection;

export const appendWith = (...warnings: Warning[]): Decision => ({ append: true, warnings });
export const nothingNew: Decision = { append: false, warnings: [] };

/** What a decision may know of other streams: their state at the head of the log. */
export interface Surroundings {
  /** The day on which the candidate is recorded. */
  today: string;
  /** The recorded event of this id, batch included. */
  event(id: string): { stream: string; type: string; body: unknown } | undefined;
  /** Everything that is recorded on a stream, in the order of the log, batch included. */
  recorded(stream: string): readonly Fact[];
  /** The head of the log, without the batch. */
  position: number;
  isParty(slug: string): boolean;
  /** Which party this one goes by, and to which one it belongs. */
  partyNamed(slug: string): { goesBy?: string; parent?: string } | undefined;
  /** Splits `stake-<holder>-<issuer>`; undefined when the parties don't tell where. */
  stakeParties(stream: string): { holder: string; issuer: string } | undefined;
  /** Basis points of the issuer that others than this holder hold on this basis; points only. */
  heldByOthers(stream: string, issuer: string, basis: string): bigint;
  hasTranche(reference: string): boolean;
  isDeal(stream: string): boolean;
}

/** What a decision rests on: what is around the candidate, and what its own stream says so far. */
export interface DecisionGround extends Surroundings {
  /** The state of the candidate's stream, as far as its rules look. */
  stateFor(candidate: Candidate): unknown;
  /** The last fact that counts, or for a correction the last recorded one, that has the candidate's `claimKey`. */
  toldBefore(candidate: Candidate): Fact | undefined;
}

export interface StreamDeclaration<State = unknown, Class extends EventClass = EventClass> {
  readonly category: Category;
  readonly summary: string;
  readonly events: readonly Class[];
  /** What is recorded on it stays as it is: it is neither corrected nor retracted. */
  readonly isImmutable?: boolean;
  readonly initial: (stream: string) => State;
  /** Total: never throws, in any order and with anything missing. */
  readonly evolve: (state: State, fact: Fact) => State;
  readonly decide: (candidate: Candidate, state: State, surroundings: Surroundings) => Decision;
}

/** What an event type does: what it makes of the state of its stream, and the rules by which it is recorded. */
interface Handler<State, Class extends EventClass> {
  readonly evolve: (state: State, fact: FactOf<Class>) => State;
  readonly decide: (candidate: CandidateOf<Class>, state: State, surroundings: Surroundings) => Decision;
}

/** One handler per event type: a new type doesn't compile until its fold and its rules are answered. */
export type Decider<State, Class extends EventClass> = {
  readonly [Type in Class['type']]: Handler<State, Extract<Class, { readonly type: Type }>>;
};

const handlerOf = <State, Class extends EventClass>(
  decider: Decider<State, Class>,
  type: string,
): Handler<State, EventClass> | undefined =>
  (decider as unknown as Readonly<Record<string, Handler<State, EventClass>>>)[type];

export const evolveBy =
  <State, Class extends EventClass>(decider: Decider<State, Class>) =>
  (state: State, fact: Fact): State =>
    handlerOf(decider, fact.type)?.evolve(state, fact as FactOf<EventClass>) ?? state;

export const decideBy =
  <State, Class extends EventClass>(decider: Decider<State, Class>) =>
  (candidate: Candidate, state: State, surroundings: Surroundings): Decision => {
    const handler = handlerOf(decider, candidate.type);
    return handler ? handler.decide(candidate as CandidateOf<EventClass>, state, surroundings) : appendWith();
  };

/** The category and the slug of a stream's name. */
export const partsOf = (stream: string): { category: string; slug: string } => {
  const dash = stream.indexOf('-');
  return { category: stream.slice(0, dash), slug: stream.slice(dash + 1) };
};
