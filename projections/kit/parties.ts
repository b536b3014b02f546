import type { Party } from '../../events/party/party.js';
import type { Cut } from './cut.js';
import { type Log, stateAt } from './log.js';

/** The registered parties at a cut: their states, and the party that each one turned out to be. */
export class Parties {
  readonly #states = new Map<string, Party>();
  /** More was asked of them than under which slugs they count. */
  #isLookedUp = false;

  constructor(log: Log, cut: Cut) {
    for (const stream of log.streams('party')) {
      const party = stateAt<Party>(log, stream, cut);
      this.#states.set(party.slug, party);
    }
  }

  get all(): Party[] {
    this.#isLookedUp = true;
    return [...this.#states.values()]
      .filter((party) => party.registered)
      .sort((left, right) => (left.slug < right.slug ? -1 : 1));
  }

  /** The parties on another effective day; undefined where what was asked of these may be answered otherwise then. */
  onDay(log: Log, cut: Cut): Parties | undefined {
    const moved = this.#at(log, cut);
    return this.#isCountedAs(moved) && (!this.#isLookedUp || this.#isRegisteredAs(moved)) ? moved : undefined;
  }

  /** The same as known on another day, by which anything may have been learnt of them. */
  asKnown(log: Log, cut: Cut): Parties | undefined {
    if (this.#isLookedUp) return undefined;
    const moved = this.#at(log, cut);
    return this.#isCountedAs(moved) ? moved : undefined;
  }

  get(slug: string): Party | undefined {
    this.#isLookedUp = true;
    return this.#states.get(slug);
  }

  isRegistered(slug: string): boolean {
    return this.get(slug)?.registered ?? false;
  }

  #at(log: Log, cut: Cut): Parties {
    const moved = new Parties(log, cut);
    moved.#isLookedUp = this.#isLookedUp;
    return moved;
  }

  #isCountedAs(others: Parties): boolean {
    return (
      this.#isAlike(others, (party) => party?.goesBy) && this.#isAlike(others, (party) => party?.identifiedAs)
    );
  }

  #isRegisteredAs(others: Parties): boolean {
    return this.#isAlike(others, (party) => party?.registered ?? false);
  }

  #isAlike(others: Parties, read: (party: Party | undefined) => unknown): boolean {
    const slugs = new Set([...this.#states.keys(), ...others.#states.keys()]);
    return [...slugs].every((slug) => read(this.#states.get(slug)) === read(others.#states.get(slug)));
  }

  /** The slug under which a party counts: identified and merged parties count as the other one. */
  slugOf(slug: string): string {
    return this.#lastOf(slug, ({ goesBy }) => goesBy);
  }

  /**
   * The party that one turned out to be, whatever became of it since. What became part of another is no part of that
   * one's shares: stakes in it, its values, its rounds and warrants on it stay its own.
   */
  identityOf(slug: string): string {
    return this.#lastOf(slug, ({ identifiedAs }) => identifiedAs);
  }

  #lastOf(slug: string, next: (party: Party) => string | undefined): string {
    const seen = new Set<string>();
    let current = slug;
    while (!seen.has(current)) {
      seen.add(current);
      const party = this.#states.get(current);
      current = (party && next(party)) ?? current;
    }
    return current;
  }

  /** The parties of `stake-<holder>-<issuer>`; undefined when no split, or more than one, names two registered ones. */
  ofStake(stream: string): StakeParties | undefined {
    return stakePartiesOf(stream, (slug) => this.isRegistered(slug));
  }
}

export interface StakeParties {
  holder: string;
  issuer: string;
}

/** The one split of `stake-<holder>-<issuer>` that names two registered parties. */
export const stakePartiesOf = (
  stream: string,
  isRegistered: (slug: string) => boolean,
): StakeParties | undefined => {
  const words = stream.slice('stake-'.length).split('-');
  const splits = words.slice(1).map((_, index) => ({
    holder: words.slice(0, index + 1).join('-'),
    issuer: words.slice(index + 1).join('-'),
  }));
  const named = splits.filter(({ holder, issuer }) => isRegistered(holder) && isRegistered(issuer));
  return named.length === 1 ? named[0] : undefined;
};
