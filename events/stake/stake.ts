import type { Candidate, CandidateOf, FactOf } from '../kit/envelope.js';
import { type Bounds, boundsOf, type Quantity, wholeOf } from '../kit/quantity.js';
import {
  appendWith,
  decideBy,
  type Decider,
  type Decision,
  evolveBy,
  Rejection,
  type StreamDeclaration,
  type Surroundings,
  type Warning,
} from '../kit/stream.js';
import * as events from './stake.events.js';

/** Something stated beside a stake, which holds until it is stated anew. */
interface StakeStatement {
  /** The stake that it was stated beside. */
  readonly stake: Quantity;
  /** The date of which it was stated. */
  readonly on: string;
  readonly rests: readonly string[];
}
/** What a stake is worth. */
interface Valuation extends StakeStatement {
  readonly amount: Quantity;
  /** It is shares times price. */
  readonly isDerived: boolean;
}
/** How many shares a stake is. */
interface ShareCount extends StakeStatement {
  readonly shares: Quantity;
}

/** A holder's part of an issuer on one basis, with what was last said of its value and its shares. */
export interface Holding {
  readonly stake: Quantity;
  readonly valued?: Valuation;
  readonly counted?: ShareCount;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
}

/** New shares for others made a stake a smaller part of the whole. */
export interface Dilution {
  readonly basis: events.StakeBasis;
  readonly on: string;
  readonly before: Bounds;
  /** By how much of the whole, where somebody said that. */
  readonly by?: Bounds;
  /** What it was afterwards, where only that was said. */
  readonly after?: Bounds;
  /** Nobody said either so far. */
  readonly isOpen: boolean;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
}

export interface Stake {
  readonly stream: string;
  readonly basis?: events.StakeBasis;
  readonly holdings: ReadonlyMap<events.StakeBasis, Holding>;
  /** In the order in which they became true. */
  readonly dilutions: readonly Dilution[];
}

const stakeEvents = [events.StakeDisclosed, events.StakeChanged, events.StakeExited] as const;

const isShrinking = (cause: events.StakeCause): boolean => cause === 'sale' || cause === 'dilution';

const clampToWhole = (value: bigint): bigint => (value < 0n ? 0n : value > 10_000n ? 10_000n : value);

