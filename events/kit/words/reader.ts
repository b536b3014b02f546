import { type Dimension, type Quantity, wholeOf } from '../quantity.js';
import { endsAround, applyBounding, ceilOf, type RawBounds } from './ends.js';
import { fractionReach, readFraction } from './fraction.js';
import { equivalents, mistakenWords } from './mistaken.js';
import { coarserForms, guessesOf } from './near.js';
import { type Decimal, readDecimal, readingsOfMark, wholeUnits } from './number.js';
import { readOrder } from './order.js';
import {
  type BoundedWords,
  type Bounding,
  exactly,
  takeBounding,
  takeInner,
  withoutFiller,
} from './qualifier.js';
import { takePeriod } from './rate.js';
import { undisclosedWords } from './undisclosed.js';
import { dimensions, type Unit } from './unit.js';
import { offerText, quoteText, refuseWords, UnreadableWords } from './unreadable.js';

export interface ReadingOptions {
  /** The field holds an amount a month, so that "a year" is a twelfth of it. */
  perMonth?: boolean;
  /** The field counts in H100-equivalents. */
  equivalents?: boolean;
  /** What is read is offered to somebody who wrote something else. */
  isGuess?: boolean;
}

const isUndisclosed = new Set(undisclosedWords.map((words) => words.toLowerCase()));

// Texts are tidied before: one blank between words, none outside. A dash may stand without any, and an end may bring its
// own unit.
const rangePattern = /^(\S.*?)\s*(?:\bto\b|-|–|—)\s*(.+)$/i;
/** "between … and …" and "from … to …" as "… to …". */
const plainRange = (text: string): string =>
  text.replace(/^between (.+?) and /i, '$1 to ').replace(/^from (?=.*(?:\bto\b|[-–—]))/i, '');
const expandablePattern = /^(.+?),? (?:expandable|scalable|growing|rising|extendable|extensible) to (.+)$/i;

const tidySpaces = (text: string): string => text.trim().replace(/\s+/g, ' ');

class QuantityReader {
  readonly #sent: string;
  readonly #text: string;
  readonly #dimension: Dimension;
  readonly #options: ReadingOptions;

  constructor(text: string, dimension: Dimension, options: ReadingOptions) {
    this.#sent = text;
    this.#text = tidySpaces(text);
    this.#dimension = dimension;
    this.#options = options;
  }

  read(): Quantity | UnreadableWords {
    return this.readPlainly() ?? this.#unreadable();
  }

