import { comparesClaims } from '../../../projections/kit/claims.js';
import type { Count } from '../../../events/kit/formats.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import type { Component } from '../compute/components.js';
import { conflictsOf } from '../edits/conflicts.js';
import type { EditedLog } from '../edits/edited-log.js';
import { type AppliedEdits, editLog } from '../edits/editing.js';
import { viewHashOf } from './hash.js';
import type { Simulation } from '../compute/simulation.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';

type EditPair = [Count, Count];

/** Pairs of edits whose order matters to a view, by the number of the view. */
interface OrderInView {
  view: Count;
  pairs: EditPair[];
}

export interface OrderDependence {
  /** Pairs of edits of which one order gives another answer than the other, or is refused, in some view. */
  orderDependent: EditPair[];
  /** View by view, where they differ. */
  orderDependentByView?: OrderInView[];
  /** The first 1,000 of the pairs that may depend on their order and were too many to be tried in both. */
  orderUntried?: EditPair[];
  /** How many they are, where they are more than those. */
  orderUntriedCount?: Count;
}

/** So many edits are made, at most, to find out about pairs: some seconds of work. */
const mostMade = 6_000;
/** So many logs are looked at, at most. */
const mostTried = 400;
/** So many pairs that were not tried are listed. */
const mostListed = 1_000;

const dropChance = (edit: unknown): unknown => {
  const { probability, variable, ...rest } = edit as Record<string, unknown>;
  return probability === undefined && variable === undefined ? edit : rest;
};

/** An uncertain edit as if it came about; of alternatives each of them. */
const formsOf = (edit: unknown): unknown[] => {
  const { op, edits } = edit as { op: unknown; edits?: unknown };
  return op === 'oneOf' && Array.isArray(edits) && edits.every(isPlainObject)
    ? edits.map(dropChance)
    : [dropChance(edit)];
};

/** What the views say of some edits in this order; undefined where it is refused. */
type OrderAnswers = readonly string[] | undefined;

/** Tries two edits in both orders, on what the edits that they meet come to. */
class Orders {
  #made = 0;
  #tried = 0;

  constructor(
    readonly prepared: Simulation,
    readonly components: readonly Component[],
    /** What the views say of all edits as they stand. */
    readonly shown: readonly string[],
  ) {}

  /** The views in which the order of two edits matters; undefined where that was too much to find out. */
  views([one, other]: EditPair): number[] | undefined {
    if (this.#tried > mostTried) return undefined;
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

  #viewsOf(all: readonly number[], pair: EditPair, left: unknown, right: unknown): number[] {
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
  #surroundings(all: readonly number[], [one, other]: EditPair): [unknown[], unknown[]][] {
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

  #answers(raw: readonly unknown[]): OrderAnswers {
    const { scenario, ground, views, boards } = this.prepared;
    const isShown =
      raw.length === scenario.edits.length && raw.every((edit, index) => edit === scenario.edits[index]);
    if (isShown) return this.shown;
    const read = readEdits(raw, ground.history, { assumptions: scenario.assumptions ?? {} });
    if (read.problems) return undefined;
    const logs = this.#logsOf(read.value);
    return (
      logs &&
      views.map((asked) =>
        viewHashOf(
          boards
            .of(asked)
            .at(logs.get(cutOf(asked))!)
            .answer(),
        ),
      )
    );
  }

  /** The edited log for each cut that the views ask for; undefined where it is refused. */
  #logsOf(edits: readonly Edit[]): Map<string, EditedLog> | undefined {
    const { ground, views } = this.prepared;
    const logs = new Map<string, EditedLog>();
    for (const asked of views) {
      if (logs.has(cutOf(asked))) continue;
      const made = editLog(edits, ground.history, asked, ground.today);
      if (!made.value) return undefined;
      logs.set(cutOf(asked), made.value.log);
    }
    return logs;
  }
}

/** Views that cut the log alike have their edits made alike, unless each compares rival claims by its own measure. */
const cutOf = ({ view, question }: ViewQuestion): string => {
  const { effectiveAt, knownAt, atPosition, policy } = question;
  const chooser = comparesClaims(policy) ? view.name : '';
  return [effectiveAt, knownAt, atPosition, policy, chooser].join(' ');
};

/** The pairs that may conflict in some view. */
function* candidatesOf(edited: readonly AppliedEdits[]): Generator<EditPair> {
  const all = edited.map(({ footprints }) => conflictsOf(footprints));
  for (const one of all[0]?.keys() ?? []) {
    const others = all.length === 1 ? all[0]![one]! : [...new Set(all.flatMap((view) => view[one]!))];
    for (const other of others.sort((left, right) => left - right)) yield [one, other];
  }
}

/** The candidates, each with the views in which its order matters; those that were not tried are only counted. */
const tryPairs = (
  candidates: Iterable<EditPair>,
  ordersFor: () => Orders,
): { found: { pair: EditPair; views: number[] }[]; untried: EditPair[]; count: number } => {
  const tried: ReturnType<typeof tryPairs> = { found: [], untried: [], count: 0 };
  let orders: Orders | undefined;
  for (const pair of candidates) {
    const views = (orders ??= ordersFor()).views(pair);
    if (views) tried.found.push({ pair, views });
    else if (++tried.count <= mostListed) tried.untried.push(pair);
  }
  return tried;
};

/** Which edits depend on their order: of the pairs that may conflict those that come out differently, or are refused. */
export const orderDependence = (
  prepared: Simulation,
  edited: readonly AppliedEdits[],
  components: () => readonly Component[],
  shown: readonly string[],
): OrderDependence => {
  const ordersFor = (): Orders => new Orders(prepared, components(), shown);
  const { found, untried, count } = tryPairs(candidatesOf(edited), ordersFor);
  const orderDependent = found.filter(({ views }) => views.length > 0).map(({ pair }) => pair);
  const byView = prepared.views.map((_, view) => ({
    view,
    pairs: found.filter(({ views }) => views.includes(view)).map(({ pair }) => pair),
  }));
  const differs = byView.some(({ pairs }) => pairs.length !== orderDependent.length);
  return {
    orderDependent,
    ...(differs && { orderDependentByView: byView }),
    ...(untried.length > 0 && { orderUntried: untried }),
    ...(count > untried.length && { orderUntriedCount: count }),
  };
};
