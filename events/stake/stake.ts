import { type Bounds, boundsOf, type Quantity, wholeOf } from '../kit/quantity.js';
import type { Candidate } from '../kit/envelope.js';
import {
  appended,
  evolveBy,
  Rejected,
  type StreamDeclaration,
  type Surroundings,
  type Warning,
} from '../kit/stream.js';
import * as events from './stake.events.js';

/** A holder's part of an issuer on one basis, with what its last disclosure said it is worth. */
export interface Holding {
  readonly stake: Quantity;
  readonly value?: Quantity;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
}

export interface Stake {
  readonly stream: string;
  readonly basis?: events.StakeBasis;
  readonly holdings: ReadonlyMap<events.StakeBasis, Holding>;
}

const stakeEvents = [events.StakeDisclosed, events.StakeChanged, events.StakeExited] as const;

const shrinks = (cause: events.StakeCause): boolean => cause === 'sale' || cause === 'dilution';

const within = (value: bigint): bigint => (value < 0n ? 0n : value > 10_000n ? 10_000n : value);

const changed = (stake: Bounds, by: Bounds, down: boolean): Bounds => {
  const whole = { ...by, high: by.high ?? 10_000n };
  const add = (left: bigint | null, right: bigint | null): bigint | null =>
    left === null || right === null ? null : within(down ? left - right : left + right);
  return {
    low: add(stake.low, down ? whole.high : whole.low)!,
    point: add(stake.point, by.point),
    high: add(stake.high, down ? whole.low : whole.high),
  };
};

const asQuantity = (bounds: Bounds): Quantity => ({
  low: wholeOf(bounds.low),
  point: bounds.point === null ? null : wholeOf(bounds.point),
  high: bounds.high === null ? null : wholeOf(bounds.high),
  qualifier: bounds.low === bounds.high ? 'exactly' : 'between',
});

const heldWithin = (candidate: Candidate, surroundings: Surroundings, issuer: string): Warning[] => {
  const { stake, basis } = candidate.body as events.StakeDisclosed;
  const others = surroundings.heldByOthers(candidate.stream, issuer, basis);
  const all = others + BigInt(stake.low);
  return all > 10_000n
    ? [
        {
          rule: 'stakes-within-the-whole',
          detail: `with this one, ${all} basis points of ${issuer} are held on the ${basis} basis`,
        },
      ]
    : [];
};

export const stake: StreamDeclaration<Stake, (typeof stakeEvents)[number]> = {
  category: 'stake',
  summary: "A holder's part of an issuer.",
  events: stakeEvents,
  initial: (stream) => ({ stream, holdings: new Map() }),
  evolve: evolveBy<Stake, (typeof stakeEvents)[number]>({
    StakeDisclosed: (state, fact) => {
      const { stake: part, basis, value } = fact.body;
      const holding: Holding = {
        stake: part,
        ...(value && { value }),
        rests: fact.grounds,
        hypothetical: fact.hypothetical,
        ...(fact.rivals && { rivals: fact.rivals }),
      };
      return { ...state, basis, holdings: new Map(state.holdings).set(basis, holding) };
    },
    StakeChanged: (state, fact) => {
      const before = state.basis && state.holdings.get(state.basis);
      if (!before || !state.basis) return state;
      const after = asQuantity(
        changed(boundsOf(before.stake), boundsOf(fact.body.by), shrinks(fact.body.cause)),
      );
      const rivals = (before.rivals ?? 0) + (fact.rivals ?? 0);
      const holding: Holding = {
        stake: after,
        rests: [...before.rests, ...fact.grounds],
        ...(rivals > 0 && { rivals }),
        hypothetical: before.hypothetical || fact.hypothetical,
      };
      return { ...state, holdings: new Map(state.holdings).set(state.basis, holding) };
    },
    StakeExited: (state) => ({ ...state, holdings: new Map() }),
  }),
  decide: (candidate, state, surroundings) => {
    const named = surroundings.stakeParties(candidate.stream);
    if (!named)
      return new Rejected(
        'parties-are-registered',
        `${candidate.stream} does not name two registered parties as stake-<holder>-<issuer>`,
        '/stream',
      );
    if (candidate.type === 'StakeDisclosed')
      return appended(...heldWithin(candidate, surroundings, named.issuer));
    return state.holdings.size > 0
      ? appended()
      : new Rejected(
          'stake-is-disclosed',
          `${candidate.stream} has no stake to change: record StakeDisclosed first`,
        );
  },
};
