import { type Bounds, boundsOf, nothing } from '../events/kit/quantity.js';
import type { Holding, Stake } from '../events/stake/stake.js';
import type { HeldStake } from './held-stake.js';
import type { Board } from './kit/board.js';
import { statesUnderClaims } from './kit/derived-spans.js';

/** What a holder has on each basis. */
type HeldByBasis = Stake['holdings'];

/** How far a part reaches over what it is under each selection: nothing where there is none. */
const reachOf = (parts: readonly Bounds[]): Bounds =>
  parts.reduce(({ low, point, high }, one) => ({
    low: one.low < low ? one.low : low,
    point,
    high: high === null || one.high === null ? null : one.high > high ? one.high : high,
  }));

const partOn = (basis: string, holdings: HeldByBasis): Bounds => {
  const holding = [...holdings].find(([name]) => name === basis)?.[1];
  return holding ? boundsOf(holding.stake) : nothing;
};

/** Under which claims a holder has something on which basis, by its stream. */
export class ClaimedStakes {
  readonly #under = new Map<string, readonly HeldByBasis[]>();

  constructor(board: Board) {
    if (board.contested.isNone) return;
    for (const { stream } of board.states<Stake>()) {
      const under = statesUnderClaims<Stake>(stream, board).map(({ holdings }) => holdings);
      if (under.length > 0) this.#under.set(stream, under);
    }
  }

  get isNone(): boolean {
    return this.#under.size === 0;
  }

  /** Stakes with how far each reaches over rival claims: what is held along chains is more the more each stake is. */
  reached(held: readonly HeldStake[]): HeldStake[] {
    const shown = held.map((one) => ({ ...one, part: this.#reach(one) }));
    const known = new Set(held.map(({ stream, basis }) => `${stream}|${basis}`));
    const others = held.flatMap((one) =>
      this.#basesUnder(one.stream).flatMap(([basis, holding]): HeldStake[] => {
        if (known.has(`${one.stream}|${basis}`)) return [];
        known.add(`${one.stream}|${basis}`);
        const other = { ...one, basis, holding, part: nothing };
        return [{ ...other, part: this.#reach(other) }];
      }),
    );
    return [...shown, ...others];
  }

  /** A stake as it is under each selection of its claims; itself where none differ, none where it is not held. */
  under(one: HeldStake): (HeldStake | undefined)[] {
    const under = this.#under.get(one.stream);
    if (!under) return [one];
    return under.map((holdings) => {
      const holding = [...holdings].find(([basis]) => basis === one.basis)?.[1];
      return holding && { ...one, holding, part: boundsOf(holding.stake) };
    });
  }

  #basesUnder(stream: string): [string, Holding][] {
    return (this.#under.get(stream) ?? []).flatMap((holdings) => [...holdings]);
  }

  #reach({ stream, basis, part }: HeldStake): Bounds {
    const under = this.#under.get(stream) ?? [];
    return reachOf([part, ...under.map((holdings) => partOn(basis, holdings))]);
  }
}
