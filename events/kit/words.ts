import { isISO4217CurrencyCode } from 'class-validator';
import { type Basis, type Dimension, type Qualifier, type Quantity, wholeOf } from './quantity.js';

/** Why some words are not a quantity; the sentence goes to whoever wrote them. */
export class Unreadable {
  constructor(readonly detail: string) {}
}

/** A decimal as written: its digits, how many of them stand behind the point, and the power of ten that a word adds. */
interface Decimal {
  digits: bigint;
  places: number;
  ten: number;
}

interface Unit {
  /** Powers of ten from the unit to the whole unit that is kept. */
  ten: number;
  /** Kilo, mega, … already in the unit. */
  currency?: string;
  basis?: Basis;
}

const qualifierWords: [RegExp, Qualifier][] = [
  [/^(?:~|≈|about|approximately|approx\.?|around|roughly|circa|ca\.|nearly|almost)\s*/i, 'about'],
  [/^(?:≥|>=|at least|no less than|a minimum of)\s*/i, 'at-least'],
  [/^(?:>|over|more than|above|exceeding)\s*/i, 'over'],
  [/^(?:≤|<=|<|up to|capped at|at most|no more than|less than|under|a maximum of)\s*/i, 'up-to'],
  [/^exactly\s*/i, 'exactly'],
];

const multipliers: Record<string, number> = {
  '': 0,
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  million: 6,
  b: 9,
  bn: 9,
  billion: 9,
  t: 12,
  tn: 12,
  trillion: 12,
};
const multiplier = '(?:thousand|million|billion|trillion|mn|bn|tn|k|m|b|t)';
const numeral = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';

// ISO 4217 minor units that are not two decimal places.
const minorDigits: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
};
export const minorDigitsOf = (currency: string): number => minorDigits[currency] ?? 2;

const currencyWords: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  dollars: 'USD',
  'us dollars': 'USD',
  euros: 'EUR',
};

const currencyOf = (word: string): string | undefined => {
  const known = currencyWords[word.toLowerCase()];
  if (known) return known;
  return /^[A-Z]{3}$/.test(word) && isISO4217CurrencyCode(word) ? word : undefined;
};

const powerUnits: Record<string, number> = {
  kw: 0,
  mw: 3,
  gw: 6,
  tw: 9,
  kilowatts: 0,
  megawatts: 3,
  gigawatts: 6,
  gigawatt: 6,
  megawatt: 3,
};
const basisWords: [RegExp, Basis][] = [
  [/[\s-]*(?:of\s+)?(?:critical\s+)?IT(?:\s+(?:load|power|capacity))?$/, 'it'],
  [/\s+facility(?:\s+power)?$/i, 'facility'],
  [/\s+(?:at the\s+)?(?:grid|meter)(?:\s+power)?$/i, 'grid'],
];

/** Takes the unit off a text: what is left of it, and the unit. */
type TakeUnit = (text: string) => { rest: string; unit: Unit } | undefined;

const takePower: TakeUnit = (text) => {
  const basis = basisWords.find(([words]) => words.test(text));
  const plain = basis ? text.replace(basis[0], '') : text;
  const found = /\s*(kw|mw|gw|tw|kilowatts|megawatts?|gigawatts?)$/i.exec(plain);
  if (!found) return undefined;
  const ten = powerUnits[found[1]!.toLowerCase()]!;
  return { rest: plain.slice(0, found.index).trim(), unit: { ten, ...(basis && { basis: basis[1] }) } };
};

const takeMoney: TakeUnit = (text) => {
  const before = /^(us\$|\$|€|£|[A-Z]{3}\b)\s*/i.exec(text);
  const after = /\s*(US dollars|dollars|euros|[A-Z]{3}|€|£|\$)$/i.exec(text);
  const found = before ?? after;
  const currency = found && currencyOf(found[1]!);
  if (!found || !currency) return undefined;
  const rest = before ? text.slice(found[0].length) : text.slice(0, found.index);
  return { rest: rest.replace(/\s+of$/i, '').trim(), unit: { ten: minorDigitsOf(currency), currency } };
};

const takePart: TakeUnit = (text) => {
  const found = /\s*(%|per\s?cent|bp)$/i.exec(text);
  if (!found) return undefined;
  return { rest: text.slice(0, found.index).trim(), unit: { ten: /bp/i.test(found[1]!) ? 0 : 2 } };
};

