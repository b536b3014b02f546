import { boundsOf, type Quantity } from '../kit/quantity.js';

/** Bounds of a share in tenths of a basis point: half of the last digit of a whole percentage is 500. */
export interface ShareBounds {
  readonly low: bigint;
  readonly point: bigint | null;
  readonly high: bigint;
}

/** All of a market, in tenths of a basis point. */
export const wholeMarket = 100_000n;

/** What a plainly published percentage may be off by: half of its last digit, in tenths of a basis point. */
const roundingOf = ({ qualifier, text, point }: Quantity): bigint => {
  if (qualifier !== 'exactly') return 0n;
  if (/(?:bps?|basis points?)\s*$/i.test(text ?? '')) return 5n;
  const decimals = /\.(\d+)\s*(?:%|per)/.exec(text ?? '')?.[1]?.length;
  if (decimals !== undefined) return decimals === 1 ? 50n : 5n;
  if (text !== undefined) return 500n;
  const value = BigInt(point ?? 0);
  return value % 100n === 0n ? 500n : value % 10n === 0n ? 50n : 5n;
};

const capAtWhole = (value: bigint): bigint => (value < wholeMarket ? value : wholeMarket);

/** The lowest and highest share that a published one can stand for. */
export const reachOf = (share: Quantity): ShareBounds => {
  const { low, point, high } = boundsOf(share);
  const half = roundingOf(share);
  const down = low * 10n - half;
  return {
    low: down < 0n ? 0n : down,
    point: point === null ? null : point * 10n,
    high: capAtWhole((high ?? 10_000n) * 10n + half),
  };
};
