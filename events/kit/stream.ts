import type { EventClass } from './declaration.js';
import type { Candidate, Fact, FactOf } from './envelope.js';

/** Why a candidate is not recorded: a rule that is true when all is well, and what breaks it. */
export class Rejected {
  constructor(
    readonly rule: string,
    readonly detail: string,
    /** The field at fault, as a pointer into the candidate. */
    readonly pointer = '',
  ) {}
}

/** A rule that real data can break: kept beside the event, never a refusal. */
export interface Warning {
  /** The name of a rule that real data can break. */
  rule: string;
  detail: string;
}

/** What a candidate adds: itself with warnings, nothing because it says nothing new, or a refusal. */
export type Decision = { append: boolean; warnings: readonly Warning[] } | Rejected;

export const appended = (...warnings: Warning[]): Decision => ({ append: true, warnings });
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
  /** The corrections and retractions on a stream, in the order of the log. */
  corrections(stream: string): readonly Fact[];
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

export interface StreamDeclaration<State = unknown, Class extends EventClass = EventClass> {
  readonly category: string;
  readonly summary: string;
  readonly events: readonly Class[];
  /** What is recorded on it stays as it is: it is neither corrected nor retracted. */
  readonly isImmutable?: boolean;
  readonly initial: (stream: string) => State;
  /** Total: never throws, in any order and with anything missing. */
  readonly evolve: (state: State, fact: FactOf<Class>) => State;
  readonly decide: (candidate: Candidate, state: State, surroundings: Surroundings) => Decision;
}

/** One function per event type: a new type doesn't compile until it is handled. */
export type Handlers<State, Class extends EventClass> = {
  [Type in Class['type']]: (state: State, fact: Extract<FactOf<Class>, { type: Type }>) => State;
};

export const evolveBy =
  <State, Class extends EventClass>(handlers: Handlers<State, Class>) =>
  (state: State, fact: FactOf<Class>): State => {
    const handle = (handlers as unknown as Record<string, ((state: State, fact: Fact) => State) | undefined>)[
      fact.type
    ];
    return handle ? handle(state, fact as Fact) : state;
  };

/** The category and the slug of a stream's name. */
export const partsOf = (stream: string): { category: string; slug: string } => {
  const dash = stream.indexOf('-');
  return { category: stream.slice(0, dash), slug: stream.slice(dash + 1) };
};
