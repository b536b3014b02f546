import { drawn, keyOf } from './chance/draws.js';
import { type Fraction, fraction, plus, root } from './chance/fraction.js';
import type { Component } from './components.js';
import type { Evaluator } from './evaluator.js';
import { refuse } from './refused.js';

/** Up to so many edits that act on each other are attributed exactly. */
export const mostExact = 16;
// Enough for all selections of sixteen edits and one number.
const mostWork = 2_000_000;
const orders = 200;

/** Edits that act on each other, and what every selection of them comes to. */
export interface Game {
  readonly edits: readonly number[];
  /** By a mask of the edits that are made; all others are not. */
  value(mask: bigint, place: number): bigint;
}

const answersOf = ({ edits }: Component): number =>
  edits.length <= mostExact ? 2 ** edits.length : orders * edits.length;

const checkWork = (evaluator: Evaluator, components: readonly Component[]): void => {
  const most = evaluator.answersFor(mostWork);
  if (components.map(answersOf).reduce((sum, answers) => sum + answers, 0) > most)
    refuse('/attribution', `needs more than ${most} different answers: attribute fewer edits`);
};

/** Edits that never meet add up, so that each component is a game of its own. */
export const coalitionsOf = (evaluator: Evaluator, components: readonly Component[]): Game[] => {
  checkWork(evaluator, components);
  return components.map(({ edits }) => {
    const known = new Map<bigint, Float64Array>();
    const answer = (mask: bigint): Float64Array => {
      const isMade = (index: number): boolean => index >= 0 && ((mask >> BigInt(index)) & 1n) === 1n;
      const values = evaluator.values({ makes: (edit) => isMade(edits.indexOf(edit)) });
      known.set(mask, values);
      return values;
    };
    return { edits, value: (mask, place) => BigInt((known.get(mask) ?? answer(mask))[place]!) };
  });
};

const factorial = (number: number): bigint => (number < 2 ? 1n : BigInt(number) * factorial(number - 1));

const bitsIn = (mask: number): number => {
  let [left, count] = [mask, 0];
  for (; left > 0; left &= left - 1) count++;
  return count;
};

/** The average of what an edit adds over all orders, reckoned from all selections of the others. */
export const shapley = (game: Game, place: number): Fraction[] => {
  const count = game.edits.length;
  const values = Array.from({ length: 2 ** count }, (_, mask) => game.value(BigInt(mask), place));
  const ways = Array.from({ length: count }, (_, size) => factorial(size) * factorial(count - size - 1));
  return game.edits.map((_, edit) => {
    let sum = 0n;
    values.forEach((value, mask) => {
      if (mask & (1 << edit)) return;
      const added = values[mask | (1 << edit)]! - value;
      if (added !== 0n) sum += ways[bitsIn(mask)]! * added;
    });
    return fraction(sum, factorial(count));
  });
};

/** An order of the edits, drawn from a stream of its own. */
const shuffled = (count: number, path: number): number[] => {
  const key = keyOf(0, 'attribution');
  return Array.from({ length: count }, (_, index) => ({ index, x: drawn(key, path, index) }))
    .sort((left, right) => left.x - right.x || left.index - right.index)
    .map(({ index }) => index);
};

/** The average over some orders, with its standard error in whole units; the parts add to the difference still. */
export const sampledParts = (game: Game, place: number): { value: Fraction; error: bigint }[] => {
  const count = game.edits.length;
  const added = game.edits.map((): bigint[] => []);
  for (let path = 0; path < orders; path++) {
    let mask = 0n;
    for (const edit of shuffled(count, path)) {
      const next = mask | (1n << BigInt(edit));
      added[edit]!.push(game.value(next, place) - game.value(mask, place));
      mask = next;
    }
  }
  return added.map((amounts) => {
    const value = amounts.map((amount) => fraction(amount)).reduce(plus, fraction(0n));
    const squares = amounts.reduce((sum, amount) => sum + amount * amount, 0n);
    const n = BigInt(orders);
    const variance = (squares * n - value.over * value.over) / (n * n * (n - 1n));
    return { value: fraction(value.over, n), error: root(variance) };
  });
};
