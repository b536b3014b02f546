import type { Category } from '../../events/kit/declaration.js';
import type { FamilyRule } from './family-rule.js';
import type { Cut } from './cut.js';
import type { Grouping } from './grouped-sums.js';
import type { Keys, Line, Row, Total } from './line.js';
import type { LinesTogether } from './lines-together.js';
import type { Log } from './log.js';
import type { Parties } from './parties.js';
import type { StateMemory } from './state-memory.js';
import type { Question } from './question.js';
import type { StreamTimeline } from './timeline.js';

/** A parameter of a view's own, beside those that every view accepts. */
export interface Parameter {
  readonly says: string;
  readonly oneOf?: readonly string[];
  readonly default?: string;
  /** What a value that is none of a list must look like, in a pattern and in words. */
  readonly like?: { readonly pattern: RegExp; readonly words: string };
}

/** What an answer looks like when it is drawn. */
export type ChartKind =
  | 'capacity'
  | 'capacity-shares'
  | 'reported-shares'
  | 'money'
  | 'exposed-money'
  | 'stakes'
  | 'network'
  | 'compared-totals'
  | 'slipped-dates'
  | 'overlapping-power'
  | 'lab-sizes';

/** What a view is, so that whoever reads one need not know which it is. */
interface Traits {
  /** Its rows are sums, so that what each deal, or even each tranche of one, adds can be worked out by itself. */
  readonly summedBy?: 'deal' | 'tranche';
  /** Whether the periods of a timeline hold what falls into them; else what stands at their ends. */
  isFlow?(question: Question): boolean;
  /** The measures that people ask for first; the view's first one when missing. */
  usualMeasures?(question: Question): readonly string[];
  /** The measure of a timeline that is drawn baseline against scenario. */
  readonly plan?: string;
  readonly drawing?: ChartKind;
  /** Its answer is told line by line, so that a board of it keeps them all. */
  readonly isToldByLine?: true;
  /** Its rows say what part of an issuer a holder has, directly and through others. */
  readonly tellsOwnership?: true;
}

/** What a view may ask beside the stream that it is reading. */
export interface Context {
  readonly parties: Parties;
  /** Of a board that is moved from day to day. */
  readonly memory?: StateMemory;
}

/** One stream as a view reads it, or a part of it: its state at any cut, with the selected claims. */
export interface StreamReading {
  readonly stream: string;
  /** Tranches that a part only counts, for money that waits for them: others tell of these. */
  readonly beside?: ReadonlySet<string> | undefined;
  state<State>(cut: Cut): State;
}

export interface Answer {
  rows: Row[];
  /** One entry per combination of what is never added. */
  totals: Total[];
  /** What is missing from the totals because nobody disclosed it. */
  undisclosed: string[];
  /** What has no date. */
  undated: string[];
  /** What has to be known to read the numbers. */
  notes: string[];
  [more: string]: unknown;
}

/** A log as one question sees it, with every stream settled: what a view may look at again once its sums are there. */
export interface SettledView {
  readonly view: View;
  readonly question: Question;
  readonly log: Log;
  readonly context: Context;
  /** The lines that are asked for, as each counts by itself. */
  readonly lines: readonly Line[];
  /** What each group of the lines that are asked for adds, beside all that are not in it. */
  countedBy(groupOf: (keys: Keys) => string | undefined): Line[];
  isAsked(keys: Keys): boolean;
  /** The state of one stream at a cut, with the claims that count. */
  state<State>(stream: string, cut: Cut): State;
  /** The states of all streams at the question's own cut. */
  states<State>(): State[];
}

/** What is asked for, by its keys. */
export interface AskedKeys {
  isAsked(keys: Keys): boolean;
}

/** What a view adds up, beside rows and totals, of lines that have to be reckoned together. */
export interface ClanSum {
  /** Adds them, or takes them off; in further periods, too, in which they say the same. */
  add(clan: LinesTogether, asked: AskedKeys, sign: 1n | -1n, further: readonly string[]): void;
}

/** A board of which each stream may be looked at by itself. */
export interface ReadBoard extends SettledView {
  /** The names of all streams, to be taken out as they are read; those that are settled anew are put in again. */
  unreadStreams(): Set<string>;
}

/** Looks at a stream that was settled just now. */
export interface StreamLook {
  look(stream: string): void;
}

/** Makes what looks at the streams of a board, as it settles them. */
interface LookMaker {
  on(board: ReadBoard): StreamLook;
}

/** A pure function of a cut of the log: the sum of what each stream contributes, finished at the edge. */
export interface View {
  readonly name: string;
  readonly summary: string;
  /** What its numbers mean, in a sentence that is printed beside them. */
  readonly definition: string;
  /** The category of stream that contributes. */
  readonly category: Category;
  /** Categories that it reads beside that and parties. */
  readonly readsBeside?: readonly Category[];
  readonly dimensions: readonly string[];
  readonly defaultBy: readonly string[];
  /** The first one is what the policies lowest and highest compare. */
  readonly measures: readonly string[];
  /** Dimensions that are in the rows, asked for or not. */
  readonly alwaysBy?: readonly string[];
  /** Dimensions that never add: always in the rows, and the keys of the totals. */
  readonly neverAdded: readonly string[];
  readonly timelines: boolean;
  readonly traits?: Traits;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** How measures go together where statements contain, overlap or succeed each other; each by itself when missing. */
  readonly family?: Omit<FamilyRule, 'within'>;
  /** Whether a parameter of its own asks for what has these keys; a line that is not asked for is reckoned with all the same. */
  isAsked?(keys: Keys, question: Question, context: Context): boolean;
  /** What is looked for in the state of each stream beside what it adds, for a question. */
  looksFor?(question: Question): readonly LookMaker[];
  /** What one stream adds. */
  contribution(reading: StreamReading, question: Question, context: Context): Line[];
  /**
   * The same of a question with a timeline, period by period, with what never goes together apart; missing where every
   * period is told anew.
   */
  timeline?(reading: StreamReading, question: Question, context: Context): readonly StreamTimeline[];
  /** The sums beside rows and totals that its answer reads: added up while lines are read, not after. */
  sumsBeside?(question: Question): readonly Grouping[];
  /** What else it adds up, with nothing in it yet. */
  addsUp?(): ClanSum;
  /** What its answer lists beside rows and totals that does not follow from its lines. */
  listsBeside?(board: SettledView): Readonly<Record<string, unknown>>;
  /** What is derived from the sums: shares, concentration, running sums. */
  finish?(answer: Answer, board: SettledView): Answer;
  /** The days a timeline spans when the question leaves them open. */
  span?(log: Log, question: Question): { from: string; to: string };
}

/** The rule by which the lines of a view go together. */
export const familyRuleOf = ({ family, neverAdded }: View, { timeline }: Question): FamilyRule => ({
  ceilings: {},
  lasting: [],
  derived: (parts) => parts,
  ...family,
  within: [...neverAdded, ...(timeline ? ['period'] : [])],
});
