import type { Count } from '../../../events/kit/formats.js';
import { entryAt, itemAt } from '../../../events/kit/item-at.js';
import type { Component } from '../compute/components.js';
import {
  concatenate,
  type DividedWork,
  type EditPair,
  type MeetingPair,
  type OrdersPart,
  splitEvenly,
} from '../compute/divided-work.js';
import type { Simulation } from '../compute/simulation.js';
import { conflictsOf } from '../edits/conflicts.js';
import type { AppliedEdits } from '../edits/editing.js';
import { formsOf, OrderTrials } from './order-trials.js';

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
/** Fewer pairs are not worth handing out: whoever helps may have to read the log first. */
const fewestShared = 16;

/** The pairs that may conflict in some view. */
function* candidatesOf(edited: readonly AppliedEdits[]): Generator<EditPair> {
  const all = edited.map(({ footprints }) => conflictsOf(footprints));
  for (const one of all[0]?.keys() ?? []) {
    const others = all.length === 1 ? all[0]![one]! : [...new Set(all.flatMap((view) => view[one]!))];
    for (const other of others.sort((left, right) => left - right)) yield [one, other];
  }
}

/** Which pairs are tried: their number, and that of the edits that they meet, says so before any of them is. */
class TrialPlan {
  readonly tried: MeetingPair[] = [];
  readonly untried: EditPair[] = [];
  untriedCount = 0;
  #made = 0;
  #logs = 0;

  constructor(
    candidates: Iterable<EditPair>,
    private readonly edits: readonly unknown[],
    /** The component of an edit. */
    private readonly meets: (edit: number) => Component,
  ) {
    for (const pair of candidates) this.#plan(pair);
  }

  #plan(pair: EditPair): void {
    if (this.#logs <= mostTried) {
      const { edits, scope } = this.meets(pair[0]);
      if (this.#hasRoom(pair, edits.length)) {
        this.tried.push({ pair, component: { edits, ...(scope && { scope }) } });
        return;
      }
    }
    if (++this.untriedCount <= mostListed) this.untried.push(pair);
  }

  #hasRoom([one, other]: EditPair, meeting: number): boolean {
    this.#made += 2 * meeting * formsOf(this.edits[one]).length * formsOf(this.edits[other]).length;
    this.#logs += 2;
    return this.#made <= mostMade && this.#logs <= mostTried;
  }
}

/** The components by their edits, which are told apart when the first one is asked for. */
const byEdit = (components: () => readonly Component[]): ((edit: number) => Component) => {
  let known: ReadonlyMap<number, Component> | undefined;
  return (edit) => {
    known ??= new Map(components().flatMap((one) => one.edits.map((index) => [index, one] as const)));
    return entryAt(known, edit);
  };
};

/** Those that meet the same stand together: what is there for one is there for the next. */
const groupByMeeting = (tried: readonly MeetingPair[]): MeetingPair[] =>
  [...Map.groupBy(tried, ({ component }) => component.edits).values()].flat();

/** For each pair the numbers of the views in which its order matters. */
function* tryPairs(
  prepared: Simulation,
  tried: readonly MeetingPair[],
  shownOf: () => readonly string[],
  pieces: number,
): DividedWork<ReadonlyMap<EditPair, readonly number[]>> {
  if (tried.length === 0) return new Map();
  const pairs = groupByMeeting(tried);
  const shown = shownOf();
  const parts = splitEvenly(pairs, pieces).map((some): OrdersPart => ({
    kind: 'orders',
    pairs: some,
    shown,
  }));
  const numbers =
    tried.length < fewestShared
      ? new OrderTrials(prepared, shown).numbersOf(pairs)
      : concatenate(yield parts);
  const { length: width } = prepared.views;
  return new Map(
    pairs.map(({ pair }, index) => [
      pair,
      prepared.views.flatMap((_, view) => (itemAt(numbers, index * width + view) === 1 ? [view] : [])),
    ]),
  );
}

/** Which edits depend on their order: of the pairs that may conflict those that come out differently, or are refused. */
export function* orderDependence(
  prepared: Simulation,
  edited: readonly AppliedEdits[],
  components: () => readonly Component[],
  /** What each view shows with the edits as they stand, hashed. */
  shown: () => readonly string[],
  pieces: number,
): DividedWork<OrderDependence> {
  const { tried, untried, untriedCount } = new TrialPlan(
    candidatesOf(edited),
    prepared.scenario.edits,
    byEdit(components),
  );
  const found = yield* tryPairs(prepared, tried, shown, pieces);
  const pairsIn = (isFound: (views: readonly number[]) => boolean): EditPair[] =>
    tried.map(({ pair }) => pair).filter((pair) => isFound(entryAt(found, pair)));
  const orderDependent = pairsIn((views) => views.length > 0);
  const byView = prepared.views.map((_, view) => ({
    view,
    pairs: pairsIn((views) => views.includes(view)),
  }));
  const differs = byView.some(({ pairs }) => pairs.length !== orderDependent.length);
  return {
    orderDependent,
    ...(differs && { orderDependentByView: byView }),
    ...(untried.length > 0 && { orderUntried: untried }),
    ...(untriedCount > untried.length && { orderUntriedCount: untriedCount }),
  };
}
