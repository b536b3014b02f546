import { canonicalJson, eventHash } from '../canonical.js';
import type { StoredEvent } from '../store.js';

const hashBehind = (previous: string, { event: { hash: _, ...event } }: StoredEvent): string =>
  eventHash(previous, canonicalJson(event));

/** These events, each behind the one before, with the hashes that follow. */
export const chainOn = (previous: string, events: readonly StoredEvent[]): StoredEvent[] => {
  let last = previous;
  return events.map((stored) => {
    last = hashBehind(last, stored);
    return { ...stored, event: { ...stored.event, hash: last } };
  });
};

/**
 * The hashes of the combined log. Up to the first confidential event they are the public ones; from there on every event
 * has another place, and so another hash.
 */
export class CombinedChain {
  readonly #hashes: string[] = [];

  /** `start`: how many events stand in front of the first confidential one, the last of which has the hash `seed`. */
  constructor(
    private readonly start: number,
    private readonly seed: string,
  ) {}

  /** Up to where it is worked out. */
  get end(): number {
    return this.start + this.#hashes.length;
  }

  /** Of an event that it has reached; undefined for one in front of it, which keeps its own. */
  at(position: number): string | undefined {
    return position === this.start ? this.seed : this.#hashes[position - this.start - 1];
  }

  /** Takes in the event, in case it is the next one. */
  reach(stored: StoredEvent): void {
    if (stored.event.position === this.end + 1)
      this.#hashes.push(hashBehind(this.at(this.end) ?? this.seed, stored));
  }
}
