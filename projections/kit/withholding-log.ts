import type { Fact } from '../../events/index.js';
import type { Log, PartOfStream } from './log.js';

/** A log in which some events have not happened yet. */
export class WithholdingLog implements Log {
  readonly #held: Set<string>;
  /** The stream that was read last, while no event was held or let go since: the same list for whoever asks again. */
  #last: { stream: string; facts: readonly Fact[] } | undefined;

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
    this.#last = undefined;
  }

  withhold({ id }: Fact): void {
    this.#held.add(id);
    this.#last = undefined;
  }

  isHeld({ id }: Fact): boolean {
    return this.#held.has(id);
  }

  streams(category: string): Iterable<string> {
    return this.log.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    if (this.#last?.stream === stream) return this.#last.facts;
    const facts = this.log.facts(stream).filter((fact) => !this.isHeld(fact));
    this.#last = { stream, facts };
    return facts;
  }

  partOf(stream: string): PartOfStream | undefined {
    return this.log.partOf?.(stream);
  }

  fact(id: string): Fact | undefined {
    return this.#held.has(id) ? undefined : this.log.fact(id);
  }
}
