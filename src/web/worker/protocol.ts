import type { Recorded } from '../../../events/index.js';
import type { Difference } from '../../../projections/difference.js';
import type { Named, NamedThings } from '../../../projections/naming.js';
import type { Reasons } from '../../../projections/why.js';
import type { ShownAnswer } from '../../charts/chart.js';
import type { ScenarioAnswer } from '../../simulator/answer/run.js';
import type { Scenario } from '../../simulator/scenario/scenario.js';
import type { Base } from '../../simulator/scenario/resolve.js';
import type { State } from '../../simulator/saved/state.js';
import type { Verdict } from '../../simulator/saved/verdict.js';
import type { Found } from '../../simulator/goals/seek.js';

export type { Named };

export type LoggedEvent = Recorded<string, Record<string, unknown>>;

export type Parameters = Readonly<Record<string, string>>;

/** A view with its question, as an address would ask it. */
export interface Ask {
  view: string;
  parameters: Parameters;
  /** Without the events that the numbers rest on. */
  isBrief?: boolean;
}

/** How many entries of an answer are missing something, are late or are disputed. */
export interface Checked {
  undated: number;
  undisclosed: number;
  overdue: number;
  rivals: number;
}

export type ViewAnswer = ShownAnswer;

export type Entry = Readonly<Record<string, unknown>>;

export interface Moved {
  view: string;
  difference: Difference;
}

/** What is in the log: the names of things, and the days at which something happened or became known. */
export interface Contents extends NamedThings {
  position: number;
  today: string;
  policies: readonly string[];
  /** One entry per event, sorted. */
  knownDays: string[];
  effectiveDays: string[];
}

/** What was published, and how many events rest on it. */
export interface Cited {
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
  base: Base;
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

/** A field of a declared event type, as a form needs it. */
export interface Field {
  name: string;
  says: string;
  isOptional: boolean;
  kind: 'text' | 'choice' | 'whole' | 'yes-or-no' | 'json';
  choices: readonly string[];
}

export interface EventType {
  type: string;
  summary: string;
  /** The streams that it stands on; none for those of any stream. */
  category: string | null;
  fields: Field[];
  example: Readonly<Record<string, unknown>>;
}

/** Everything that the page may ask of the log in its worker. */
export interface Questions {
  contents: { ask: Record<string, never>; answer: Contents };
  /** What rests on an event after `since` is marked as revised. */
  views: { ask: { asks: Ask[]; since?: number | undefined }; answer: ViewAnswer[] };
  checks: { ask: { asks: Ask[] }; answer: Checked[] };
  difference: { ask: { before: Ask; after: Ask }; answer: Difference };
  moved: {
    ask: { from: string; to: string; cut: Parameters };
    answer: { events: LoggedEvent[]; moved: Moved[] };
  };
  deals: { ask: { cut: Parameters }; answer: Entry[] };
  deal: {
    ask: { deal: string; cut: Parameters };
    answer: { deal: Entry; why: Reasons; events: LoggedEvent[] } | null;
  };
  /** What was recorded after a position. */
  news: { ask: { since: number }; answer: LoggedEvent[] };
  sources: { ask: { deal?: string; cut: Parameters }; answer: Cited[] };
  evidence: { ask: { ids: readonly string[] }; answer: LoggedEvent[] };
  scenario: { ask: Scenario; answer: ScenarioAnswer };
  /** What it would take: the value of one lever at which a number reaches its level. */
  reach: { ask: { scenario: Scenario; goal: unknown }; answer: Found };
  scenarios: { ask: Record<string, never>; answer: SavedEntry[] };
  /** A saved scenario by its reference; null where there is none, or not yet. */
  saved: { ask: { reference: string }; answer: SavedScenario | null };
  types: { ask: Record<string, never>; answer: EventType[] };
  stream: { ask: { stream: string }; answer: LoggedEvent[] };
  /** The last day that a typed date means; null when it can't be read. */
  day: { ask: { text: string }; answer: string | null };
  targets: { ask: Record<string, never>; answer: Named[] };
}

export type Kind = keyof Questions;

export interface Problem {
  pointer: string;
  detail: string;
}

export interface Asked<K extends Kind = Kind> {
  number: number;
  kind: K;
  question: Questions[K]['ask'];
}

/** How the page stands to the server. */
export type Connection = 'loading' | 'live' | 'away' | 'failed';

export type Told =
  | { number: number; value: unknown }
  | { number: number; problems: Problem[] }
  | { position: number; connection: Connection; detail?: string; requestId?: string | undefined };
