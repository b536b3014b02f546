import { partsOf } from '../../events/kit/stream.js';
import { BoardSums } from './board-sums.js';
import type { ClaimSet, Selection } from './claims.js';
import type { Day } from '../../events/kit/date.js';
import type { Cut, KnownCut } from './cut.js';
import { Families } from './family.js';
import type { Grouping } from './grouped-sums.js';
import { answerIn, type RestsChoice } from './entries.js';
import type { Keys, Line } from './line.js';
import type { Log } from './log.js';
import { Parties } from './parties.js';
import { chosenSelection, totalsAsked } from './outermost.js';
import { RecentStates } from './recent-states.js';
import { keepAlike, linesBeside } from './same-lines.js';
import { addSpans } from './claim-spans.js';
import type { ClaimedStream } from './rival-lines.js';
import { cutOf, isAskedFor, type Question } from './question.js';
import type { StateMemory } from './state-memory.js';
import { type ReadingMemory, SeenStream } from './stream-reading.js';
import type { Tally } from './tally.js';
import { type Answer, type Context, familyRuleOf, type SettledView, type View } from './view.js';

/** One question's view of a log: settled stream by stream, so that a change costs what it touches. */
export class Board implements SettledView, RestsChoice {
  firstIn: RestsChoice['firstIn'];
  #context: Context;
  /** All lines, also those that are not asked for, and how they go together. */
  readonly families: Families;
  readonly #sums: BoardSums;
  readonly #byStream = new Map<string, readonly Line[]>();
  readonly #claimed = new Map<string, ClaimedStream>();
  readonly #states = new RecentStates();
  readonly #unread: Set<string>[] = [];
  /** While somebody asks: what the lines that are settled anew were. */
  #before: Map<string, Line | undefined> | undefined;
  /** While moves are tried out: what streams came to just before. */
  #tried: ReadingMemory | undefined;
  #seen: SeenStream | undefined;
  #log: Log;
  #question: Question;

  constructor(
    readonly view: View,
    question: Question,
    log: Log,
    memory?: StateMemory,
  ) {
    this.#question = question;
    this.#sums = new BoardSums(view, question);
    this.families = new Families(familyRuleOf(view, question));
    this.#log = log;
    this.#context = { parties: new Parties(log, cutOf(question)), ...(memory && { memory }) };
    this.#settleAll(log.streams(view.category));
  }

  /** Reads the streams that changed off another log; the others are taken to be the same in both. */
  moveTo(log: Log, changed: Iterable<string>): void {
    this.#log = log;
    this.#settleAll(changed);
  }

  /** Adds the same lines up by other dimensions. */
  regroup(by: Question['by']): void {
    this.#question = { ...this.#question, by };
    this.#sums.regroup(this.#question, this.#linesBy);
  }