  /** Undefined where it can't be read and nothing is known of why. */
  readPlainly(): Quantity | UnreadableWords | undefined {
    if (isUndisclosed.has(this.#text.toLowerCase()))
      return { low: 0, point: null, high: null, qualifier: 'undisclosed', text: this.#sent };
    return this.#mistaken ?? this.#expandable() ?? this.#rate() ?? this.#bounded(this.#text);
  }

  get #mistaken(): UnreadableWords | undefined {
    return mistakenWords({
      text: this.#text,
      dimension: this.#dimension,
      isGuess: this.#options.isGuess === true,
      isOfEquivalents: this.#options.equivalents === true,
      readable: (guesses) => this.#readable(guesses),
    });
  }

  /** "1 GW, expandable to 2 GW": at least the one, at most the other; the expansion adds nothing to the point. */
  #expandable(): Quantity | UnreadableWords | undefined {
    const [, first, second] = expandablePattern.exec(this.#text) ?? [];
    if (first === undefined || second === undefined) return undefined;
    const [now, then] = [this.#bounded(first), this.#bounded(second)];
    if (!now || !then || now instanceof UnreadableWords || then instanceof UnreadableWords) return undefined;
    const isPlain = [now, then].every(({ qualifier }) => qualifier === 'exactly' || qualifier === 'up-to');
    if (!isPlain || now.low !== now.high || now.currency !== then.currency) return undefined;
    if (then.high === null || BigInt(now.low) > BigInt(then.high)) return undefined;
    return { ...now, high: then.high, qualifier: 'at-least' };
  }

  #rate(): Quantity | UnreadableWords | undefined {
    const period = this.#dimension === 'money' ? takePeriod(this.#text) : undefined;
    const whole = period && this.#bounded(period.rest);
    if (!whole || whole instanceof UnreadableWords) return whole;
    if (this.#options.perMonth) return this.#perMonth(whole, BigInt(period.means), period.rest);
    const both = readingsOfMark(period.rest);
    const offers = this.#readable(both ? [both.thousands, both.decimal] : [period.rest]);
    return new UnreadableWords(
      `${quoteText(this.#text)} is a rate: write it as ratePerMonth, or the whole amount, like ${offers.map((offer) => JSON.stringify(offer)).join(' or ')}`,
      offers,
    );
  }

  /** A month's part, where it is whole: a rounded one would not add up to the year again. */
  #perMonth(whole: Quantity, months: bigint, amount: string): Quantity | UnreadableWords {
    const { low, point, high } = whole;
    if (point !== null && BigInt(point) % months !== 0n)
      return new UnreadableWords(
        `${quoteText(this.#text)} is no whole amount a month: write amount ${JSON.stringify(amount)} over ${months} months`,
        [],
      );
    return {
      ...whole,
      low: wholeOf(BigInt(low) / months),
      point: point === null ? null : wholeOf(BigInt(point) / months),
      high: high === null ? null : wholeOf(ceilOf(BigInt(high), months)),
    };
  }

  /** A number with its unit and the words that bound it; undefined when it is something else. */
  #bounded(text: string): Quantity | UnreadableWords | undefined {
    const outer = takeBounding(withoutFiller(text));
    if (!outer) return undefined;
    const rest = plainRange(withoutFiller(outer.rest));
    const fraction = this.#dimension === 'part' ? readFraction(rest) : undefined;
    if (fraction) return this.#fraction(outer.bounding, fraction);
    const taken = dimensions[this.#dimension].take(
      this.#options.equivalents ? rest.replace(equivalents, '') : rest,
    );
    const inner = taken && takeInner(taken.rest, outer.bounding);
    return inner && this.#ofUnit(inner, taken.unit);
  }

  #ofUnit({ rest, bounding }: BoundedWords, unit: Unit): Quantity | UnreadableWords | undefined {
    const single = readDecimal(rest);
    if (single) return this.#single(bounding, single, unit);
    const bounded = this.#order(rest, unit) ?? this.#range(rest, unit);
    // "at least 2-3 GW" would have two floors.
    const isPlain = bounding.never === undefined && ['exactly', 'about'].includes(bounding.qualifier);
    return isPlain ? bounded : undefined;
  }

