import type { Day, Days } from './date.js';
import { type EventClass, Holds } from './declaration.js';
import {
  EventId,
  JsonObject,
  Nested,
  OneOf,
  StreamName,
  Text,
  VagueDate,
  WebAddress,
  Whole,
} from './fields.js';

export const sourceKinds = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Who said it, and where it can be read. */
export class Source {
  @Text('The title of what was published.') title!: string;
  @WebAddress('Its address: http or https with a host.', { optional: true }) url?: string;
  @Text('Who published it.', { optional: true }) publisher?: string;
  @VagueDate('When it was published.', { optional: true }) publishedOn?: string;
  @OneOf(sourceKinds, 'How close the source stands to the fact.') kind!: SourceKind;
}

/** One event as it is sent to the ledger. */
@Holds<Submission>(
  'stand beside a source: give the first as source',
  'alsoSources',
  ({ source, alsoSources }) => Boolean(source ?? !alsoSources),
)
export class Submission {
  @EventId('Its id; made by the ledger when missing.', { optional: true }) id?: string;
  @StreamName('The stream it belongs to.') stream!: string;
  @Text('The event type.', { most: 60 }) type!: string;
  @Whole("The version of the body's shape; the newest when missing.", {
    optional: true,
    least: 1,
    most: 1000,
  })
  version?: number;
  @VagueDate('When it became true in the world; knownOn when missing.', { optional: true })
  effectiveOn?: string;
  @VagueDate('When it could be known; the day its source was published when missing, else today.', {
    optional: true,
  })
  knownOn?: string;
  @Nested(() => Source, 'The source it rests on.', { optional: true }) source?: Source;
  @Nested(() => Source, 'Others that say the same; a policy ranks the fact by its source alone.', {
    optional: true,
    list: true,
  })
  alsoSources?: Source[];
  @Text('The sentence it rests on.', { optional: true }) quote?: string;
  @EventId('An event that states the same occurrence differently.', { optional: true }) rivalOf?: string;
  @Text('Who recorded it.', { optional: true, most: 120 }) actor?: string;
  @Text('What it belongs to.', { optional: true, most: 120 }) correlationId?: string;
  @Text('What caused it.', { optional: true, most: 120 }) causationId?: string;
  @Whole('The revision that the stream must have before it; 0 for a new stream.', { optional: true })
  expectedRevision?: number;
  @JsonObject('What happened, in the shape of its type.') body!: Record<string, unknown>;
}

/** What every event carries once its defaults are filled in, before the store has numbered it. */
export interface Candidate<Type extends string = string, Body = EventBody> {
  id: string;
  stream: string;
  type: Type;
  version: number;
  effectiveOn: string;
  knownOn: Day;
  source?: Source;
  alsoSources?: readonly Source[];
  quote?: string;
  rivalOf?: string;
  actor?: string;
  correlationId?: string;
  causationId?: string;
  body: Body;
}

/** An event of the log. */
export interface Recorded<Type extends string = string, Body = unknown> extends Candidate<Type, Body> {
  revision: number;
  position: number;
  recordedAt: string;
  hash: string;
  /** It is one of the confidential facts beside the public log. */
  confidential?: true;
}

/** An event of the log, whatever its type. */
export type RecordedEvent = Recorded<string, Record<string, unknown>>;

/** An event as folds see it: recorded or hypothetical, at the newest version, with its effective days read. */
export interface Fact<Type extends string = string, Body = EventBody> extends Candidate<Type, Body> {
  /** Its position; a hypothetical fact stands behind all recorded ones, in the order of the edits. */
  position: number;
  effective: Days;
  hypothetical: boolean;
  /** The ids it rests on: its own, and those of the corrections that shape it. */
  grounds: readonly string[];
  /** How many other claims state the same occurrence. */
  rivals?: number;
  /** When the claim became known that it is a rival of: it restates nothing that was known after that one. */
  saidFirstOn?: string;
  /** Of all the claims of its set it counts, whatever they come to: a scenario keeps what was chosen before its edits. */
  isChosen?: true;
  /** Recorded because of something that a scenario changed, and reckoned anew. */
  counterfactual?: true;
  /** The tranche or payment of its stream that a scenario split it off: what was said of the dates of that one, or paid of it, was said or paid of both. */
  splitFrom?: string;
  recordedAt?: string;
  /** It is one of the confidential facts beside the public log. */
  confidential?: true;
}

/** The facts of a list of declared event types, told apart by `type`. */
export type FactOf<Class extends EventClass> =
  Class extends EventClass<infer Type> ? Fact<Type, InstanceType<Class>> : never;

/** The same of candidates. */
export type CandidateOf<Class extends EventClass> =
  Class extends EventClass<infer Type> ? Candidate<Type, InstanceType<Class>> : never;

/** What an event says, as JSON. */
export type EventBody = Record<string, unknown>;

/** Whether a fact is of a declared type: then its body is of that class, too. */
export const isOfType = <Class extends EventClass>(
  fact: Fact,
  { type }: Class,
): fact is Fact & { body: InstanceType<Class> } => fact.type === type;