const changeStake = (stake: Bounds, by: Bounds, down: boolean): Bounds => {
  const whole = { ...by, high: by.high ?? 10_000n };
  const add = (left: bigint | null, right: bigint | null): bigint | null =>
    left === null || right === null ? null : clampToWhole(down ? left - right : left + right);
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

const stakesAreWithinTheWhole = (
  { stream, body }: CandidateOf<typeof events.StakeDisclosed>,
  surroundings: Surroundings,
  issuer: string,
): Warning[] => {
  const { stake, basis } = body;
  const others = surroundings.heldByOthers(stream, issuer, basis);
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

type StakeDisclosure = FactOf<typeof events.StakeDisclosed>;
type StakeChange = FactOf<typeof events.StakeChanged>;

/** Shares times price, end by end; nothing where either is undisclosed. */
const worthOf = ({ shares, price }: events.StakeDisclosed): Quantity | undefined => {
  if (!shares || !price || shares.qualifier === 'undisclosed' || price.qualifier === 'undisclosed')
    return undefined;
  const [count, each] = [boundsOf(shares), boundsOf(price)];
  const times = (left: bigint | null, right: bigint | null): bigint | null =>
    left === null || right === null ? null : left * right;
  const bounds = {
    low: count.low * each.low,
    point: times(count.point, each.point),
    high: times(count.high, each.high),
  };
  return { ...asQuantity(bounds), ...(price.currency && { currency: price.currency }) };
};

const valuationOf = ({ body, effectiveOn: on, grounds: rests }: StakeDisclosure): Valuation | undefined => {
  const amount = body.value ?? worthOf(body);
  return amount && { amount, isDerived: body.value === undefined, stake: body.stake, on, rests };
};

const countOf = ({ body, effectiveOn: on, grounds: rests }: StakeDisclosure): ShareCount | undefined =>
  body.shares && { shares: body.shares, stake: body.stake, on, rests };

const holdingDisclosed = (fact: StakeDisclosure, before: Holding | undefined): Holding => {
  const valued = valuationOf(fact) ?? before?.valued;
  const counted = countOf(fact) ?? before?.counted;
  return {
    stake: fact.body.stake,
    ...(valued && { valued }),
    ...(counted && { counted }),
    rests: fact.grounds,
    hypothetical: fact.hypothetical,
    ...(fact.rivals && { rivals: fact.rivals }),
  };
};

/** The level that is disclosed next is what an unstated dilution made of the stake. */
const pinDilution = (
  dilutions: readonly Dilution[],
  { body, grounds }: StakeDisclosure,
): readonly Dilution[] => {
  const last = dilutions.at(-1);
  if (!last?.isOpen || last.basis !== body.basis || body.stake.qualifier === 'undisclosed') return dilutions;
  const after = boundsOf(body.stake);
  return [...dilutions.slice(0, -1), { ...last, after, isOpen: false, rests: [...last.rests, ...grounds] }];
};

const changeHolding = (fact: StakeChange, before: Holding): Holding => {
  const after = changeStake(boundsOf(before.stake), boundsOf(fact.body.by), isShrinking(fact.body.cause));
  const rivals = (before.rivals ?? 0) + (fact.rivals ?? 0);
  return {
    ...before,
    stake: asQuantity(after),
    rests: [...before.rests, ...fact.grounds],
    ...(rivals > 0 && { rivals }),
    hypothetical: before.hypothetical || fact.hypothetical,
  };
};

/** Any other change that follows leaves open what an unstated dilution did. */
const addDilution = (fact: StakeChange, before: Holding, state: Stake): readonly Dilution[] => {
  const last = state.dilutions.at(-1);
  const settled = last?.isOpen
    ? [...state.dilutions.slice(0, -1), { ...last, isOpen: false }]
    : state.dilutions;
  if (fact.body.cause !== 'dilution') return settled;
  const isOpen = fact.body.by.qualifier === 'undisclosed';
  return [
    ...settled,
    {
      basis: state.basis!,
      on: fact.effectiveOn,
      before: boundsOf(before.stake),
      ...(!isOpen && { by: boundsOf(fact.body.by) }),
      isOpen,
      rests: [...before.rests, ...fact.grounds],
      hypothetical: before.hypothetical || fact.hypothetical,
    },
  ];
};

const unnamedParties = (stream: string): Rejection =>
  new Rejection(
    'parties-are-registered',
    `${stream} does not name two registered parties as stake-<holder>-<issuer>`,
    '/stream',
  );

const isThere = (
  { stream }: Pick<Candidate, 'stream'>,
  { holdings }: Stake,
  surroundings: Surroundings,
): Decision => {
  if (!surroundings.stakeParties(stream)) return unnamedParties(stream);
  return holdings.size > 0
    ? appendWith()
    : new Rejection(
        'stake-is-disclosed',
        `${stream} has no stake to change: record StakeDisclosed first`,
        '/stream',
      );
};

const decider: Decider<Stake, (typeof stakeEvents)[number]> = {
  StakeDisclosed: {
    evolve: (state, fact) => {
      const { basis } = fact.body;
      const holding = holdingDisclosed(fact, state.holdings.get(basis));
      return {
        ...state,
        basis,
        holdings: new Map(state.holdings).set(basis, holding),
        dilutions: pinDilution(state.dilutions, fact),
      };
    },
    decide: (candidate, _state, surroundings) => {
      const named = surroundings.stakeParties(candidate.stream);
      return named
        ? appendWith(...stakesAreWithinTheWhole(candidate, surroundings, named.issuer))
        : unnamedParties(candidate.stream);
    },
  },
  StakeChanged: {
    evolve: (state, fact) => {
      const before = state.basis && state.holdings.get(state.basis);
      if (!before || !state.basis) return state;
      return {
        ...state,
        holdings: new Map(state.holdings).set(state.basis, changeHolding(fact, before)),
        dilutions: addDilution(fact, before, state),
      };
    },
    decide: isThere,
  },
  StakeExited: {
    evolve: (state) => ({ ...state, holdings: new Map() }),
    decide: isThere,
  },
};

export const stake: StreamDeclaration<Stake, (typeof stakeEvents)[number]> = {
  category: 'stake',
  summary: "A holder's part of an issuer.",
  events: stakeEvents,
  initial: (stream) => ({ stream, holdings: new Map(), dilutions: [] }),
  evolve: evolveBy(decider),
  decide: decideBy(decider),
};
