import { boundsOf, type Quantity, wholeOf } from './quantity.js';

/** Thousandths of a number with at most three decimals: of kilowatts, watts. */
const thousandthsOf = (decimal: string): bigint => {
  const [whole = '0', part = ''] = decimal.split('.');
  return BigInt(whole + part.padEnd(3, '0'));
};

/**
 * The power of so many pieces at a stated number of kilowatts to each (at most three decimals), in whole kilowatts: its
 * low rounded down, its high up, its point to the nearest. Only where somebody states the conversion.
 */
export const convertedPower = (pieces: Quantity, kwPerPiece: string): Quantity => {
  const watts = thousandthsOf(kwPerPiece);
  const { low, point, high } = boundsOf(pieces);
  return {
    low: wholeOf((low * watts) / 1000n),
    point: point === null ? null : wholeOf((point * watts + 500n) / 1000n),
    high: high === null ? null : wholeOf((high * watts + 999n) / 1000n),
    qualifier: pieces.qualifier,
  };
};
