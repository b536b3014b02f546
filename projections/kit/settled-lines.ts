import type { Line } from './line.js';
import type { Tally } from './tally.js';

/** Most are one by itself, which needs no index. */
const byId = (lines: readonly Line[]): ((id: string) => Line | undefined) => {
  if (lines.length < 3) return (id) => lines.find((line) => line.id === id);
  const index = new Map(lines.map((line) => [line.id, line]));
  return (id) => index.get(id);
};

/** Lines as they count now, added up where there is a tally. */
export class SettledLines {
  readonly #byId = new Map<string, Line>();

  constructor(private readonly tally?: Tally) {}

  get all(): Line[] {
    return [...this.#byId.values()];
  }

  line(id: string): Line | undefined {
    return this.#byId.get(id);
  }

  /** Of all with these ids only the lines that are given count from now on. */
  settle(ids: readonly string[], lines: readonly Line[]): void {
    const lineOf = byId(lines);
    for (const id of ids) {
      const line = lineOf(id);
      this.tally?.settle(this.#byId.get(id), line);
      if (line) this.#byId.set(id, line);
      else this.#byId.delete(id);
    }
  }
}
