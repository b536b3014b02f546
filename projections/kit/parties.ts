import type { Party } from '../../events/party/party.js';
import type { Cut } from './cut.js';
import { type Log, stateAt } from './log.js';

/** The registered parties at a cut: their states, and the party that each one turned out to be. */
export class Parties {
  readonly #states = new Map<string, Party>();

  constructor(log: Log, cut: Cut) {
    for (const stream of log.streams('party')) {
      const party = stateAt<Party>(log, stream, cut);
      this.#states.set(party.slug, party);
    }
  }

  get all(): Party[] {
    return [...this.#states.values()]
      .filter((party) => party.registered)
      .sort((left, right) => (left.slug < right.slug ? -1 : 1));
  }

  /** Whether every party is registered, and counts as another, as at another cut. */
  isNamedAs(others: Parties): boolean {
    const isSame = ([slug, { registered, goesBy }]: [string, Party]): boolean =>
      others.isRegistered(slug) === registered && others.get(slug)?.goesBy === goesBy;
    return this.#states.size === others.#states.size && [...this.#states].every(isSame);
  }

  get(slug: string): Party | undefined {
    return this.#states.get(slug);
  }

  isRegistered(slug: string): boolean {
    return this.#states.get(slug)?.registered ?? false;
  }

  /** The slug under which a party counts: identified and merged parties count as the other one. */
  slugOf(slug: string): string {
    const seen = new Set<string>();
    let current = slug;
    while (!seen.has(current)) {
      seen.add(current);
      current = this.#states.get(current)?.goesBy ?? current;
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
