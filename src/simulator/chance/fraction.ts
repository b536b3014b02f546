/** An exact ratio of whole numbers, `under` above nothing. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const fraction = (over: bigint, under = 1n): Fraction => ({ over, under });

const divisor = (left: bigint, right: bigint): bigint => {
  let [a, b] = [left < 0n ? -left : left, right];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
};

export const reduceFraction = ({ over, under }: Fraction): Fraction => {
  const common = divisor(over, under);
  return common === 0n ? { over: 0n, under: 1n } : { over: over / common, under: under / common };
};

export const addFractions = (left: Fraction, right: Fraction): Fraction =>
  reduceFraction({
    over: left.over * right.under + right.over * left.under,
    under: left.under * right.under,
  });

export const isAbove = (left: Fraction, right: Fraction): boolean =>
  left.over * right.under > right.over * left.under;

/** The decimal that a number is written as: 0.1 is a tenth, not the binary number nearest to it. */
export const decimal = (value: number): Fraction => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', part = ''] = digits.split('.');
  const power = Number(exponent) - part.length;
  const over = BigInt(whole + part);
  return power >= 0
    ? { over: over * 10n ** BigInt(power), under: 1n }
    : reduceFraction({ over, under: 10n ** BigInt(-power) });
};

export const floor = ({ over, under }: Fraction): bigint => over / under - (over % under < 0n ? 1n : 0n);

/** To the nearest whole number, a half to the even one. */
export const roundHalfToEven = (value: Fraction): bigint => {
  const below = floor(value);
  const twice = 2n * (value.over - below * value.under);
  return twice > value.under || (twice === value.under && below % 2n !== 0n) ? below + 1n : below;
};

const billion = 1_000_000_000n;

/** As a number of at most nine decimals. */
export const toNumber = ({ over, under }: Fraction): number =>
  Number(roundHalfToEven({ over: over * billion, under })) / Number(billion);

/** The whole part of a square root, by Newton's steps on whole numbers. */
export const root = (value: bigint): bigint => {
  if (value < 2n) return value < 0n ? 0n : value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
};
