import type { Fact } from '../../events/index.js';
import type { Log } from './log.js';

/** The log as it was when it ended at a position: what was recorded later isn't there at all. */
class Prefix implements Log {
  readonly #facts = new Map<string, readonly Fact[]>();

  constructor(
    private readonly log: Log,
    readonly position: number,
  ) {}

  *streams(category: string): Iterable<string> {
    for (const stream of this.log.streams(category)) if (this.facts(stream).length > 0) yield stream;
  }

  facts(stream: string): readonly Fact[] {
    const known = this.#facts.get(stream);
    if (known) return known;
    const facts = this.log.facts(stream).filter(({ position }) => position <= this.position);
    this.#facts.set(stream, facts);
    return facts;
  }

  fact(id: string): Fact | undefined {
    const fact = this.log.fact(id);
    return fact && fact.position <= this.position ? fact : undefined;
  }
}

/** The log up to a position; itself when it doesn't go beyond. */
export const logUpTo = (log: Log, position: number): Log =>
  position < log.position ? new Prefix(log, position) : log;
