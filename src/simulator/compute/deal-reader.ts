import { LRUCache } from 'lru-cache';
import type { Fact } from '../../../events/index.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import type { Cut } from '../../../projections/kit/cut.js';
import { Families } from '../../../projections/kit/family.js';
import type { Line } from '../../../projections/kit/line.js';
import type { Log } from '../../../projections/kit/log.js';
import { isAskedFor } from '../../../projections/kit/question.js';
import { type Context, familyRuleOf, type StreamReading } from '../../../projections/kit/view.js';
import type { EditedLog } from '../edits/edited-log.js';
import { CutFold, FoldCache } from '../edits/folding.js';
import { IncrementalBoard } from './incremental-board.js';
import {
  matchesFilter,
  BoardReader,
  type TargetReader,
  rememberByKeys,
  rowOf,
  sumsOf,
} from './board-reader.js';
import type { Target } from '../scenario/targets.js';

/** One deal: its states at the cuts of a view. */
class DealLines {
  readonly #folds: FoldCache;
  readonly #foldings = new Map<string, CutFold>();

  constructor(
    readonly stream: string,
    readonly asked: ViewQuestion,
    readonly context: Context,
  ) {
    this.#folds = new FoldCache(stream);
  }

  lines(facts: readonly Fact[]): readonly Line[] {
    const { view, question } = this.asked;
    const reading: StreamReading = {
      stream: this.stream,
      state: <State>(cut: Cut): State => this.#folding(cut).state<State>(facts),
    };
    return view.contribution(reading, question, this.context);
  }

  #folding(cut: Cut): CutFold {
    const key = `${cut.effectiveAt} ${cut.horizon}`;
    const folding = this.#foldings.get(key) ?? new CutFold(this.#folds, cut, this.asked.question.policy);
    this.#foldings.set(key, folding);
    return folding;
  }
}

const mostRead = 256;

/** What a deal adds to the targets; its lines, where others decide what counts. */
type DealContribution =
  { sums: Float64Array; lines?: undefined } | { sums?: undefined; lines: readonly Line[] };

const isContested = (facts: readonly Fact[]): boolean => facts.some(({ rivalOf }) => rivalOf !== undefined);

/**
 * Reads the targets of a view that is a sum off a few deals, line by line: what a board says, without its rows. Where
 * claims rival, a board of these deals chooses among them.
 */
export class DealReader implements TargetReader {
  readonly #pages = new Map<string, DealLines>();
  readonly #read = new LRUCache<readonly Fact[], DealContribution>({ max: mostRead });
  readonly #board: BoardReader;

  constructor(
    readonly asked: ViewQuestion,
    readonly base: Log,
    readonly targets: readonly Target[],
    readonly context: Context,
  ) {
    this.#board = new BoardReader(new IncrementalBoard(asked, base), targets);
  }

  read(edited?: EditedLog): Float64Array {
    const log = edited?.outcome ?? this.base;
    const all = [...log.streams(this.asked.view.category)].map((stream) => ({
      stream,
      facts: log.facts(stream),
    }));
    if (all.some(({ facts }) => isContested(facts))) return this.#board.read(edited);
    const read = all.map(({ stream, facts }) => this.#readOf(stream, facts));
    const contained = read.some(({ lines }) => lines !== undefined);
    return contained ? this.#together(all) : this.#added(read);
  }

  #readOf(stream: string, facts: readonly Fact[]): DealContribution {
    const known = this.#read.get(facts);
    if (known) return known;
    const lines = this.#page(stream).lines(facts);
    const contains = lines.some(
      ({ container, successor, overlaps }) =>
        container !== undefined || successor !== undefined || overlaps !== undefined,
    );
    const read: DealContribution = contains ? { lines } : { sums: this.#sumsOf(lines) };
    this.#read.set(facts, read);
    return read;
  }

  #page(stream: string): DealLines {
    const page = this.#pages.get(stream) ?? new DealLines(stream, this.asked, this.context);
    this.#pages.set(stream, page);
    return page;
  }

  #added(read: readonly DealContribution[]): Float64Array {
    const total = this.#sumsOf([]);
    for (const { sums } of read) sums!.forEach((sum, place) => (total[place]! += sum));
    return total;
  }

  /** All lines as they count together with what they contain, overlap and succeed. */
  #together(all: readonly { stream: string; facts: readonly Fact[] }[]): Float64Array {
    const lines = all.flatMap(
      ({ stream, facts }) => this.#read.get(facts)?.lines ?? this.#page(stream).lines(facts),
    );
    const { view, question } = this.asked;
    const families = new Families(familyRuleOf(view, question));
    for (const line of lines) families.put(line);
    const rowsFor = rememberByKeys(({ only }: Target) =>
      families.counted((keys) => isAskedFor(question, keys) && matchesFilter(keys, only)).map(rowOf),
    );
    return sumsOf(rowsFor, this.targets);
  }

  #sumsOf(lines: readonly Line[]): Float64Array {
    const { question } = this.asked;
    const asked = lines.filter(({ keys, isGone }) => !isGone && isAskedFor(question, keys));
    return sumsOf(() => asked.map(rowOf), this.targets);
  }
}
