import type { Difference } from '../../../projections/difference.js';
import type { DisplayName, DisplayNames } from '../../../projections/naming.js';
import type { NamedTarget } from '../../../projections/wording/edit-names.js';
import type { WrittenEdit } from '../../../projections/wording/edit-said.js';
import type { DealExplanation } from '../../../projections/why.js';
import type { ShownAnswer } from '../../charts/chart.js';
import type { ScenarioAnswer } from '../../simulator/answer/run.js';
import type { Scenario } from '../../simulator/scenario/scenario.js';
import type { ScenarioBase } from '../../simulator/scenario/resolve.js';
import type { State } from '../../simulator/saved/state.js';
import type { Verdict } from '../../simulator/saved/verdict.js';
import type { SeekResult } from '../../simulator/goals/seek.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { Entry } from '../../../projections/kit/line.js';
import type { Result } from '../../../events/kit/decode.js';

export type { DisplayName, NamedTarget };

export type AddressParameters = Readonly<Record<string, string>>;

/** A view with its question, as an address would ask it. */
export interface ViewRequest {
  view: string;
  parameters: AddressParameters;
  /** Without the events that the numbers rest on. */
  isBrief?: boolean;
}

/** How many entries of an answer are missing something, are late or are disputed. */
export interface AnswerChecks {
  undated: number;
  undisclosed: number;
  overdue: number;
  rivals: number;
}

/** Without its hash, which costs as much as a frame and is asked for apart. */
export type PageAnswer = ShownAnswer;

export interface MovedView {
  view: string;
  difference: Difference;
  /** For each of its rows the newest event that it rests on. */
  causes: (string | undefined)[];
}

/** What is in the log: the names of things, and the days at which something happened or became known. */
export interface Contents extends DisplayNames {
  position: number;
  /** How many events name a source. */
  sourced: number;
  today: string;
  policies: readonly string[];
  /** One entry per event, sorted. */
  knownDays: string[];
  effectiveDays: string[];
}

/** What an event says in words. */
export interface EventTold {
  /** In a sentence without its full stop. */
  says: string;
  /** All of its members, with everything by its name. */
  body: string;
}

/** What was published, and how many events rest on it. */
export interface CitedPublication {
  title: string;
  publisher: string;
  kind: string;
  url: string;
  publishedOn: string;
  events: number;
}

/** The latest version of a saved scenario, in brief. */
export interface SavedEntry {
  id: string;
  version: number;
  name: string;
  base: ScenarioBase;
  /** How many edits it has itself. */
  edits: number;
  savedOn: string;
  state: State;
}

/** One version of a saved scenario whole: what it says, what it builds on, and what became of it since. */
export interface SavedScenario extends Omit<SavedEntry, 'edits'> {
  parent?: string;
  forkedFrom?: string;
  edits: readonly Entry[];
  assumptions: Entry;
  seed?: number;
  versions: { version: number; name: string; savedOn: string }[];
  /** What it builds on, the farthest first. */
  parents: { reference: string; name: string; edits: readonly Entry[] }[];
  /** What was recorded about the world since. */
  since: number;
  verdicts: Verdict[];
}

/** What stands in a field: for `own` the name of a part of the deal, for `place` a part of any deal. */
export type FieldContent =
  | 'text'
  | 'choice'
  | 'whole'
  | 'yes-or-no'
  | 'date'
  | 'quantity'
  | 'party'
  | 'deal'
  | 'place'
  | 'own'
  | 'group'
  | 'json';

/** A field of a declared event type, as a form needs it. */
export interface Field {
  name: string;
  says: string;
  isOptional: boolean;
  isList: boolean;
  kind: FieldContent;
  choices: readonly string[];
  /** Of a quantity: the measure in whose words it is said. */
  measure?: string;
  /** Of a group. */
  fields: readonly Field[];
}

export interface EventType {
  type: string;
  summary: string;
  /** What it is about: its stream, or a part of it that the member of that name names. */
  subject: string;
  /** It brings that into being. */
  introduces: boolean;
  /** The streams that it stands on; none for those of any stream. */
  category: string | null;
  fields: Field[];
}