  /** Does what moves the board; the lines that were settled anew, as each was before and as it is. */
  linesSettledBy(move: () => void): [Line | undefined, Line | undefined][] {
    const before = (this.#before = new Map<string, Line | undefined>());
    move();
    this.#before = undefined;
    return [...before].map(([id, line]) => [line, this.#sums.line(id)]);
  }

  /**
   * Does moves of which only the lines are looked at: what they add up to is reckoned once, in the end. What streams come
   * to meanwhile is read off a memory of its own.
   */
  tryMoves<Found>(memory: ReadingMemory, moves: () => Found): Found {
    [this.#tried, this.#seen] = [memory, undefined];
    this.#sums.startTrying();
    const found = moves();
    this.#tried = this.#seen = undefined;
    this.#showAll(this.#sums.stopTrying());
    return found;
  }

  /** As known on another day, streams with facts in between given. False, and as before, where parties may differ. */
  moveKnown(known: Partial<KnownCut>, changed: readonly string[]): boolean {
    const question = { ...this.#question, ...known };
    const { parties } = this.#context;
    const hasParties = changed.some((stream) => partsOf(stream).category === 'party');
    const own = changed.filter((stream) => partsOf(stream).category === this.view.category);
    return this.#moveTo(question, hasParties ? parties.asKnown(this.#log, cutOf(question)) : parties, own);
  }

  /** Asks the same as of another day: every stream is read anew, and lines that say the same stay. False as above. */
  moveEffective(effectiveAt: Day): boolean {
    const question = { ...this.#question, effectiveAt };
    const parties = this.#context.parties.onDay(this.#log, cutOf(question));
    return this.#moveTo(question, parties, this.#log.streams(this.view.category));
  }

  #moveTo(question: Question, parties: Parties | undefined, streams: Iterable<string>): boolean {
    if (!parties) return false;
    this.#question = question;
    this.#context = { ...this.#context, parties };
    this.#settleAll(streams);
    return true;
  }

  get context(): Context {
    return this.#context;
  }

  get question(): Question {
    return this.#question;
  }

  /**
   * Subtracts what the streams contributed before and adds what they contribute now. What has to be reckoned together
   * is reckoned once, when all of their lines are there.
   */
  #settleAll(streams: Iterable<string>): void {
    const touched = new Set<string>();
    for (const stream of streams) for (const id of this.#settle(stream)) touched.add(id);
    this.#showAll(touched);
  }

  /** Puts the lines of a stream in the place of those before; which lines may count otherwise by that. */
  #settle(stream: string): readonly string[] {
    for (const unread of this.#unread) unread.add(stream);
    const sets = this.#see(stream).claimsAt(this.#widestCut);
    const selection = sets.length === 0 ? new Map() : this.#choose(stream, sets);
    if (sets.length === 0) this.#claimed.delete(stream);
    else this.#claimed.set(stream, { sets, selection });
    // Lines that say the same as before are the same lines, and cost nothing.
    const before = this.linesOf(stream);
    const kept = keepAlike(before, this.#contribution(stream, sets, selection));
    return kept === before ? [] : this.#replace(stream, kept);
  }

  /** The log that it reads, for what crosses categories at the edge. */
  get log(): Log {
    return this.#log;
  }

  /** The names of all streams, to be taken out as they are read; those that are settled anew are put in again. */
  unreadStreams(): Set<string> {
    const unread = new Set(this.#log.streams(this.view.category));
    this.#unread.push(unread);
    return unread;
  }

  get rows(): Tally {
    return this.#sums.rows;
  }

  get totals(): Tally {
    return this.#sums.totals;
  }

  get lines(): Line[] {
    return this.#sums.lines;
  }

  /** What a stream adds, each line for itself. */
  linesOf(stream: string): readonly Line[] {
    return this.#byStream.get(stream) ?? [];
  }

  /** A line as it counts by itself; undefined where it is not asked for. */
  shownLine(id: string): Line | undefined {
    return this.#sums.line(id);
  }

  /** Sums of the lines that are asked for, beside rows and totals. */
  sums(grouping: Grouping): readonly Tally[] {
    return this.#sums.of(grouping, this.#linesBy);
  }

  /** Which claims of a stream count. */
  selectionOf(stream: string): Selection {
    return this.#claimed.get(stream)?.selection ?? new Map();
  }

  /** The lines that are asked for and have these keys, too, as they count together beside the others. */
  counted(only: Readonly<Record<string, string>> = {}): Line[] {
    const isWanted = (keys: Keys) => Object.entries(only).every(([name, value]) => keys[name] === value);
    // What never goes together counts alike, whether the rest is asked for or not.
    if (Object.keys(only).every((name) => this.families.rule.within.includes(name)))
      return this.#sums.totalLines.filter(({ keys }) => isWanted(keys));
    return this.families.counted((keys) => this.isAsked(keys) && isWanted(keys));
  }

  /** What each group of the lines that are asked for adds, beside all that are not in it. */
  countedBy(groupOf: (keys: Keys) => string | undefined): Line[] {
    return this.families.countedBy(({ keys }) => (this.isAsked(keys) ? groupOf(keys) : undefined));
  }

  readonly #linesBy = (cells: Tally): Line[] => this.countedBy((keys) => cells.textAt(keys));

  /** The states of all streams at the question's own cut, with the claims that count. */
  states<State>(): State[] {
    const [cut, streams] = [cutOf(this.question), this.#log.streams(this.view.category)];
    return [...streams].sort().map((stream) => this.state<State>(stream, cut));
  }

  state<State>(stream: string, cut: Cut): State {
    const [facts, claimed] = [this.#log.facts(stream), this.#claimed.get(stream)];
    const { sets = [], selection = new Map() } = claimed ?? {};
    const claims = { sets, selection, policy: this.question.policy };
    const folded = () => this.#see(stream).under(claims).state<State>(cut);
    return this.#states.of(stream, { facts, cut, claimed }, folded) as State;
  }

  answer(): Answer {
    const answer = answerIn(this.rows, this.totals, this.view.measures, this);
    this.#addSpans(answer);
    return this.view.finish ? this.view.finish(answer, this) : answer;
  }

  /** A stream, read once for all that is asked of it in a row. */
  #see(stream: string): SeenStream {
    const facts = this.#log.facts(stream);
    if (this.#seen?.isOf(stream, facts)) return this.#seen;
    const read = { name: stream, ...(this.#log.partOf?.(stream) ?? { stream }) };
    return (this.#seen = new SeenStream(read, facts, this.#tried ?? this.#context.memory));
  }

  /** The cut that sees every period of a timeline, so that one selection of claims holds for all of it. */
  get #widestCut(): Cut {
    const cut = cutOf(this.question);
    return this.question.to !== undefined && this.question.to > cut.effectiveAt
      ? { ...cut, horizon: this.question.to }
      : cut;
  }

  #contribution(
    stream: string,
    sets: readonly ClaimSet[],
    selection: Selection,
    question = this.question,
  ): Line[] {
    const claims = { sets, selection, policy: this.question.policy };
    return this.view.contribution(this.#see(stream).under(claims), question, this.context);
  }

  #choose(stream: string, sets: readonly ClaimSet[]): Selection {
    return chosenSelection(sets, this.question.policy, (selection) =>
      totalsAsked(this.view, this.#question, (question) =>
        this.#contribution(stream, sets, selection, question),
      ),
    );
  }

  #replace(stream: string, lines: readonly Line[]): readonly string[] {
    const before = this.linesOf(stream);
    const [gone, come] = [linesBeside(before, lines), linesBeside(lines, before)];
    const clans = this.families.clans(gone.map(({ id }) => id));
    gone.forEach((line) => this.families.remove(line));
    come.forEach((line) => this.families.put(line));
    this.#byStream.set(stream, lines);
    return [...clans.flat(), ...come.map(({ id }) => id)];
  }

  #showAll(ids: Iterable<string>): void {
    for (const together of this.families.clans(ids)) this.#show(together);
  }

  /** What has to be reckoned together is reckoned anew: line by line, row by row, and in all. */
  #show(ids: readonly string[]): void {
    const before = this.#before;
    for (const id of before ? ids : []) if (!before?.has(id)) before?.set(id, this.#sums.line(id));
    this.#sums.show(ids, this.families.together(ids), (line) => this.isAsked(line.keys));
  }

  /** Whether the question asks for what has these keys. */
  isAsked(keys: Keys): boolean {
    const { view, question } = this;
    return isAskedFor(question, keys) && (view.isAsked?.(keys, question, this.context) ?? true);
  }

  /** Where rival claims stand behind a number, the lowest and highest that any selection of them gives. */
  #addSpans(answer: Answer): void {
    addSpans(answer, {
      measures: this.view.measures,
      rows: this.rows,
      totals: this.totals,
      claimed: this.#claimed,
      linesOf: (stream) => this.linesOf(stream),
      told: (stream, { sets }, option) => this.#contribution(stream, sets, option),
      put: (stream, lines) => this.#showAll(this.#replace(stream, lines)),
    });
  }
}
