import { groupBy } from '../../events/kit/group.js';
import type { Line } from './line.js';
import { largerOf, sumOf } from './family-parts.js';
import type { Parts } from './measure.js';

/** A statement as far as it is of one layer, basis, …: its lines. */
interface StatementLines {
  readonly lines: readonly Line[];
  /** The statement that took its place, if any. */
  readonly next: string | undefined;
}

const isStanding = ({ isGone }: Line): boolean => !isGone;

/** Lines with their containers among themselves: the larger of their own and what they contain. */
const sumWithin = (lines: readonly Line[], lasting: readonly string[]): Parts => {
  const ids = new Set(lines.map(({ id }) => id));
  const own = ({ parts }: Line): Parts =>
    Object.fromEntries(Object.entries(parts).filter(([measure]) => lasting.includes(measure)));
  const whole = (line: Line, above: readonly string[]): Parts => {
    const inner = lines.filter(({ id, container }) => container === line.id && !above.includes(id));
    return inner.length === 0
      ? own(line)
      : largerOf(own(line), sumOf(inner.map((one) => whole(one, [...above, line.id]))));
  };
  const outer = lines.filter(({ container }) => container === undefined || !ids.has(container));
  return sumOf(outer.map((line) => whole(line, [])));
};

/**
 * Which lines others have taken the place of. A statement and its successor are one: what lasts of it counts with the
 * successor where that is larger, and nothing else of it counts. Without a successor that says anything of the same
 * layer and basis it stands by itself.
 */
export class Heirs {
  readonly #statements = new Map<string, StatementLines>();
  readonly #heirs = new Map<string, string>();

  constructor(
    readonly lines: readonly Line[],
    readonly keyOf: (line: Line) => string,
    readonly lasting: readonly string[],
  ) {
    if (lines.every(({ successor }) => successor === undefined)) return;
    const named = lines.filter(({ statement }) => statement !== undefined);
    for (const [key, theirs] of groupBy(named, (line) => this.#keyOf(line)))
      this.#statements.set(key, {
        lines: theirs,
        next: theirs.find(({ successor }) => successor !== undefined)?.successor,
      });
    for (const line of lines) this.#settle(line);
  }

  /** The statement, as `statementOf` names it, whose lines stand for this one. */
  heirOf(line: Line): string | undefined {
    return this.#heirs.get(line.id);
  }

  get heirs(): Set<string> {
    return new Set(this.#heirs.values());
  }

  linesOf(heir: string): readonly Line[] {
    return (this.#statements.get(heir)?.lines ?? []).filter(
      (line) => isStanding(line) && !this.#heirs.has(line.id),
    );
  }

  /** The lines that a statement stands for beside its own. */
  inherited(heir: string): Line[] {
    return this.lines.filter((line) => this.#heirs.get(line.id) === heir);
  }

  /** What lasts of all that a statement took the place of, directly or through others. */
  lastingIn(heir: string): Parts {
    const theirs = groupBy(this.inherited(heir).filter(isStanding), (line) => this.#keyOf(line));
    const next = new Map([...theirs].map(([key, [line]]) => [key, this.#nextOf(line, heir, theirs)]));
    const taken = (key: string, above: readonly string[]): Parts => {
      const before = [...next].filter(([one, after]) => after === key && !above.includes(one));
      const handed = before.map(([one]) => taken(one, [...above, one]));
      const own = sumWithin(theirs.get(key) ?? [], this.lasting);
      return handed.length === 0 ? own : largerOf(own, sumOf(handed));
    };
    return taken(heir, []);
  }

  /** The next statement on the way from that of a line to its heir that hands something on itself. */
  #nextOf(line: Line, heir: string, among: ReadonlyMap<string, unknown>): string {
    const key = this.#keyOf(line);
    const { way } = this.#wayFrom(line);
    return way.find((one) => one === heir || (among.has(one) && one !== key)) ?? heir;
  }

  /** The statement of a line, or another one, as far as it is of the line's layer and basis. */
  #keyOf(line: Line, statement = line.statement): string {
    return `${statement} ${this.keyOf(line)}`;
  }

  /** The statements that took its place, one after the other, and those of them that go on in a circle. */
  #wayFrom(line: Line): { way: string[]; circle: string[] } {
    const way: string[] = [];
    let next = line.successor;
    while (next !== undefined) {
      const key = this.#keyOf(line, next);
      if (way.includes(key)) return { way, circle: way.slice(way.indexOf(key)) };
      way.push(key);
      next = this.#nextAfter(next, key);
    }
    return { way, circle: [] };
  }

  /** A statement that says nothing of this layer and basis hands on to its successor, too. */
  #nextAfter(statement: string, key: string): string | undefined {
    const here = this.#statements.get(key);
    if (here) return here.lines.some((line) => isStanding(line) && !line.successor) ? undefined : here.next;
    return this.lines.find((line) => line.statement === statement && line.successor !== undefined)?.successor;
  }

  #settle(line: Line): void {
    if (line.successor === undefined || line.statement === undefined) return;
    const heir = this.#standingFor(line);
    if (heir !== undefined && heir !== this.#keyOf(line)) this.#heirs.set(line.id, heir);
  }

  /** The last on the way that says anything; of a circle the first by name, as if nothing had taken its place. */
  #standingFor(line: Line): string | undefined {
    const says = (key: string): boolean => (this.#statements.get(key)?.lines ?? []).some(isStanding);
    const { way, circle } = this.#wayFrom(line);
    return circle.some(says) ? circle.filter(says).sort()[0] : way.reverse().find(says);
  }
}
