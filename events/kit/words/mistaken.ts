import type { Dimension } from '../quantity.js';
import { readingsOfMark } from './number.js';
import { offerText, quoteText, refuseWords, UnreadableWords } from './unreadable.js';

/** Words that are to be a quantity, and which of some guesses can be read as one. */
interface WordsInDoubt {
  readonly text: string;
  readonly dimension: Dimension;
  readonly isGuess: boolean;
  /** The field counts in H100-equivalents. */
  readonly isOfEquivalents: boolean;
  readonly readable: (guesses: readonly string[]) => string[];
}

const negativePattern = /^\D{0,4}[-−(]\s*\D{0,3}\d/;
const perUnitPattern = /^(.+?)\s+(?:per|for each|for every|a|each)\s+(?:GW|gigawatt)$/i;
/** What makes a count one of H100-equivalents. */
export const equivalents = /\s*H100(?:e|s? equivalents?|-equivalents?)$/i;
const holdersPattern = /\b(?:racks?|cabinets?|servers?|nodes?|clusters?|pods?)$/i;

const markInDoubt = ({ text, dimension, isGuess, readable }: WordsInDoubt): UnreadableWords | undefined => {
  const both = readingsOfMark(text);
  // A share beyond the whole is none: then the point can only be a decimal one.
  if (!both || dimension === 'part') return undefined;
  const { thousands, decimal } = both;
  const offers = readable([thousands, decimal]);
  return offers.length === 0 && !isGuess
    ? undefined
    : new UnreadableWords(
        `${quoteText(text)} may be ${JSON.stringify(thousands)} or ${JSON.stringify(decimal)}: ${offerText(offers)}`,
        offers,
      );
};

const amountPerGigawatt = ({ text, readable }: WordsInDoubt, amount: string): UnreadableWords =>
  new UnreadableWords(
    `${quoteText(text)} is an amount for each gigawatt: write release {"per": "1 GW", "amount": ${JSON.stringify(amount)}}`,
    readable([amount]),
  );

const otherPieces = ({ text, isOfEquivalents, readable }: WordsInDoubt): UnreadableWords | undefined => {
  if (holdersPattern.test(text))
    return new UnreadableWords(
      `${quoteText(text)} counts what accelerators stand in: write how many accelerators they hold, like "36,000 GPUs"`,
    );
  if (isOfEquivalents || !equivalents.test(text)) return undefined;
  const offers = readable([text.replace(equivalents, '')]);
  return new UnreadableWords(
    `${quoteText(text)} counts H100-equivalents, not accelerators: write ${offers.map((offer) => JSON.stringify(offer)).join('')} in h100Equivalents`,
    offers,
  );
};

/** What is wrong with words that look like a quantity of a kind and are none, or one of another kind. */
export const mistakenWords = (words: WordsInDoubt): UnreadableWords | undefined => {
  const { text, dimension, readable } = words;
  const marked = markInDoubt(words);
  if (marked) return marked;
  if (negativePattern.test(text))
    return new UnreadableWords(`can't read ${quoteText(text)}: a quantity is at least 0`);
  const [, amount] = perUnitPattern.exec(text) ?? [];
  if (dimension === 'money' && amount !== undefined) return amountPerGigawatt(words, amount);
  if (dimension === 'power' && /[kMGT]Wh\b/i.test(text))
    return refuseWords(
      text,
      'is energy, not power',
      readable([text.replace(/([kMGT]W)h\b/i, '$1')]).slice(0, 3),
    );
  return dimension === 'pieces' ? otherPieces(words) : undefined;
};
