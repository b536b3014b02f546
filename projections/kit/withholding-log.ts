import type { Fact } from '../../events/index.js';
import type { Log } from './log.js';

/** A log in which some events have not happened yet. */
export class WithholdingLog implements Log {
  readonly #held: Set<string>;

  constructor(
    private readonly log: Log,
    held: readonly Fact[],
  ) {
    this.#held = new Set(held.map(({ id }) => id));
  }

  get position(): number {
    return this.log.position;
  }

  release({ id }: Fact): void {
    this.#held.delete(id);
  }

  withhold({ id }: Fact): void {
    this.#held.add(id);
  }

  streams(category: string): Iterable<string> {
    return this.log.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    return this.log.facts(stream).filter(({ id }) => !this.#held.has(id));
  }

  wholeOf(stream: string): string {
    return this.log.wholeOf?.(stream) ?? stream;
  }

  fact(id: string): Fact | undefined {
    return this.#held.has(id) ? undefined : this.log.fact(id);
  }
}
