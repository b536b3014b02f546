// Only +, −, ×, ÷ and square roots, each in a fixed order: IEEE 754 rounds them exactly, so that every engine gives the
// same bits. Math.log, Math.exp and Math.sin are free to differ, and stay out.

/** The sum of coefficients by rising powers, by Horner's rule. */
const polynomial = (coefficients: readonly number[], x: number): number => {
  let sum = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) sum = sum * x + coefficients[power]!;
  return sum;
};

const center = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const underCenter = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const tail = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const underTail = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];

const ln2 = 0.6931471805599453;
const terms = 14;

/** The natural logarithm of a number from 2^-40 to 1, by the series of the inverse hyperbolic tangent. */
const logarithm = (value: number): number => {
  let [mantissa, halvings] = [value, 0];
  for (; mantissa < 0.75; halvings++) mantissa *= 2;
  const ratio = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let term = terms; term >= 0; term--) sum = sum * ratio * ratio + 1 / (2 * term + 1);
  return 2 * ratio * sum - halvings * ln2;
};

/**
 * The value that a standard normal variable stays below with a probability from 2^-34 to 1 − 2^-34; beyond, infinite.
 * Wichura, Algorithm AS 241 (Applied Statistics 37, 1988): good to sixteen digits.
 */
export const normalQuantile = (probability: number): number => {
  if (probability <= 0) return -Infinity;
  if (probability >= 1) return Infinity;
  const offset = probability - 0.5;
  if (offset >= -0.425 && offset <= 0.425) {
    const squared = 0.180625 - offset * offset;
    return (offset * polynomial(center, squared)) / polynomial(underCenter, squared);
  }
  const rest = offset < 0 ? probability : 1 - probability;
  const root = Math.sqrt(-logarithm(rest)) - 1.6;
  const far = polynomial(tail, root) / polynomial(underTail, root);
  return offset < 0 ? -far : far;
};

const sixthOfPi = 0.5235987755982989;

/** The correlation of two normal variables whose ranks correlate so: 2 · sin(π · ρ ÷ 6). */
export const normalCorrelation = (rank: number): number => {
  const angle = sixthOfPi * rank;
  let [sum, term] = [0, angle];
  for (let power = 1; power <= 2 * terms; power += 2) {
    sum += term;
    term = (-term * angle * angle) / ((power + 1) * (power + 2));
  }
  return 2 * sum;
};
