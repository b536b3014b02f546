import { minorDigitsOf } from '../../events/kit/words/minor-units.js';

/** How an amount is written: the divisor of a step and what stands before and after the digits. */
interface UnitStep {
  divisor: bigint;
  before: string;
  after: string;
}

/** A unit in its steps, the largest first. */
export interface UnitSteps {
  steps: readonly UnitStep[];
  /** The most digits behind the point. */
  decimals: number;
}

export const power: UnitSteps = {
  decimals: 3,
  steps: [
    { divisor: 1_000_000n, before: '', after: ' GW' },
    { divisor: 1_000n, before: '', after: ' MW' },
    { divisor: 1n, before: '', after: ' kW' },
  ],
};

export const part: UnitSteps = { decimals: 2, steps: [{ divisor: 100n, before: '', after: '%' }] };
export const days: UnitSteps = { decimals: 0, steps: [{ divisor: 1n, before: '', after: ' days' }] };
export const plain: UnitSteps = { decimals: 0, steps: [{ divisor: 1n, before: '', after: '' }] };
/** Concentrations come in ten-thousandths. */
export const tenThousandths: UnitSteps = {
  decimals: 1,
  steps: [{ divisor: 10_000n, before: '', after: '' }],
};

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };
const words: readonly (readonly [number, string])[] = [
  [12, 'T'],
  [9, 'B'],
  [6, 'M'],
  [3, 'K'],
  [0, ''],
];

/** Minor units of a currency: "$38B", "CNY 380B". */
export const money = (currency: string): UnitSteps => ({
  decimals: 3,
  steps: words.map(([ten, after]) => ({
    divisor: 10n ** BigInt(ten + minorDigitsOf(currency)),
    before: signs[currency] ?? `${currency} `,
    after,
  })),
});

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The step in which the largest of these amounts reads best. */
const stepFor = (unit: UnitSteps, amounts: readonly bigint[]): UnitStep => {
  const largest = amounts.map(magnitude).reduce((most, amount) => (amount > most ? amount : most), 0n);
  return unit.steps.find(({ divisor }) => largest >= divisor) ?? unit.steps.at(-1)!;
};

const significant = 4;

/** Rounded half up to four digits or so; trailing zeros say nothing. */
const digits = (value: bigint, { divisor }: UnitStep, most: number): string => {
  const whole = (value / divisor).toString().length;
  const decimals = Math.min(most, Math.max(0, significant - whole));
  const ten = 10n ** BigInt(decimals);
  const scaled = (2n * value * ten + divisor) / (2n * divisor);
  const fraction = (scaled % ten).toString().padStart(decimals, '0').replace(/0+$/, '');
  const grouped = (scaled / ten).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === 0 || fraction === '' ? grouped : `${grouped}.${fraction}`;
};

/** "10 GW", "$47.7B", "26.5%". */
export const amountText = (value: bigint, unit: UnitSteps): string => {
  if (value < 0n) return `−${amountText(-value, unit)}`;
  const step = stepFor(unit, [value]);
  // A nothing needs no unit that is a word.
  if (value === 0n) return `${step.before}0${step.after.startsWith(' ') ? '' : step.after}`;
  return `${step.before}${digits(value, step, unit.decimals)}${step.after}`;
};

/** "6–8 GW", "$490.9–509.4B"; "~1 GW" where both ends read alike. */
export const rangeText = (low: bigint, high: bigint, unit: UnitSteps): string => {
  const step = stepFor(unit, [low, high]);
  const [least, most] = [low, high].map((end) => digits(end, step, unit.decimals));
  return least === most
    ? `~${step.before}${least}${step.after}`
    : `${step.before}${least}–${most}${step.after}`;
};

/** "+2 GW", "−$20B", "0". */
export const changeText = (value: bigint, unit: UnitSteps): string =>
  value > 0n ? `+${amountText(value, unit)}` : amountText(value, unit);

/** "−1 to 0 GW", "−$10B to $0". */
export const changeRangeText = (low: bigint, high: bigint, unit: UnitSteps): string => {
  const step = stepFor(unit, [low, high]);
  if (step.before !== '') return `${changeText(low, unit)} to ${changeText(high, unit)}`;
  const alike = { ...unit, steps: [{ ...step, after: '' }] };
  return `${changeText(low, alike)} to ${changeText(high, alike)}${step.after}`;
};
