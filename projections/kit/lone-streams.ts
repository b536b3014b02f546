import type { Category } from '../../events/kit/declaration.js';
import { groupBy } from '../../events/kit/group.js';
import { Clan } from './clan.js';
import { ConnectedNames } from './connected.js';
import type { FamilyRule } from './family-rule.js';
import type { Line } from './line.js';
import { type LineRun, linesInRuns, runsOf } from './line-runs.js';
import { type LinesTogether, LoneLine } from './lines-together.js';
import type { ClaimedStream } from './rival-lines.js';
import { keepAlike } from './same-lines.js';
import { NumberedNames } from './numbered-names.js';
import { NumberedTally } from './numbered-tally.js';
import type { Standpoint } from './standpoint.js';
import type { TallyMaker } from './tally.js';
import type { ClanSum } from './view.js';

/** More lines than these are kept, so that one that moves costs itself and not its whole stream. */
const mostLines = 32;

const hasNeighbours = ({ container, overlaps }: Line): boolean => container !== undefined || !!overlaps;

/** The lines of one stream, as those that have to be reckoned together where no other stream has any of them. */
const clansAmong = (lines: readonly Line[], rule: FamilyRule): LinesTogether[] => {
  if (!lines.some(hasNeighbours)) return lines.map((line) => new LoneLine(line));
  const connected = new ConnectedNames();
  for (const { id, container, overlaps = [] } of lines) {
    if (container !== undefined) connected.connect(id, container);
    for (const { other } of overlaps) connected.connect(id, other);
  }
  return [...groupBy(lines, ({ id }) => connected.rootOf(id)).values()].map((together) => {
    const [line, next] = together;
    return next ? new Clan(together, rule) : new LoneLine(line);
  });
};

/** Whether a period has more lines than are read again whenever one of them moves. */
const isLong = (runs: readonly LineRun[]): boolean => {
  const count = runs.reduce((sum, { lines, further }) => sum + lines.length * (1 + further.length), 0);
  if (count <= mostLines) return false;
  const periods = runs.flatMap(({ lines, further }) => [...lines.map(({ keys }) => keys.period), ...further]);
  return count > mostLines * new Set(periods).size;
};

const areAlike = (known: readonly Line[], lines: readonly Line[]): boolean =>
  known.length === lines.length && keepAlike(known, lines).every((line, place) => line === known[place]);

const isSameRun = (one: LineRun | undefined, { lines, further }: LineRun): boolean =>
  one !== undefined &&
  one.further.length === further.length &&
  one.further.every((period, place) => period === further[place]) &&
  areAlike(one.lines, lines);

const linesIn = (runs: readonly LineRun[]): Line[] => runs.flatMap(({ lines }) => lines);

/**
 * Streams of which no line goes together with one of another stream. They are added up and not kept: what such a stream
 * came to is read again when it changes, so that a board takes the room of its sums and not that of its lines. It is read
 * off the log of before, by the question of before, which then have to say what they said: a log may grow under such a
 * board only behind the position of its question.
 */
export class LoneStreams {
  readonly #there = new Set<string>();
  /** Those of which others have named a line: they are kept from then on. */
  readonly #named = new Set<string>();
  readonly #names: RegExp;

  constructor(
    category: Category,
    readonly rule: FamilyRule,
    private readonly sums: readonly ClanSum[],
  ) {
    this.#names = new RegExp(`(?:^|[:|])(${category}-[a-z0-9-]+)`);
  }

  /** Makes the tables of a board that keeps sums: of many deals, and of many periods. */
  static tallies(): TallyMaker {
    const names = new NumberedNames();
    return (...made) => new NumberedTally(names, ...made);
  }

  has(stream: string): boolean {
    return this.#there.has(stream);
  }

  /** The stream of which a line, a container or a statement is, by its id; undefined where it is of another category. */
  streamNamed(id: string): string | undefined {
    return this.#names.exec(id)?.[1];
  }

  /**
   * Adds a stream up as it is now, in place of what it was. Where it has to be kept, and is none of these (any more), the
   * lines that are to be kept; a stream about which claims differ has to be.
   */
  put(
    stream: string,
    claimed: ClaimedStream | undefined,
    now: Standpoint,
    before: Standpoint,
  ): readonly Line[] | undefined {
    const runs = claimed ? [] : runsOf(stream, now);
    const isLone = !claimed && this.#isLone(stream, runs);
    const known = this.#take(stream, before);
    if (!isLone) {
      this.#add(known, before, -1n);
      return claimed ? now.linesOf(stream, claimed) : linesInRuns(runs);
    }
    this.#there.add(stream);
    const isSame = known.length === runs.length && runs.every((run, place) => isSameRun(known[place], run));
    if (isSame) return undefined;
    this.#add(runs, now, 1n);
    this.#add(known, before, -1n);
    return undefined;
  }

  /**
   * Takes out those that the lines of another stream name for the first time, each by the standpoint in which it was read
   * last; what they came to. They have to be kept from then on.
   */
  release(
    stream: string,
    lines: readonly Line[],
    standpointOf: (named: string) => Standpoint,
  ): [string, readonly Line[]][] {
    const come = this.#namedBy(stream, lines).filter((named) => !this.#named.has(named));
    return come.flatMap((named): [string, readonly Line[]][] => {
      this.#named.add(named);
      if (!this.has(named)) return [];
      const known = this.#take(named, standpointOf(named));
      this.#add(known, standpointOf(named), -1n);
      return [[named, linesInRuns(known)]];
    });
  }

  /** Their lines as they have to be reckoned together: of all streams, or of these as far as they are there. */
  *clans(standpoint: Standpoint, streams: Iterable<string> = this.#there): Iterable<LinesTogether> {
    for (const stream of streams)
      if (this.has(stream)) yield* clansAmong(standpoint.linesOf(stream), this.rule);
  }

  #add(runs: readonly LineRun[], standpoint: Standpoint, sign: 1n | -1n): void {
    for (const { lines, further } of runs)
      for (const clan of clansAmong(lines, this.rule))
        for (const sum of this.sums) sum.add(clan, standpoint, sign, further);
  }

  #take(stream: string, standpoint: Standpoint): readonly LineRun[] {
    return this.#there.delete(stream) ? runsOf(stream, standpoint) : [];
  }

  #isLone(stream: string, runs: readonly LineRun[]): boolean {
    if (this.#named.has(stream)) return false;
    return !isLong(runs) && this.#namedBy(stream, linesIn(runs)).length === 0;
  }

  #namedBy(stream: string, lines: readonly Line[]): string[] {
    const ids = lines.flatMap(({ container, overlaps = [], successor }) => [
      ...(container === undefined ? [] : [container]),
      ...overlaps.map(({ other }) => other),
      ...(successor === undefined ? [] : [successor]),
    ]);
    return [...new Set(ids.flatMap((id) => this.streamNamed(id) ?? []))].filter((named) => named !== stream);
  }
}