  #fraction(
    bounding: Bounding,
    { low, point, high }: { low: bigint; point: bigint; high: bigint },
  ): Quantity {
    const exact = low === high;
    const spread = (): RawBounds => ({ low: point - fractionReach, point, high: point + fractionReach });
    const ends = applyBounding(bounding, { low, point, high }, spread);
    return this.#quantity(exact || bounding !== exactly ? bounding.qualifier : 'about', ends, {
      ten: 0,
    }) as Quantity;
  }

  #order(rest: string, unit: Unit): Quantity | UnreadableWords | undefined {
    const order = readOrder(rest);
    if (!order) return undefined;
    const scale = 10n ** BigInt(unit.ten);
    return this.#quantity(
      'order-of',
      { low: order.low * scale, point: null, high: order.next * scale - 1n },
      unit,
    );
  }

  #range(rest: string, unit: Unit): Quantity | UnreadableWords | undefined {
    const [, first, second] = rangePattern.exec(rest) ?? [];
    const lower = first === undefined ? undefined : this.#end(first, unit);
    const upper = second === undefined ? undefined : this.#end(second, unit);
    // The unit behind the upper end is taken off; a sign before it may be there again.
    if (!upper || !lower || (upper.isWhole && this.#dimension !== 'money')) return undefined;
    // The lower end may leave its unit and multiplier to the upper one: "2.8-3.1 GW", "175-185B", "900 MW to 1.2 GW".
    const ten = lower.decimal.ten || (lower.isWhole ? 0 : upper.decimal.ten);
    const low = wholeUnits({ ...lower.decimal, ten }, lower.unit.ten);
    const high = wholeUnits(upper.decimal, upper.unit.ten);
    if (low === undefined || high === undefined) return this.#tooFine();
    if (low > high)
      return this.#refusal(
        'has its lower end of the range above the upper end',
        guessesOf(this.#text, this.#dimension).flat(),
      );
    return this.#quantity('between', { low, point: (low + high) / 2n, high }, unit);
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

  #single(bounding: Bounding, decimal: Decimal, unit: Unit): Quantity | UnreadableWords {
    const value = wholeUnits(decimal, unit.ten);
    if (value === undefined) return this.#tooFine();
    const spread = (): RawBounds => endsAround(decimal, unit, this.#dimension, value);
    return this.#quantity(
      bounding.qualifier,
      applyBounding(bounding, { low: value, point: value, high: value }, spread),
      unit,
    );
  }

  #quantity(qualifier: Quantity['qualifier'], ends: RawBounds, unit: Unit): Quantity | UnreadableWords {
    const isPart = this.#dimension === 'part';
    if (isPart && (ends.point ?? ends.low) > 10_000n) return new UnreadableWords('is more than 100%');
    if ([ends.low, ends.point, ends.high].some((end) => end !== null && this.#isBeyond(end)))
      return new UnreadableWords(`${quoteText(this.#text)} is more than can be kept`);
    const high = isPart && (ends.high === null || ends.high > 10_000n) ? 10_000n : ends.high;
    return {
      low: wholeOf(ends.low),
      point: ends.point === null ? null : wholeOf(ends.point),
      high: high === null ? null : wholeOf(high),
      qualifier,
      text: this.#sent,
      ...(unit.currency && { currency: unit.currency }),
      ...(unit.basis && { basis: unit.basis }),
    };
  }

  /** Only money is counted beyond 2^53, in thirty digits at most. */
  #isBeyond(end: bigint): boolean {
    const kept = wholeOf(end);
    return typeof kept === 'string' && (this.#dimension !== 'money' || kept.length > 30);
  }

  /** Of what somebody may have meant, what can be read. */
  #readable(guesses: readonly string[]): string[] {
    // A guess is not guessed about again.
    if (this.#options.isGuess) return [];
    return [...new Set(guesses)].filter(
      (guess) => tidySpaces(guess) !== this.#text && isReadable(guess, this.#dimension, this.#options),
    );
  }

  #nearest(): string[] {
    for (const guesses of guessesOf(this.#text, this.#dimension)) {
      const offers = this.#readable(guesses).slice(0, 3);
      if (offers.length > 0) return offers;
    }
    return [];
  }

  #unreadable(): UnreadableWords {
    const offers = this.#nearest();
    const help =
      offers.length > 0 ? offerText(offers) : `write it like ${dimensions[this.#dimension].example}`;
    return new UnreadableWords(`can't read ${quoteText(this.#sent)}: ${help}`, offers);
  }

  #refusal(why: string, guesses: readonly string[], most = 3): UnreadableWords {
    return refuseWords(this.#text, why, this.#readable(guesses).slice(0, most));
  }

  #tooFine(): UnreadableWords {
    return this.#refusal(`is finer than ${dimensions[this.#dimension].finest}`, coarserForms(this.#text), 1);
  }
}

/** Readable without a guess at what else was meant. */
const isReadable = (text: string, dimension: Dimension, options: ReadingOptions): boolean => {
  const reading = new QuantityReader(text, dimension, { ...options, isGuess: true }).readPlainly();
  return reading !== undefined && !(reading instanceof UnreadableWords);
};

/** Reads words such as "at least 10 GW" as bounds in whole units; says why when it can't. */
export const readWords = (
  text: string,
  dimension: Dimension,
  options: ReadingOptions = {},
): Quantity | UnreadableWords => {
  if (text.length > 100) return new UnreadableWords('is longer than 100 characters');
  return new QuantityReader(text, dimension, options).read();
};