const takePieces: TakeUnit = (text) => ({
  rest: text.replace(/\s+(?:of\s+)?(?:GPUs?|accelerators?|chips?|pieces?|processors?)$/i, '').trim(),
  unit: { ten: 0 },
});

const dimensions: Record<Dimension, { take: TakeUnit; example: string; finest: string }> = {
  power: { take: takePower, example: '"at least 10 GW", "750 MW IT" or "undisclosed"', finest: 'a kilowatt' },
  money: {
    take: takeMoney,
    example: '"38B USD", "up to $100B" or "undisclosed"',
    finest: "the currency's minor unit",
  },
  part: { take: takePart, example: '"27%", "over 80%" or "undisclosed"', finest: 'a basis point' },
  pieces: {
    take: takePieces,
    example: '"400,000", "hundreds of thousands" or "undisclosed"',
    finest: 'a piece',
  },
};

const readDecimal = (text: string): Decimal | undefined => {
  const found = new RegExp(`^(${numeral})\\s*(${multiplier})?$`, 'i').exec(text.trim());
  if (!found) return undefined;
  const [whole, fraction = ''] = found[1]!.replaceAll(',', '').split('.');
  return {
    digits: BigInt(whole! + fraction),
    places: fraction.length,
    ten: multipliers[(found[2] ?? '').toLowerCase()]!,
  };
};

/** The decimal in whole units, times two so that the half of a last digit stays whole; undefined when finer. */
const doubled = (decimal: Decimal, unit: Unit): bigint | undefined => {
  const ten = decimal.ten + unit.ten - decimal.places;
  if (ten >= 0) return 2n * decimal.digits * 10n ** BigInt(ten);
  const divisor = 10n ** BigInt(-ten);
  return (2n * decimal.digits) % divisor === 0n ? (2n * decimal.digits) / divisor : undefined;
};

/** Half a unit of the last digit that was stated, times two. */
const doubledHalfDigit = (decimal: Decimal, unit: Unit): bigint => {
  const ten = decimal.ten + unit.ten - decimal.places;
  return ten >= 0 ? 10n ** BigInt(ten) : 0n;
};

const ordersOf: Record<string, bigint> = {
  hundred: 100n,
  thousand: 1000n,
  million: 10n ** 6n,
  billion: 10n ** 9n,
  trillion: 10n ** 12n,
};

/** "hundreds of thousands": from two of that order to one less than the next. */
const readOrder = (text: string): { low: bigint; next: bigint } | undefined => {
  const found = /^(?:(tens|hundreds) of )?(hundreds|thousands|millions|billions|trillions)(?:\s+of)?$/i.exec(
    text,
  );
  const only = /^(tens|hundreds) of$/i.exec(text);
  if (!found && !only) return undefined;
  const times = ((found ? found[1] : only![1]) ?? '').toLowerCase();
  const base = found ? ordersOf[found[2]!.toLowerCase().slice(0, -1)]! : 1n;
  const order = base * (times === 'tens' ? 10n : times === 'hundreds' ? 100n : 1n);
  return { low: 2n * order, next: 10n * order };
};

const takeQualifier = (text: string): { qualifier: Qualifier; rest: string } => {
  const found = qualifierWords.find(([words]) => words.test(text));
  return found
    ? { qualifier: found[1], rest: text.replace(found[0], '') }
    : { qualifier: 'exactly', rest: text };
};

const takeRange = (text: string): [string, string] | undefined => {
  const found = /^(?:between\s+)?(\S+?(?:\s*[a-z]+)?)\s*(?:\bto\b|\band\b|-|–|—)\s*(.+)$/i.exec(text);
  return found ? [found[1]!, found[2]!] : undefined;
};

interface Ends {
  low: bigint;
  point: bigint | null;
  high: bigint | null;
}

const around = (decimal: Decimal, unit: Unit, point: bigint): Ends => {
  const half = doubledHalfDigit(decimal, unit);
  const low = 2n * point - half;
  return { low: low < 0n ? 0n : (low + 1n) / 2n, point, high: (2n * point + half) / 2n };
};

const endsOf = (qualifier: Qualifier, decimal: Decimal, unit: Unit, point: bigint): Ends => {
  if (qualifier === 'about') return around(decimal, unit, point);
  if (qualifier === 'at-least' || qualifier === 'over') return { low: point, point, high: null };
  if (qualifier === 'up-to') return { low: 0n, point, high: point };
  return { low: point, point, high: point };
};

class Reader {
  readonly #text: string;
  readonly #dimension: Dimension;
  constructor(text: string, dimension: Dimension) {
    this.#text = text;
    this.#dimension = dimension;
  }

