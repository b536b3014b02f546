import { itemAt, entryAt } from '../../../events/kit/item-at.js';
import { drawBits, keyOf } from '../chance/draws.js';
import { type Fraction, fraction, addFractions, root } from '../chance/fraction.js';
import { priceOf } from './table.js';
import type { Component } from '../compute/components.js';
import type { Evaluator } from '../compute/evaluator.js';
import {
  splitEvenly,
  concatenate,
  type SelectionsPart,
  valuesOf,
  type WatchedTargets,
  type DividedWork,
} from '../compute/divided-work.js';
import { refuse } from '../scenario/refusal.js';
import { orderOf } from '../compute/selection-values.js';

/** Up to so many edits that act on each other are attributed exactly. */
export const mostExact = 16;
// Enough for all selections of sixteen edits and one number.
const mostWork = 2_000_000;
const orders = 200;
/** So many beginnings of the exact selections can be worked out apart from each other: 2^6. */
const mostBits = 6;

/** Edits that act on each other, and what every selection of them comes to. */
export interface Game {
  readonly edits: readonly number[];
  /** What a target comes to, by a mask of the edits that are made; all others are not. */
  value(mask: bigint, target: number): bigint;
}

const answersOf = ({ edits }: Component): number =>
  edits.length <= mostExact ? 2 ** edits.length : orders * edits.length;

const checkWork = (components: readonly Component[], { layout }: Evaluator): void => {
  const work = components.map((component) => answersOf(component) * priceOf(component, layout));
  if (work.reduce((sum, one) => sum + one, 0) > mostWork)
    refuse('/attribution', 'needs more different answers than there is time for: attribute fewer edits');
};

/** All selections of a few edits: those that begin alike are worked out together. */
function* exactGame(
  evaluator: Evaluator,
  watched: WatchedTargets,
  component: Component,
  pieces: number,
): DividedWork<Game> {
  const edits = orderOf(component, evaluator.editions.shown).map(({ index }) => index);
  const bits = pieces === 1 ? 0 : Math.min(mostBits, edits.length);
  const prefixes = Array.from({ length: 2 ** bits }, (_, prefix) => prefix);
  const parts = splitEvenly(prefixes, pieces).map((some): SelectionsPart => ({
    kind: 'selections',
    ...watched,
    component,
    bits,
    prefixes: some,
  }));
  const numbers = concatenate(yield parts);
  const [count, rests] = [evaluator.targets.length, 2 ** (edits.length - bits)];
  const placeOf = (mask: number): number => (mask & (2 ** bits - 1)) * rests + (mask >>> bits);
  return { edits, value: (mask, target) => BigInt(itemAt(numbers, placeOf(Number(mask)) * count + target)) };
}

const editsOfMask = (edits: readonly number[], mask: bigint): number[] =>
  edits.filter((_, index) => ((mask >> BigInt(index)) & 1n) === 1n);

/** The selections that some orders come through. */
function* sampledGame(
  { layout }: Evaluator,
  watched: WatchedTargets,
  component: Component,
  pieces: number,
): DividedWork<Game> {
  const { edits } = component;
  const reached = Array.from({ length: orders }, (_, path) => stepsOn(edits.length, path)).flat();
  const masks = [...new Set([0n, ...reached.map(({ mask }) => mask)])];
  const situations = masks.map((mask) => ({ made: editsOfMask(edits, mask) }));
  const numbers = yield* valuesOf(watched, [{ component, situations }], pieces);
  const places = new Map(masks.map((mask, place) => [mask, place]));
  return {
    edits,
    value: (mask, target) =>
      BigInt(itemAt(numbers, entryAt(places, mask) * layout.width + layout.placeOf(target))),
  };
}

/** Edits that never meet add up, so that each component is a game of its own. */
export function* gamesOf(
  evaluator: Evaluator,
  components: readonly Component[],
  watched: WatchedTargets,
  pieces: number,
): DividedWork<Game[]> {
  checkWork(components, evaluator);
  const games: Game[] = [];
  for (const component of components) {
    const game = component.edits.length <= mostExact ? exactGame : sampledGame;
    games.push(yield* game(evaluator, watched, component, pieces));
  }
  return games;
}

const factorial = (number: number): bigint => (number < 2 ? 1n : BigInt(number) * factorial(number - 1));

const bitsIn = (mask: number): number => {
  let [left, count] = [mask, 0];
  for (; left > 0; left &= left - 1) count++;
  return count;
};

/** The average of what an edit adds over all orders, reckoned from all selections of the others. */
export const shapley = (game: Game, target: number): Fraction[] => {
  const count = game.edits.length;
  const values = Array.from({ length: 2 ** count }, (_, mask) => game.value(BigInt(mask), target));
  const ways = Array.from({ length: count }, (_, size) => factorial(size) * factorial(count - size - 1));
  return game.edits.map((_, edit) => {
    let sum = 0n;
    values.forEach((value, mask) => {
      if (mask & (1 << edit)) return;
      const added = itemAt(values, mask | (1 << edit)) - value;
      if (added !== 0n) sum += itemAt(ways, bitsIn(mask)) * added;
    });
    return fraction(sum, factorial(count));
  });
};

/** An order of the edits, drawn from a stream of its own. */
const shuffledOrder = (count: number, path: number): number[] => {
  const key = keyOf(0, 'attribution');
  return Array.from({ length: count }, (_, index) => ({ index, x: drawBits(key, path, index) }))
    .sort((left, right) => left.x - right.x || left.index - right.index)
    .map(({ index }) => index);
};

/** The selections that the edits come through in an order, each with the edit that it is reached by. */
const stepsOn = (count: number, path: number): { edit: number; mask: bigint }[] => {
  let mask = 0n;
  return shuffledOrder(count, path).map((edit) => ({ edit, mask: (mask |= 1n << BigInt(edit)) }));
};

/** The average over some orders, with its standard error in whole units; the parts add to the difference still. */
export const sampledParts = (game: Game, target: number): { value: Fraction; error: bigint }[] => {
  const count = game.edits.length;
  const added = game.edits.map((): bigint[] => []);
  for (let path = 0; path < orders; path++) {
    let before = game.value(0n, target);
    for (const { edit, mask } of stepsOn(count, path)) {
      const after = game.value(mask, target);
      itemAt(added, edit).push(after - before);
      before = after;
    }
  }
  return added.map((amounts) => {
    const value = amounts.map((amount) => fraction(amount)).reduce(addFractions, fraction(0n));
    const squares = amounts.reduce((sum, amount) => sum + amount * amount, 0n);
    const n = BigInt(orders);
    const variance = (squares * n - value.over * value.over) / (n * n * (n - 1n));
    return { value: fraction(value.over, n), error: root(variance) };
  });
};
