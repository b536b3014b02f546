import type { ClaimSet } from './claims.js';
import type { ClaimedStream } from './rival-lines.js';

/** The names of the events that a number rests on. */
interface Rests extends Iterable<string> {
  readonly size: number;
  has(name: string): boolean;
}

const none: ReadonlySet<string> = new Set();

/** The claims of a board that differ. */
export class Contested {
  readonly #sets = new Map<string, ClaimSet>();
  readonly #moving = new Map<string, ReadonlySet<string>>();

  constructor(claimed: Iterable<ClaimedStream>) {
    for (const { sets } of claimed)
      for (const set of sets)
        for (const id of [set.root, ...set.claims.map((one) => one.id)]) this.#sets.set(id, set);
  }

  /** Tells it which claim sets move which cells, by their roots: the span of a cell rests on these, too. */
  addMoving(moving: ReadonlyMap<string, ReadonlySet<string>>): void {
    for (const [text, roots] of moving) this.#moving.set(text, roots);
  }

  /** The roots of the sets that move a cell, whose text this is; none before they were looked for. */
  movingOf(text: string): ReadonlySet<string> {
    return this.#moving.get(text) ?? none;
  }

  get isNone(): boolean {
    return this.#sets.size === 0;
  }

  /** How many other claims there are of what a number rests on. */
  rivalsOf(rests: Rests): number {
    return [...this.#behind(rests)].reduce((sum, { claims }) => sum + claims.length - 1, 0);
  }

  /** The mark of what rests on such claims, with how many others there are; none where there are none. */
  flagsOf(rests: Rests): string[] {
    const rivals = this.rivalsOf(rests);
    return rivals > 0 ? [`rivals:${rivals}`] : [];
  }

  /** An entry with the mark of what rests on these events. */
  mark<Marked extends { readonly flags?: readonly string[] }>(entry: Marked, rests: Rests): Marked {
    const own = (entry.flags ?? []).filter((flag) => !flag.startsWith('rivals:'));
    return { ...entry, flags: [...own, ...this.flagsOf(rests)].sort() };
  }

  #behind(rests: Rests): Set<ClaimSet> {
    const behind = new Set<ClaimSet>();
    if (this.isNone) return behind;
    if (this.#sets.size < rests.size) {
      for (const [id, set] of this.#sets) if (rests.has(id)) behind.add(set);
      return behind;
    }
    for (const id of rests) {
      const set = this.#sets.get(id);
      if (set) behind.add(set);
    }
    return behind;
  }
}