  read(): Quantity | Unreadable {
    const text = this.#text.trim().replace(/\s+/g, ' ');
    if (/^undisclosed$/i.test(text)) {
      return { low: 0, point: null, high: null, qualifier: 'undisclosed', text: this.#text };
    }
    const { qualifier, rest } = takeQualifier(text);
    const taken = dimensions[this.#dimension].take(rest);
    if (!taken) return this.#unreadable();
    const bounded = this.#order(taken.rest, taken.unit) ?? this.#range(taken.rest, taken.unit);
    if (!bounded) return this.#single(qualifier, taken.rest, taken.unit);
    // "at least 2-3 GW" would have two floors.
    return qualifier === 'exactly' || qualifier === 'about' ? bounded : this.#unreadable();
  }

  #order(rest: string, unit: Unit): Quantity | Unreadable | undefined {
    const order = readOrder(rest);
    if (!order) return undefined;
    const scale = 10n ** BigInt(unit.ten);
    return this.#quantity(
      'order-of',
      { low: order.low * scale, point: null, high: order.next * scale - 1n },
      unit,
    );
  }

  #range(rest: string, unit: Unit): Quantity | Unreadable | undefined {
    const range = takeRange(rest);
    if (!range) return undefined;
    const [lower, upper] = range.map((end) => this.#end(end, unit));
    if (!upper || !lower) return this.#unreadable();
    // The lower end may leave its unit and multiplier to the upper one: "2.8-3.1 GW", "175-185B", "900 MW to 1.2 GW".
    const ten = lower.decimal.ten || (lower.isWhole ? 0 : upper.decimal.ten);
    const low = doubled({ ...lower.decimal, ten }, lower.unit);
    const high = doubled(upper.decimal, upper.unit);
    if (low === undefined || high === undefined || low % 2n || high % 2n) return this.#tooFine();
    if (low > high) return new Unreadable('the lower end of the range is above the upper end');
    return this.#quantity('between', { low: low / 2n, point: (low + high) / 4n, high: high / 2n }, unit);
  }

  /** An end of a range, in its own unit when it has one; undefined when that is of another currency or basis. */
  #end(end: string, unit: Unit): { decimal: Decimal; unit: Unit; isWhole: boolean } | undefined {
    const taken = dimensions[this.#dimension].take(end);
    if (taken && (taken.unit.currency !== unit.currency || (taken.unit.basis ?? unit.basis) !== unit.basis))
      return undefined;
    const decimal = readDecimal(taken?.rest ?? end);
    return (
      decimal && { decimal, unit: taken?.unit ?? unit, isWhole: taken !== undefined && taken.rest !== end }
    );
  }

  #single(qualifier: Qualifier, rest: string, unit: Unit): Quantity | Unreadable {
    const decimal = readDecimal(rest);
    if (!decimal) return this.#unreadable();
    const value = doubled(decimal, unit);
    if (value === undefined || value % 2n) return this.#tooFine();
    return this.#quantity(qualifier, endsOf(qualifier, decimal, unit, value / 2n), unit);
  }

  #quantity(qualifier: Qualifier, ends: Ends, unit: Unit): Quantity | Unreadable {
    if (this.#dimension === 'part' && (ends.point ?? ends.low) > 10_000n)
      return new Unreadable('is more than 100%');
    const whole =
      this.#dimension === 'part' && (ends.high === null || ends.high > 10_000n) ? 10_000n : ends.high;
    return {
      low: wholeOf(ends.low),
      point: ends.point === null ? null : wholeOf(ends.point),
      high: whole === null ? null : wholeOf(whole),
      qualifier,
      text: this.#text,
      ...(unit.currency && { currency: unit.currency }),
      ...(unit.basis && { basis: unit.basis }),
    };
  }

  #unreadable(): Unreadable {
    return new Unreadable(
      `can't read ${JSON.stringify(this.#text.slice(0, 60))}: write it like ${dimensions[this.#dimension].example}`,
    );
  }

  #tooFine(): Unreadable {
    return new Unreadable(
      `${JSON.stringify(this.#text.slice(0, 60))} is finer than ${dimensions[this.#dimension].finest}`,
    );
  }
}

/** Reads words such as "at least 10 GW" as bounds in whole units; says why when it can't. */
export const readWords = (text: string, dimension: Dimension): Quantity | Unreadable => {
  if (text.length > 100) return new Unreadable('is longer than 100 characters');
  return new Reader(text, dimension).read();
};
