import type { Line } from './line.js';
import type { Tally } from './tally.js';

type FindLine = (id: string) => Line | undefined;

/** Most are one by itself, which needs no index. */
const byId = (lines: readonly Line[]): FindLine => {
  if (lines.length < 3) return (id) => lines.find((line) => line.id === id);
  const index = new Map(lines.map((line) => [line.id, line]));
  return (id) => index.get(id);
};

/** A line as it counts in each of several ways; most are one and the same in all of them, and kept once. */
type Ways = Line | readonly (Line | undefined)[];

const isSeveral = (ways: Ways | undefined): ways is readonly (Line | undefined)[] => Array.isArray(ways);

const lineIn = (ways: Ways | undefined, way: number): Line | undefined =>
  isSeveral(ways) ? ways[way] : ways;

const joinWays = (lines: readonly (Line | undefined)[]): Ways | undefined =>
  lines.every((line) => line === lines[0]) ? lines[0] : lines;

/** Lines as they count now in one way or in several, of which each is added up where it has a tally. */
export class SettledLines {
  readonly #byId = new Map<string, Ways>();
  readonly #tallies: (Tally | undefined)[];

  constructor(tallies: readonly (Tally | undefined)[]) {
    this.#tallies = [...tallies];
  }

  get size(): number {
    return this.#byId.size;
  }

  all(way: number): Line[] {
    return [...this.#byId.values()].flatMap((ways) => lineIn(ways, way) ?? []);
  }

  line(id: string, way: number): Line | undefined {
    return lineIn(this.#byId.get(id), way);
  }

  /** Of all with these ids only the lines that are given count from now on, a list for each way. */
  settle(ids: readonly string[], lines: readonly (readonly Line[])[]): void {
    const finders: FindLine[] = [];
    for (const [way, list] of lines.entries()) {
      const known = lines.indexOf(list);
      finders.push(known < way ? finders[known]! : byId(list));
    }
    for (const id of ids) this.#put(id, finders);
  }

  /** Adds up what counts in one way by another tally, in which these lines count. */
  recount(way: number, tally: Tally, lines: readonly Line[]): void {
    this.#tallies[way] = tally;
    const find = byId(lines);
    for (const [id, ways] of this.#byId) {
      const line = find(id);
      tally.settle(undefined, line);
      this.#keep(id, joinWays(this.#tallies.map((_, one) => (one === way ? line : lineIn(ways, one)))));
    }
  }

  #put(id: string, finders: readonly FindLine[]): void {
    const before = this.#byId.get(id);
    const after = joinWays(finders.map((find) => find(id)));
    for (const [way, tally] of this.#tallies.entries())
      tally?.settle(lineIn(before, way), lineIn(after, way));
    this.#keep(id, after);
  }

  #keep(id: string, ways: Ways | undefined): void {
    if (ways) this.#byId.set(id, ways);
    else this.#byId.delete(id);
  }
}
