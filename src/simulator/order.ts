import { isPlainObject } from '../../events/kit/decode.js';
import type { Component } from './components.js';
import { mayConflict } from './conflicts.js';
import { editLog } from './editing.js';
import type { Edited } from './editing.js';
import { viewHashOf } from './hash.js';
import type { Prepared } from './prepared.js';
import { readEdits } from './scenario.js';

type Pair = [number, number];

/** Pairs of edits whose order matters to a view, by the number of the view. */
export interface OrderInView {
  view: number;
  pairs: Pair[];
}

export interface OrderDependence {
  /** Pairs of edits of which one order gives another answer than the other one, or is refused. */
  orderDependent: Pair[];
  /** By view, where the views differ in that. */
  orderDependentByView?: OrderInView[];
  /** Pairs that may depend on their order and were too many to be tried in both. */
  orderUntried?: Pair[];
}

/** So many edits are made, at most, to find out about pairs: some seconds of work. */
const mostMade = 6_000;
/** So many logs are looked at, at most. */
const mostTried = 400;

const without = (edit: unknown): Record<string, unknown> => {
  const { probability: _, variable: __, ...rest } = edit as Record<string, unknown>;
  return rest;
};

/** An uncertain edit as if it came about; of alternatives each of them. */
const formsOf = (edit: unknown): Record<string, unknown>[] => {
  const { op, edits } = edit as { op: unknown; edits?: unknown };
  return op === 'oneOf' && Array.isArray(edits) && edits.every(isPlainObject)
    ? edits.map(without)
    : [without(edit)];
};

/** What the views say of some edits in this order; undefined where it is refused. */
type Answers = readonly string[] | undefined;

/** Tries two edits in both orders, on what the edits that they meet come to. */
class Orders {
  #made = 0;
  #tried = 0;

  constructor(
    readonly prepared: Prepared,
    readonly components: readonly Component[],
  ) {}

  /** The views in which the order of two edits matters; undefined where that was too much to find out. */
  views([one, other]: Pair): number[] | undefined {
    const { edits } = this.prepared.scenario;
    const all = this.components.find((component) => component.edits.includes(one))!.edits;
    const forms = formsOf(edits[one]).flatMap((left) => formsOf(edits[other]).map((right) => [left, right]));
    if (this.#isTooMuch(all.length * forms.length)) return undefined;
    const found = new Set(forms.flatMap(([left, right]) => this.#viewsOf(all, [one, other], left, right)));
    return [...found].sort((a, b) => a - b);
  }

  #isTooMuch(made: number): boolean {
    this.#made += 2 * made;
    this.#tried += 2;
    return this.#made > mostMade || this.#tried > mostTried;
  }

  #viewsOf(all: readonly number[], pair: Pair, left: unknown, right: unknown): number[] {
    for (const [before, after] of this.#surroundings(all, pair)) {
      const forth = this.#answers([...before, left, right, ...after]);
      const back = this.#answers([...before, right, left, ...after]);
      if (!forth && !back) continue;
      return this.prepared.views.flatMap((_, view) =>
        forth && back && forth[view] === back[view] ? [] : [view],
      );
    }
    return [];
  }

  /** What comes before and after the two: the later one is moved to the earlier one, or else the other way round. */
  #surroundings(all: readonly number[], [one, other]: Pair): [unknown[], unknown[]][] {
    const { edits } = this.prepared.scenario;
    const rest = (from: number, to: number): unknown[] =>
      all.filter((index) => index > from && index < to).map((index) => edits[index]);
    const [before, between, after] = [rest(-1, one), rest(one, other), rest(other, edits.length)];
    return between.length === 0
      ? [[before, after]]
      : [
          [before, [...between, ...after]],
          [[...before, ...between], after],
        ];
  }

  #answers(raw: readonly unknown[]): Answers {
    const { scenario, ground, views, boards } = this.prepared;
    const read = readEdits(raw, { assumptions: scenario.assumptions ?? {} });
    if (read.problems) return undefined;
    const hashes = views.map((asked) => {
      const made = editLog(read.value, ground.history, asked.question, ground.today);
      return made.value && viewHashOf(boards.of(asked).at(made.value.log).answer());
    });
    return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
  }
}

const keyOf = ([one, other]: Pair): string => `${one} ${other}`;

const sorted = (pairs: Iterable<Pair>): Pair[] => [...pairs].sort(([a, b], [c, d]) => a - c || b - d);

/** The pairs that may conflict in some view. */
const candidatesOf = (edited: readonly Edited[]): Pair[] => {
  const all = edited.flatMap(({ footprints }) => mayConflict(footprints));
  return sorted(new Map(all.map((pair) => [keyOf(pair), pair])).values());
};

/** Which edits depend on their order: of the pairs that may conflict those that come out differently, or are refused. */
export const orderDependence = (
  prepared: Prepared,
  edited: readonly Edited[],
  components: () => readonly Component[],
): OrderDependence => {
  const candidates = candidatesOf(edited);
  if (candidates.length === 0) return { orderDependent: [] };
  const orders = new Orders(prepared, components());
  const found = candidates.map((pair) => ({ pair, views: orders.views(pair) }));
  const orderDependent = found.filter(({ views }) => views && views.length > 0).map(({ pair }) => pair);
  const untried = found.filter(({ views }) => !views).map(({ pair }) => pair);
  const byView = prepared.views.map((_, view) => ({
    view,
    pairs: found.filter(({ views }) => views?.includes(view)).map(({ pair }) => pair),
  }));
  const differs = byView.some(({ pairs }) => pairs.length !== orderDependent.length);
  return {
    orderDependent,
    ...(differs && { orderDependentByView: byView }),
    ...(untried.length > 0 && { orderUntried: untried }),
  };
};