/** What words were read as, or why they can't be. */
export interface WordsRead {
  says?: string;
  fault?: string;
}

/** What rests on an event after `since` is marked as revised. */
export interface AskedViews {
  asks: ViewRequest[];
  since?: number | undefined;
}

/** Everything that the page may ask of the log in its worker. */
export interface Questions {
  contents: { ask: Record<string, never>; answer: Contents };
  views: { ask: AskedViews; answer: PageAnswer[] };
  /** The same, before anybody asks for it. */
  ahead: { ask: AskedViews; answer: PageAnswer[] };
  /** What events say, by their ids. */
  sentences: { ask: { ids: readonly string[] }; answer: Readonly<Record<string, EventTold>> };
  /** The same of what is in no log yet. */
  bodies: { ask: { events: readonly Pick<RecordedEvent, 'type' | 'body'>[] }; answer: EventTold[] };
  /** What answers are known by, on every machine. */
  hashes: { ask: { asks: ViewRequest[] }; answer: string[] };
  checks: { ask: { asks: ViewRequest[] }; answer: AnswerChecks[] };
  difference: { ask: { before: ViewRequest; after: ViewRequest }; answer: Difference };
  moved: {
    ask: { from: string; to: string; cut: AddressParameters };
    answer: { events: RecordedEvent[]; moved: MovedView[] };
  };
  deals: { ask: { cut: AddressParameters }; answer: Entry[] };
  deal: {
    ask: { deal: string; cut: AddressParameters };
    answer: { deal: Entry; why: DealExplanation; events: RecordedEvent[] } | null;
  };
  /** What was recorded after a position. */
  news: { ask: { since: number }; answer: RecordedEvent[] };
  sources: { ask: { deal?: string; cut: AddressParameters }; answer: CitedPublication[] };
  evidence: { ask: { ids: readonly string[] }; answer: RecordedEvent[] };
  scenario: { ask: Scenario; answer: ScenarioAnswer };
  /** The same with all that is drawn and attributed, which takes its time. */
  drawn: { ask: Scenario; answer: ScenarioAnswer };
  /** What it would take: the value of one lever at which a number reaches its level. */
  reach: { ask: { scenario: Scenario; goal: unknown }; answer: SeekResult };
  scenarios: { ask: Record<string, never>; answer: SavedEntry[] };
  /** A saved scenario by its reference; null where there is none, or not yet. */
  saved: { ask: { reference: string }; answer: SavedScenario | null };
  types: { ask: Record<string, never>; answer: EventType[] };
  /** What is typed into the fields of an event type, by its places: "over.from", "conditions.0.energized". */
  words: {
    ask: { type: string; typed: Readonly<Record<string, string>> };
    answer: Readonly<Record<string, WordsRead>>;
  };
  stream: { ask: { stream: string }; answer: RecordedEvent[] };
  /** The last day that a typed date means; null when it can't be read. */
  day: { ask: { text: string }; answer: string | null };
  targets: { ask: Record<string, never>; answer: NamedTarget[] };
  /** What edits about events would have happened, by the edits as JSON. */
  happenings: { ask: { edits: readonly WrittenEdit[] }; answer: Readonly<Record<string, string>> };
}

export type QuestionKind = keyof Questions;

export interface WorkerRequest<K extends QuestionKind = QuestionKind> {
  number: number;
  kind: K;
  question: Questions[K]['ask'];
  isPatient: boolean;
  /** How far the log must have been read. */
  position: number;
}

/** The ends of a line over which one worker hands on to another the events that it has read, the first ones first. */
export type LogRequest = { lendTo: MessagePort } | { borrowFrom: MessagePort };

/** What the worker is called that borrows its log. */
export const borrowerName = 'draws';

/** How the page stands to the server. */
export type ConnectionState = 'loading' | 'live' | 'away' | 'failed' | 'copy';

export type WorkerMessage =
  | ({ number: number } & Result<unknown>)
  | { position: number; connection: ConnectionState; detail?: string; requestId?: string | undefined };
