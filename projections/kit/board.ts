import { partsOf } from '../../events/kit/stream.js';
import type { BoardMakings } from './board-makings.js';
import { type BoardLines, type BoardRoom, BoardSums } from './board-sums.js';
import type { Selection } from './claims.js';
import type { Day } from '../../events/kit/date.js';
import type { Cut, KnownCut } from './cut.js';
import type { Families } from './family.js';
import type { Grouping } from './grouped-sums.js';
import { answerIn, type RestsChoice } from './entries.js';
import type { Keys, Line } from './line.js';
import type { Log } from './log.js';
import { Parties } from './parties.js';
import { addSpans } from './claim-spans.js';
import { Contested } from './contested.js';
import type { ClaimedStream } from './rival-lines.js';
import { cutOf, type Question } from './question.js';
import { Standpoint } from './standpoint.js';
import { type StandpointOf, StreamLines } from './stream-lines.js';
import type { ReadingMemory } from './stream-reading.js';
import type { Tally } from './tally.js';
import { familyRuleOf } from './view.js';
import type { Answer, ClanSum, Context, ReadBoard, StreamLook, View } from './view.js';

/** One question's view of a log: settled stream by stream, so that a change costs what it touches. */
export class Board implements ReadBoard, RestsChoice {
  firstIn: RestsChoice['firstIn'];
  #standpoint: Standpoint;
  readonly #sums: BoardSums;
  /** What its view adds up beside rows and totals. */
  readonly beside: ClanSum | undefined;
  readonly #lines: StreamLines;
  readonly #makings: Pick<BoardMakings, 'Lone' | 'divide'>;
  readonly #claimed = new Map<string, ClaimedStream>();
  #contested: Contested | undefined;
  readonly #unread: Set<string>[] = [];
  #told: ReadonlySet<string> | undefined;
  /** While somebody asks: what the lines that are settled anew were. */
  #before: Map<string, Line | undefined> | undefined;

