import type { Entry } from '../../../projections/kit/line.js';
import type { Measure } from '../../../projections/kit/measure.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';

/** A share of an interest in per cent, each end where it is known. */
interface InterestShare {
  exact?: number;
  minimum?: number;
  maximum?: number;
}

/** An interest of one party in another, as the standard calls it. */
export interface Interest {
  type: 'shareholding' | 'conditionalRightsGrantedByContract';
  directOrIndirect: 'direct' | 'indirect';
  beneficialOwnershipOrControl: false;
  details: string;
  share?: InterestShare;
}

/** Both ends in basis points; the upper one is open where nobody knows it. */
interface PartEnds {
  low: bigint;
  high: bigint | null;
}

const whole = 10_000n;

const percentOf = (basisPoints: bigint): number => Number(basisPoints) / 100;

/** Around a cross-holding a part may come to more than the whole, which no percentage of the standard does. */
const capped = (part: bigint): bigint => (part > whole ? whole : part);

/** What is not disclosed has no share: not nothing, and not up to all of it. */
const shareOf = ({ low, high }: PartEnds): InterestShare | undefined => {
  if (low === 0n && (high === null || high >= whole)) return undefined;
  if (low === high) return { exact: percentOf(low), minimum: percentOf(low), maximum: percentOf(low) };
  return {
    minimum: percentOf(capped(low)),
    ...(high !== null && { maximum: percentOf(capped(high)) }),
  };
};

const endsOf = ({ low, high }: Measure): PartEnds => ({
  low: BigInt(low),
  high: high === null ? null : BigInt(high),
});

const shareholding = (
  directOrIndirect: Interest['directOrIndirect'],
  ends: PartEnds,
  details: string,
): Interest => {
  const share = shareOf(ends);
  return {
    type: 'shareholding',
    directOrIndirect,
    beneficialOwnershipOrControl: false,
    details: share ? details : `${details} The share is not disclosed.`,
    ...(share && { share }),
  };
};

const basisText = (basis: unknown): string =>
  basis === 'unstated' ? 'Of what the share is a part is not stated.' : `On the basis ${String(basis)}.`;

/**
 * What is held through others beside a direct stake: end by end, as it grows with every stake on the chains. At the
 * whole the upper end is cut off, so that only the direct part's lower end leaves less.
 */
const besides = (reached: PartEnds, direct: PartEnds): PartEnds => {
  const { low, high } = reached;
  const rest = (all: bigint, part: bigint): bigint => (all > part ? all - part : 0n);
  if (high === null || direct.high === null) return { low: rest(low, direct.low), high: null };
  return {
    low: rest(low, direct.low),
    high: high >= whole ? rest(whole, direct.low) : rest(high, direct.high),
  };
};

const isSame = (one: PartEnds, other: PartEnds): boolean => one.low === other.low && one.high === other.high;

/** Whether more is reached than what is held directly: of what is not disclosed only the chains tell. */
const isMore = (reached: PartEnds, direct: PartEnds | undefined, isChained: boolean): boolean =>
  direct === undefined || (direct.high === null ? isChained : !isSame(direct, reached));

/**
 * What a row of the view says that its holder has of its issuer: directly, through others, or both. `isChained` where
 * the answer has stakes on a chain between them beside a direct one.
 */
export const interestsOf = (
  { stakeBp, lookThroughBp, basis }: Entry,
  { isChained }: { isChained: boolean },
): Interest[] => {
  const details = basisText(basis);
  const direct = isMeasure(stakeBp) ? endsOf(stakeBp) : undefined;
  const reached = isMeasure(lookThroughBp) ? endsOf(lookThroughBp) : undefined;
  const through =
    reached && isMore(reached, direct, isChained) ? (direct ? besides(reached, direct) : reached) : undefined;
  return [
    ...(direct ? [shareholding('direct', direct, details)] : []),
    ...(through ? [shareholding('indirect', through, `${details} Along all chains of stakes on it.`)] : []),
  ];
};

/** A right to buy shares, on what it depends, and how much of it has come about. */
export const warrantInterest = (entry: Entry): Interest => {
  const { issuedShares, vestedShares, strikeUsCents, currency, expiresOn } = entry;
  const text = (name: string, value: unknown): string =>
    isMeasure(value) ? measureText(name, value, { currency: String(currency) }) : 'an undisclosed number of';
  const until = typeof expiresOn === 'string' ? ` until ${expiresOn}` : '';
  return {
    type: 'conditionalRightsGrantedByContract',
    directOrIndirect: 'direct',
    beneficialOwnershipOrControl: false,
    details: `A warrant for ${text('issuedShares', issuedShares)} shares at ${text('strikeUsCents', strikeUsCents)} each${until}; vested: ${text('vestedShares', vestedShares)}.`,
  };
};
