/** Basis points of a whole by largest remainder: they add to exactly 10,000; ties go to the earlier one. */
export const sharesOf = (amounts: readonly bigint[]): bigint[] => {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (whole === 0n) return amounts.map(() => 0n);
  const floors = amounts.map((amount) => (amount * 10_000n) / whole);
  const left = Number(10_000n - floors.reduce((sum, floor) => sum + floor, 0n));
  const byRemainder = amounts
    .map((amount, index) => ({ index, remainder: (amount * 10_000n) % whole }))
    .sort((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    );
  const favoured = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (favoured.has(index) ? floor + 1n : floor));
};

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
