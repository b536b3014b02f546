/** A whole number by weight, by largest remainder: the parts add to it exactly; ties go to the earlier one. */
export const spreadByWeight = (total: bigint, weights: readonly bigint[]): bigint[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole === 0n) return weights.map(() => 0n);
  const floors = weights.map((weight) => (total * weight) / whole);
  const left = Number(total - floors.reduce((sum, floor) => sum + floor, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    );
  const favoured = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (favoured.has(index) ? floor + 1n : floor));
};

/** Basis points of a whole by largest remainder: they add to exactly 10,000; ties go to the earlier one. */
export const sharesOf = (amounts: readonly bigint[]): bigint[] => spreadByWeight(10_000n, amounts);

/**
 * Herfindahl–Hirschman index of shares in tenths of a basis point: the sum of squared percentages, exact to four
 * decimals. (A. O. Hirschman, "The Paternity of an Index", American Economic Review 54, 1964.)
 */
export const concentration = (tenths: readonly bigint[]): number => {
  const squares = tenths.reduce((sum, share) => sum + share * share, 0n);
  // A percentage is 1,000 tenths of a basis point, so a square is counted in millionths.
  const capped = squares > 10_000_000_000n ? 10_000_000_000n : squares;
  return Number((capped + 50n) / 100n) / 10_000;
};
