import { periodNameOf } from '../scenario/targets.js';
import { addNumbers, subtractNumbers } from '../compute/numbers.js';
import { itemAt } from '../../../events/kit/item-at.js';
import type { Count } from '../../../events/kit/formats.js';
import { type Whole, wholeOf } from '../../../events/kit/quantity.js';
import type { Component } from '../compute/components.js';
import type { Evaluator } from '../compute/evaluator.js';
import { floor, type Fraction, fraction, addFractions, reduceFraction } from '../chance/fraction.js';
import { valuesOf, type WatchedTargets, type DividedWork } from '../compute/divided-work.js';
import { type Game, gamesOf, mostExact, sampledParts, shapley } from './shapley.js';

interface AttributedEdit {
  edit: Count;
  op: string;
  /** In whole units; rounded so that the parts add to the difference exactly. */
  value: Whole;
  /** The exact part where it is not whole. */
  exact?: string;
  standardError?: Whole;
}

export interface Attribution {
  view: Count;
  measure: string;
  only: Readonly<Record<string, string>>;
  /** Of money that is in another currency than the US dollar, where `only` does not say so. */
  currency?: string;
  by: string | null;
  method: 'exact' | 'sampled';
  baseline: Whole;
  scenario: Whole;
  difference: Whole;
  parts: AttributedEdit[];
  /** The same difference step by step, which depends on the order that it names. */
  waterfall: { order: string; steps: { edit: Count; op: string; change: Whole; level: Whole }[] };
}

interface ShapleyShare {
  edit: number;
  value: Fraction;
  error?: bigint;
}

const toWhole = (value: number): Whole => wholeOf(BigInt(value));

/** Whole numbers by largest remainder, ties to the earlier edit: they add to the same. */
const roundToSum = (parts: readonly Fraction[]): bigint[] => {
  const floors = parts.map(floor);
  const total = parts.reduce(addFractions, fraction(0n));
  const left = Number(floor(total) - floors.reduce((sum, one) => sum + one, 0n));
  const rests = parts.map((part) => addFractions(part, fraction(-floor(part))));
  const order = [...rests.entries()].sort(([a, one], [b, other]) => {
    const more = other.over * one.under - one.over * other.under;
    return more === 0n ? a - b : more > 0n ? 1 : -1;
  });
  const favoured = new Set(order.slice(0, left).map(([index]) => index));
  return floors.map((one, index) => (favoured.has(index) ? one + 1n : one));
};

const partsOf = (game: Game, target: number): ShapleyShare[] => {
  if (game.edits.length <= mostExact)
    return shapley(game, target).map((value, index) => ({
      edit: itemAt(game.edits, index),
      value: reduceFraction(value),
    }));
  return sampledParts(game, target).map(({ value, error }, index) => ({
    edit: itemAt(game.edits, index),
    value: reduceFraction(value),
    error,
  }));
};

/** The edits one after the other, as they stand in the scenario: what each component has added by then. */
function* levelsOf(
  components: readonly Component[],
  { layout, editions }: Evaluator,
  watched: WatchedTargets,
  none: Float64Array,
  pieces: number,
): DividedWork<Float64Array[]> {
  const asked = components.map((component) => ({
    component,
    situations: [0, ...component.edits].map((_, count) => ({ made: component.edits.slice(0, count) })),
  }));
  const { width } = layout;
  const numbers = yield* valuesOf(watched, asked, pieces);
  let from = 0;
  const next = (): Float64Array => numbers.subarray(from, (from += width));
  const added = new Map<number, Float64Array>();
  for (const { edits } of components) {
    let before = next();
    for (const edit of edits) {
      const after = next();
      added.set(edit, subtractNumbers(after, before));
      before = after;
    }
  }
  let level = none;
  const steps = editions.shown.map((_, edit) => {
    const own = added.get(edit);
    return (level = own ? addNumbers(level, own) : level);
  });
  return [none, ...steps];
}

const waterfall = (
  levels: readonly Float64Array[],
  ops: readonly string[],
  place: number,
): Attribution['waterfall'] => ({
  order: 'the edits in the order of the scenario; another order gives other steps',
  steps: ops.map((op, edit) => {
    const levelAfter = (edits: number): number => itemAt(itemAt(levels, edits), place);
    const [before, after] = [levelAfter(edit), levelAfter(edit + 1)];
    return { edit, op, change: toWhole(after - before), level: toWhole(after) };
  }),
});

const attributedEdit = (
  { edit, value, error }: ShapleyShare,
  rounded: bigint,
  op: string,
): AttributedEdit => ({
  edit,
  op,
  value: wholeOf(rounded),
  ...(value.under !== 1n && { exact: `${value.over}/${value.under}` }),
  ...(error !== undefined && { standardError: wholeOf(error) }),
});

/** Which edit the difference is owed to: Shapley's value, the average over all orders in which they may come. */
export function* attribute(
  evaluator: Evaluator,
  components: readonly Component[],
  watched: WatchedTargets,
  pieces: number,
): DividedWork<Attribution[]> {
  const ops = evaluator.editions.shown.map(({ kind }) => kind.op);
  const games = yield* gamesOf(evaluator, components, watched, pieces);
  const none = evaluator.values({ makes: () => false });
  const levels = yield* levelsOf(components, evaluator, watched, none, pieces);
  const all = itemAt(levels, levels.length - 1);
  return evaluator.targets.map((target, index) => {
    const { view, measure, only, currency } = target;
    const place = evaluator.layout.placeOf(index);
    const [baseline, scenario] = [itemAt(none, place), itemAt(all, place)];
    const parts = games.flatMap((game) => partsOf(game, index)).sort((left, right) => left.edit - right.edit);
    const wholes = roundToSum(parts.map(({ value }) => value));
    return {
      view,
      measure,
      only,
      ...(currency !== undefined && { currency }),
      by: periodNameOf(target),
      method: parts.some(({ error }) => error !== undefined) ? 'sampled' : 'exact',
      baseline: toWhole(baseline),
      scenario: toWhole(scenario),
      difference: toWhole(scenario - baseline),
      parts: parts.map((part, number) =>
        attributedEdit(part, itemAt(wholes, number), itemAt(ops, part.edit)),
      ),
      waterfall: waterfall(levels, ops, place),
    };
  });
}
