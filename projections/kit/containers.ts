import type { Heirs } from './heirs.js';
import type { Line } from './line.js';

/** Which of some lines contains which, as far as they go together; a circle contains nothing. */
export class Containers {
  readonly #byId: ReadonlyMap<string, Line>;
  readonly #above = new Map<string, string>();
  readonly #directly = new Map<Line, Line | undefined>();

  constructor(
    lines: readonly Line[],
    readonly heirs: Heirs,
    readonly keyOf: (line: Line) => string,
  ) {
    this.#byId = new Map(lines.map((line) => [line.id, line]));
    if (lines.every(({ container }) => container === undefined)) return;
    for (const line of lines) if (heirs.heirOf(line) === undefined) this.#place(line);
  }

  /** The line that contains this one directly. */
  over(id: string): string | undefined {
    return this.#above.get(id);
  }

  /** The containers above a line, nearest first. */
  above(id: string): string[] {
    const chain: string[] = [];
    let container = this.#above.get(id);
    while (container !== undefined) {
      chain.push(container);
      container = this.#above.get(container);
    }
    return chain;
  }

  /** The line that stands for this one: itself, or the one that took its place. */
  standingFor(id: string): Line | undefined {
    const line = this.#line(id);
    const heir = line && this.heirs.heirOf(line);
    return heir === undefined ? line : this.#soleOf(heir);
  }

  /** The one line of a statement that stands for all that it took the place of; undefined where it has several. */
  #soleOf(heir: string): Line | undefined {
    const lines = this.heirs.linesOf(heir);
    const ids = new Set(lines.map(({ id }) => id));
    const outer = lines.filter(({ container }) => container === undefined || !ids.has(container));
    return outer.length === 1 ? outer[0] : undefined;
  }

  #place(line: Line): void {
    const container = this.#containerOf(line);
    if (container && this.keyOf(container) === this.keyOf(line) && !this.#isInCircle(line))
      this.#above.set(line.id, container.id);
  }

  /** Its container, or what took the place of that, unless the line contains or is that itself: then the next above. */
  #containerOf(line: Line): Line | undefined {
    if (!this.#directly.has(line)) this.#directly.set(line, this.#findContainer(line));
    return this.#directly.get(line);
  }

  #findContainer(line: Line): Line | undefined {
    for (const id of this.#statedAbove(line)) {
      const standing = this.standingFor(id);
      if (standing && (standing.id === id || !this.#isIn(standing, line))) return standing;
    }
    return undefined;
  }

  #isIn(line: Line, container: Line): boolean {
    return line.id === container.id || [...this.#statedAbove(line)].includes(container.id);
  }

  /** The containers that are stated above a line, nearest first; a circle ends where it closes. */
  *#statedAbove({ container }: Line): Iterable<string> {
    const passed = new Set<string>();
    let next = container;
    while (next !== undefined && !passed.has(next)) {
      passed.add(next);
      yield next;
      next = this.#line(next)?.container;
    }
  }

  #line(id: string): Line | undefined {
    return this.#byId.get(id);
  }

  /** Statements that contain each other in a circle contain nothing: each counts where it stands. */
  #isInCircle(line: Line): boolean {
    const seen = new Set<string>();
    let above = this.#containerOf(line);
    while (above && !seen.has(above.id)) {
      if (above.id === line.id) return true;
      seen.add(above.id);
      above = this.#containerOf(above);
    }
    return false;
  }
}