  constructor(
    readonly view: View,
    question: Question,
    log: Log,
    { memory, Lone, divide, streams = log.streams(view.category) }: BoardMakings = {},
  ) {
    const rule = familyRuleOf(view, question);
    this.#sums = new BoardSums(view, question, Lone?.tallies());
    this.beside = view.addsUp?.();
    const sums = [this.#sums, ...(this.beside ? [this.beside] : [])];
    const lone = Lone && new Lone(view.category, rule, sums);
    this.#makings = { Lone, divide };
    this.#lines = new StreamLines(rule, lone);
    const context = { parties: new Parties(log, cutOf(question)), ...(memory && { memory }) };
    this.#standpoint = new Standpoint(view, question, log, context, divide);
    if (lone) for (const grouping of view.sumsBeside?.(question) ?? []) this.sums(grouping);
    const looks = view.looksFor?.(question).map((maker) => maker.on(this));
    this.#moveTo(this.#standpoint, streams, looks);
  }

  /** Another question about some streams of the same log, on a board that keeps as much. */
  another(question: Question, streams: ReadonlySet<string>): Board {
    return new Board(this.view, question, this.log, { ...this.#makings, streams });
  }

  /** Reads the streams that changed off another log; the others are taken to be the same in both. */
  moveTo(log: Log, changed: Iterable<string>): void {
    this.#moveTo(this.#standpoint.with({ log }), changed);
  }

  /** Adds the same lines up by other dimensions. */
  regroup(by: Question['by']): void {
    this.#standpoint = this.#standpoint.with({ question: { ...this.question, by } });
    this.#sums.regroup(this.question, this.#askedLines);
  }

  /** Does what moves the board; the kept lines that were settled anew, as each was before and as it is. */
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
  tryMoves<Found>(tried: ReadingMemory, moves: () => Found): Found {
    this.#standpoint = this.#standpoint.with({ tried });
    this.#sums.startTrying();
    const found = moves();
    this.#standpoint = this.#standpoint.with({ tried: undefined });
    this.#showAll(this.#sums.stopTrying());
    return found;
  }

  /** As known on another day, streams with facts in between given. False, and as before, where parties may differ. */
  moveKnown(known: Partial<KnownCut>, changed: readonly string[]): boolean {
    const question = { ...this.question, ...known };
    const { parties } = this.context;
    const hasParties = changed.some((stream) => partsOf(stream).category === 'party');
    const own = changed.filter((stream) => partsOf(stream).category === this.view.category);
    return this.#ask(question, hasParties ? parties.asKnown(this.log, cutOf(question)) : parties, own);
  }

  /** Asks the same as of another day: every stream is read anew, and lines that say the same stay. False as above. */
  moveEffective(effectiveAt: Day): boolean {
    const question = { ...this.question, effectiveAt };
    const parties = this.context.parties.onDay(this.log, cutOf(question));
    return this.#ask(question, parties, this.log.streams(this.view.category));
  }

  #ask(question: Question, parties: Parties | undefined, streams: Iterable<string>): boolean {
    if (!parties) return false;
    this.#moveTo(this.#standpoint.with({ question, context: { ...this.context, parties } }), streams);
    return true;
  }

  get context(): Context {
    return this.#standpoint.context;
  }

  get question(): Question {
    return this.#standpoint.question;
  }

  /** The log that it reads, for what crosses categories at the edge. */
  get log(): Log {
    return this.#standpoint.log;
  }

  /**
   * Subtracts what the streams contributed before and adds what they contribute now. What has to be reckoned together
   * is reckoned once, when all of its lines are there. Each stream is looked at while its state is at hand.
   */
  #moveTo(standpoint: Standpoint, streams: Iterable<string>, looks: readonly StreamLook[] = []): void {
    const before = this.#standpoint;
    this.#standpoint = standpoint;
    const waiting = new Set(streams);
    const touched = new Set<string>();
    const standpointOf: StandpointOf = (stream) => (waiting.has(stream) ? before : standpoint);
    for (const stream of waiting) {
      for (const id of this.#settle(stream, standpointOf)) touched.add(id);
      waiting.delete(stream);
      for (const one of looks) one.look(stream);
    }
    this.#showAll(touched);
  }

  #settle(stream: string, standpointOf: StandpointOf): readonly string[] {
    for (const unread of this.#unread) unread.add(stream);
    const claimed = this.#standpoint.claimedIn(stream);
    this.#contested = undefined;
    if (claimed) this.#claimed.set(stream, claimed);
    else this.#claimed.delete(stream);
    return this.#lines.settle(stream, claimed, this.#standpoint, standpointOf);
  }

  /** Lines that are kept, and how they go together. */
  get families(): Families {
    return this.#lines.families;
  }

  unreadStreams(): Set<string> {
    const unread = new Set(this.log.streams(this.view.category));
    this.#unread.push(unread);
    return unread;
  }

  get rows(): Tally {
    return this.#sums.rows;
  }

  get totals(): Tally {
    return this.#sums.totals;
  }

  /** Those that are asked for, as each counts by itself; the ones that are not kept are read again. */
  get lines(): Line[] {
    return [...this.#sums.lines, ...this.#loneBy(({ id }) => id)];
  }

  get room(): BoardRoom {
    return this.#sums.room;
  }

  /** What a stream adds, each line for itself. */
  linesOf(stream: string): readonly Line[] {
    return this.#lines.of(stream, this.#standpoint);
  }

  /** A line for itself, asked for or not. */
  line(id: string): Line | undefined {
    return this.#lines.line(id, this.#standpoint);
  }

  /** A line as it counts by itself; undefined where it is not asked for. */
  shownLine(id: string): Line | undefined {
    const stream = this.#lines.lone?.streamNamed(id);
    const lone = stream === undefined ? [] : this.#loneBy(({ id: own }) => own, [stream]);
    return this.#sums.line(id) ?? lone.find((line) => line.id === id);
  }

  /** Sums of the lines that are asked for, beside rows and totals. */
  sums(grouping: Grouping): readonly Tally[] {
    return this.#sums.of(grouping, this.#askedLines);
  }

  /** Which claims of a stream count. */
  selectionOf(stream: string): Selection {
    return this.#claimed.get(stream)?.selection ?? new Map();
  }

  /** The lines that are asked for and have these keys, too, as they count together beside the others. */
  counted(only: Readonly<Record<string, string>> = {}): Line[] {
    const groupOf = (keys: Keys): string | undefined =>
      Object.entries(only).every(([name, value]) => keys[name] === value) ? '' : undefined;
    // What never goes together counts alike, whether the rest is asked for or not.
    if (Object.keys(only).some((name) => !this.families.rule.within.includes(name)))
      return this.countedBy(groupOf);
    const kept = this.#sums.totalLines.filter(({ keys }) => groupOf(keys) !== undefined);
    return [...kept, ...this.#loneBy(({ keys }) => groupOf(keys))];
  }

  /** What each group of the lines that are asked for adds, beside all that are not in it. */
  countedBy(groupOf: (keys: Keys) => string | undefined): Line[] {
    return this.countedOf(({ keys }) => (this.isAsked(keys) ? groupOf(keys) : undefined));
  }

  /** What each group of lines adds, asked for or not. */
  countedOf(groupOf: (line: Line) => string | undefined): Line[] {
    return this.#lines.countedBy(groupOf, this.#standpoint);
  }

  /** Lines that are asked for and not kept, read again: of all streams, or of these. */
  #loneBy(groupOf: (line: Line) => string | undefined, streams?: readonly string[]): Line[] {
    const groupOfAsked = (line: Line) => (this.isAsked(line.keys) ? groupOf(line) : undefined);
    return this.#lines.loneClans(this.#standpoint, streams).flatMap((clan) => clan.counted(groupOfAsked));
  }

  readonly #askedLines: BoardLines = {
    by: (cells) =>
      this.families.countedBy(({ keys }) => (this.isAsked(keys) ? cells.textAt(keys) : undefined)),
    lone: () => this.#lines.lone?.clans(this.#standpoint) ?? [],
    isAsked: (keys) => this.isAsked(keys),
  };

  /** The states of all streams at the question's own cut, with the claims that count. */
  states<State>(): State[] {
    const cut = cutOf(this.question);
    return [...this.log.streams(this.view.category)].sort().map((stream) => this.state<State>(stream, cut));
  }

  state<State>(stream: string, cut: Cut): State {
    return this.#standpoint.state<State>(stream, cut, this.#claimed.get(stream));
  }

  /** The claims that differ among those of its streams. */
  get contested(): Contested {
    return (this.#contested ??= new Contested(this.#claimed.values()));
  }

  /** What it answers; of its tables those alone that somebody reads, where these are named. */
  answer(told?: ReadonlySet<string>): Answer {
    this.#contested = undefined;
    // What rival claims leave open is read off all rows.
    this.#told = this.#claimed.size > 0 ? undefined : told;
    const { rows, totals, contested } = this;
    const sums = { measures: this.view.measures, rows, totals, contested };
    const answer = answerIn(rows, totals, sums.measures, this, contested);
    // Where rival claims stand behind a number, the lowest and highest that any selection of them gives.
    addSpans(answer, {
      ...sums,
      claimed: this.#claimed,
      linesOf: (stream) => this.linesOf(stream),
      standpoint: this.#standpoint,
      put: (stream, lines) => this.#showAll(this.#lines.put(stream, lines, () => this.#standpoint)),
      swap: (stream, swap) => this.#showAll(this.#lines.swap(stream, swap, () => this.#standpoint)),
    });
    return this.view.finish ? this.view.finish(answer, this) : answer;
  }

  /** What has to be reckoned together is reckoned anew: line by line, row by row, and in all. */
  #showAll(ids: Iterable<string>): void {
    const before = this.#before;
    for (const clan of this.families.clans(ids)) {
      for (const id of before ? clan : []) if (!before?.has(id)) before?.set(id, this.#sums.line(id));
      this.#sums.show(clan, this.families.together(clan), this.#standpoint);
    }
  }

  /** Whether somebody reads this table of the answer that is given: else it may be left empty. */
  readonly isTold = (table: string): boolean => this.#told?.has(table) ?? true;

  /** Whether the question asks for what has these keys. */
  isAsked(keys: Keys): boolean {
    return this.#standpoint.isAsked(keys);
  }
}
