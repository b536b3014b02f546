import type { Recorded } from '../../../events/index.js';
import type { Difference } from '../../../projections/difference.js';
import type { Named, NamedThings } from '../../../projections/naming.js';
import type { Why } from '../../../projections/why.js';
import type { ShownAnswer } from '../../charts/chart.js';
import type { ScenarioAnswer } from '../../simulator/run.js';

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

export interface Scenario {
  edits: readonly unknown[];
  views: readonly unknown[];
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
    answer: { deal: Entry; why: Why; events: LoggedEvent[] } | null;
  };
  /** What was recorded after a position. */
  news: { ask: { since: number }; answer: LoggedEvent[] };
  sources: { ask: { deal?: string; cut: Parameters }; answer: Cited[] };
  evidence: { ask: { ids: readonly string[] }; answer: LoggedEvent[] };
  scenario: { ask: Scenario; answer: ScenarioAnswer };
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
