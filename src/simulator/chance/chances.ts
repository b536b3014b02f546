import type { Problem } from '../../../events/index.js';
import { isPlainObject, type Result } from '../../../events/kit/decode.js';
import { decimal, type Fraction, fraction, isAbove } from './fraction.js';
import { totalOf } from './variable.js';

/** The members that any edit may carry beside its own fields. */
export interface Chances {
  probability?: Fraction;
  variable?: string;
}

const one = fraction(1n);

const refused = (pointer: string, detail: string): Result<never> => ({ problems: [{ pointer, detail }] });

const readProbability = (value: unknown, pointer: string): Result<Fraction | undefined> => {
  if (value === undefined) return { value };
  if (typeof value === 'number' && value >= 0 && value <= 1) return { value: decimal(value) };
  return refused(`${pointer}/probability`, 'probability must be a number from 0 to 1');
};

const readName = (value: unknown, pointer: string): Result<string | undefined> => {
  if (value === undefined) return { value };
  if (typeof value === 'string' && value.length > 0 && value.length <= 200) return { value };
  return refused(`${pointer}/variable`, 'variable must be a name of 1 to 200 characters');
};

/** Takes the probability and the name of its coin off an edit. */
export const takeChances = (
  raw: Record<string, unknown>,
  pointer: string,
): { rest: Record<string, unknown>; chances: Chances; problems: Problem[] } => {
  const { probability: chance, variable: coin, ...rest } = raw;
  const probability = readProbability(chance, pointer);
  const variable = readName(coin, pointer);
  const problems = [...(probability.problems ?? []), ...(variable.problems ?? [])];
  if (problems.length > 0) return { rest, chances: {}, problems };
  return {
    rest,
    chances: {
      ...(probability.value !== undefined && { probability: probability.value }),
      ...(variable.value !== undefined && { variable: variable.value }),
    },
    problems,
  };
};

/** Alternatives each need a probability, and together they can't be more than certain. */
export const alternativeProblems = (
  alternatives: readonly (Fraction | undefined)[],
  pointer: string,
): Problem[] => {
  const missing = alternatives.flatMap((probability, index) =>
    probability === undefined
      ? [{ pointer: `${pointer}/edits/${index}/probability`, detail: 'an alternative needs a probability' }]
      : [],
  );
  if (missing.length > 0) return missing;
  const total = totalOf(alternatives.filter((probability) => probability !== undefined));
  return isAbove(total, one)
    ? [{ pointer: `${pointer}/edits`, detail: 'the probabilities of the alternatives add to more than 1' }]
    : [];
};

const named = ['target', 'tranche', 'assumption', 'targets', 'event', 'scope'];

const wordOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(wordOf).join('+');
  if (!isPlainObject(value)) return '';
  const { stream, type, body } = value;
  return stream === undefined
    ? Object.values(value).map(String).sort().join('+')
    : [stream, type, isPlainObject(body) ? wordOf(body.tranche ?? body.payment) : ''].map(String).join(' ');
};

/** What an edit is about, without its amounts: comparing 6 with 12 months of delay keeps the draws. */
export const nameOf = ({ op, ...rest }: Record<string, unknown>): string =>
  [String(op), ...named.filter((name) => rest[name] !== undefined).map((name) => wordOf(rest[name]))].join(
    ' ',
  );
