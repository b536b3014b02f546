import { Clan } from './clan.js';
import type { FamilyRule } from './family-rule.js';
import type { Keys, Line } from './line.js';
import { type LinesTogether, LoneLine } from './lines-together.js';

class LineIndex {
  readonly #ids = new Map<string, Set<string>>();

  of(key: string | undefined): ReadonlySet<string> {
    return (key !== undefined && this.#ids.get(key)) || none;
  }

  add(key: string | undefined, id: string): void {
    if (key === undefined) return;
    const known = this.#ids.get(key);
    if (known) known.add(id);
    else this.#ids.set(key, new Set([id]));
  }

  remove(key: string | undefined, id: string): void {
    if (key !== undefined) this.#ids.get(key)?.delete(id);
  }
}

const none: ReadonlySet<string> = new Set();

/** The ids of lines that have to be reckoned together, one and the same list for as long as they do. */
export type ClanIds = readonly string[];

/**
 * Lines, and which of them have to be reckoned together: containers with what they include, statements with those that
 * took their place, and what is stated to be the same.
 */
export class Families {
  readonly #lines = new Map<string, Line>();
  readonly #parts = new LineIndex();
  readonly #overlapping = new LineIndex();
  readonly #stating = new Set<string>();
  /** Those that were handed out, each under all of its ids. */
  readonly #clans = new Map<string, ClanIds>();
  /** Of those that state an overlap, the ones whose clan nobody has got yet. */
  readonly #unread = new Set<string>();
  /** Clans that were handed out and that are so no more. */
  #changed: ClanIds[] = [];
  /** By their statement: kept once there is one that took another's place, which few lines tell of. */
  #stated: LineIndex | undefined;
  readonly #superseded = new LineIndex();
  /** By their own statement, the lines of which another one took the place. */
  readonly #handing = new LineIndex();

  constructor(readonly rule: FamilyRule) {}

  put(line: Line): void {
    this.#lines.set(line.id, line);
    this.#parts.add(line.container, line.id);
    this.#stated?.add(line.statement, line.id);
    this.#superseded.add(line.successor, line.id);
    if (line.successor !== undefined) {
      this.#handing.add(line.statement, line.id);
      this.#stated ??= this.#indexStated();
    }
    if (line.overlaps) {
      this.#stating.add(line.id);
      this.#unread.add(line.id);
    }
    for (const { other } of line.overlaps ?? []) this.#overlapping.add(other, line.id);
    this.#forgetBeside(line.id);
  }

  remove(line: Line): void {
    this.#forget(line.id);
    this.#lines.delete(line.id);
    this.#parts.remove(line.container, line.id);
    this.#stated?.remove(line.statement, line.id);
    this.#superseded.remove(line.successor, line.id);
    this.#handing.remove(line.statement, line.id);
    this.#stating.delete(line.id);
    this.#unread.delete(line.id);
    for (const { other } of line.overlaps ?? []) this.#overlapping.remove(other, line.id);
  }

  /** Clans of which one states an overlap with another, as far as they came or went since the last call. */
  takeOverlapping(): { come: readonly ClanIds[]; gone: readonly ClanIds[] } {
    const come = [...new Set([...this.#unread].map((id) => this.#clanWith(id)))];
    const gone = this.#changed;
    this.#unread.clear();
    this.#changed = [];
    return { come, gone };
  }

  line(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  /** The ids of all that have to be reckoned together with one of these, each such set once. */
  clans(ids: Iterable<string>): string[][] {
    const seen = new Set<string>();
    return [...ids].flatMap((id) => (seen.has(id) ? [] : [this.#reach(id, seen)]));
  }

  /** Those of these lines that are there, reckoned together. */
  together(ids: readonly string[]): LinesTogether {
    const lines = ids.flatMap((id) => this.#lines.get(id) ?? []);
    const [line, other] = lines;
    return line && !other ? new LoneLine(line) : new Clan(lines, this.rule);
  }

  /** All lines that are asked for, as they count together: what each adds, beside the others. */
  counted(isAsked: (keys: Keys) => boolean): Line[] {
    return this.countedBy(({ keys }) => (isAsked(keys) ? '' : undefined));
  }

  /** What each group of lines adds, beside all that are not in it; lines in no group are not asked for. */
  countedBy(groupOf: (line: Line) => string | undefined): Line[] {
    const lines = [...this.#lines.values()];
    const alone = lines.filter((line) => this.isAlone(line) && !line.isGone && groupOf(line) !== undefined);
    const related = lines.filter((line) => !this.isAlone(line)).map(({ id }) => id);
    return [...alone, ...this.clans(related).flatMap((ids) => this.together(ids).counted(groupOf))];
  }

  #indexStated(): LineIndex {
    const stated = new LineIndex();
    for (const { statement, id } of this.#lines.values()) stated.add(statement, id);
    return stated;
  }

  #clanWith(id: string): ClanIds {
    const known = this.#clans.get(id);
    if (known) return known;
    const ids = this.#reach(id, new Set());
    for (const one of ids) this.#clans.set(one, ids);
    return ids;
  }

  #forget(id: string): void {
    const ids = this.#clans.get(id);
    if (!ids) return;
    this.#changed.push(ids);
    for (const one of ids) {
      this.#clans.delete(one);
      if (this.#stating.has(one)) this.#unread.add(one);
    }
  }

  /** What a line is put beside is no longer alone. */
  #forgetBeside(id: string): void {
    if (this.#clans.size === 0) return;
    this.#forget(id);
    for (const one of this.#beside(id)) this.#forget(one);
  }

  /** Whether a line, which need not be one of these, is reckoned together with none of them. */
  isAlone({ id, container, overlaps, successor, statement }: Line): boolean {
    const isNamed = [this.#parts.of(id), this.#overlapping.of(id), this.#superseded.of(statement)];
    return !container && !overlaps && successor === undefined && isNamed.every(({ size }) => size === 0);
  }

  #reach(from: string, seen: Set<string>): string[] {
    const ids = [from];
    seen.add(from);
    for (const id of ids)
      for (const next of this.#beside(id))
        if (!seen.has(next)) {
          seen.add(next);
          ids.push(next);
        }
    return ids;
  }

  *#beside(id: string): Iterable<string> {
    yield* this.#parts.of(id);
    yield* this.#overlapping.of(id);
    const line = this.#lines.get(id);
    if (!line) return;
    if (line.container !== undefined) yield line.container;
    for (const { other } of line.overlaps ?? []) yield other;
    if (!this.#stated) return;
    yield* this.#stated.of(line.successor);
    const superseded = this.#superseded.of(line.statement);
    yield* superseded;
    // What takes a statement's place is reckoned as a whole, and what goes on to another one with it.
    if (superseded.size > 0 || this.#handing.of(line.statement).size > 0)
      yield* this.#stated.of(line.statement);
  }
}
