import { isPlainObject } from '../../../events/kit/decode.js';
import { entryAt, itemAt } from '../../../events/kit/item-at.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { comparesClaims } from '../../../projections/kit/claims.js';
import type { MeetingPair, OrdersPart } from '../compute/divided-work.js';
import { areSameReadings, ScopeBoard } from '../compute/scope-board.js';
import type { Simulation } from '../compute/simulation.js';
import type { EditedLog } from '../edits/edited-log.js';
import { editLog } from '../edits/editing.js';
import { readEdits } from '../scenario/read-edits.js';
import { contentHashOf } from './hash.js';

const dropChance = (edit: unknown): unknown => {
  const { probability, variable, ...rest } = edit as Record<string, unknown>;
  return probability === undefined && variable === undefined ? edit : rest;
};

/** An uncertain edit as if it came about; of alternatives each of them. */
export const formsOf = (edit: unknown): unknown[] => {
  const { op, edits } = edit as { op: unknown; edits?: unknown };
  return op === 'oneOf' && Array.isArray(edits) && edits.every(isPlainObject)
    ? edits.map(dropChance)
    : [dropChance(edit)];
};

/** Views that cut the log alike have their edits made alike, unless each compares rival claims by its own measure. */
const cutOf = ({ view, question }: ViewQuestion): string => {
  const { effectiveAt, knownAt, atPosition, policy } = question;
  const chooser = comparesClaims(policy) ? view.name : '';
  return [effectiveAt, knownAt, atPosition, policy, chooser].join(' ');
};

/** Edits made in some order: the log that each cut of the views then sees. */
interface MadeEdits {
  /** They are all edits of the scenario, as they stand. */
  isShown: boolean;
  logs: ReadonlyMap<string, EditedLog>;
}

type Surrounding = readonly [before: readonly unknown[], after: readonly unknown[]];

/** Tries edits in pairs in both orders, on what the edits that they meet come to. */
export class OrderTrials {
  readonly #scopeBoards = new Map<ViewQuestion, ScopeBoard>();

  constructor(
    readonly prepared: Simulation,
    readonly shown: OrdersPart['shown'],
  ) {}

  numbersOf(pairs: readonly MeetingPair[]): Float64Array {
    const { views } = this.prepared;
    return Float64Array.from(
      pairs.flatMap((pair) => {
        const found = this.#viewsOf(pair);
        return views.map((asked) => (found.has(asked) ? 1 : 0));
      }),
    );
  }

  /** The views in which the order of two edits matters, in whatever form they come about. */
  #viewsOf(meeting: MeetingPair): Set<ViewQuestion> {
    const { edits } = this.prepared.scenario;
    const [one, other] = meeting.pair;
    const forms = formsOf(edits[one]).flatMap((left) => formsOf(edits[other]).map((right) => [left, right]));
    return new Set(forms.flatMap(([left, right]) => this.#viewsOfForms(meeting, left, right)));
  }

  #viewsOfForms(meeting: MeetingPair, left: unknown, right: unknown): readonly ViewQuestion[] {
    const { views } = this.prepared;
    for (const [before, after] of this.#surroundings(meeting)) {
      const forth = this.#made([...before, left, right, ...after]);
      const back = this.#made([...before, right, left, ...after]);
      // What is refused shows nothing: the other one need not be looked at.
      if (forth && back) return views.filter((asked) => !this.#isSame(asked, meeting, forth, back));
      if (forth || back) return views;
    }
    return [];
  }

  /** What comes before and after the two: the later one is moved to the earlier one, or else the other way round. */
  #surroundings({ component: { edits: all }, pair: [one, other] }: MeetingPair): Surrounding[] {
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

  /** The edits made in this order; undefined where that is refused. */
  #made(raw: readonly unknown[]): MadeEdits | undefined {
    const { scenario, ground, views } = this.prepared;
    const isShown =
      raw.length === scenario.edits.length && raw.every((edit, index) => edit === scenario.edits[index]);
    const read = readEdits(raw, ground.history, { assumptions: scenario.assumptions ?? {} });
    if (read.problems) return undefined;
    const logs = new Map<string, EditedLog>();
    for (const asked of views) {
      if (logs.has(cutOf(asked))) continue;
      const made = editLog(read.value, ground.history, asked, ground.today);
      if (!made.value) return undefined;
      logs.set(cutOf(asked), made.value.log);
    }
    return { isShown, logs };
  }

  /** Of a view that is a sum the deals that the edits may change say enough, mostly. */
  #isSame(asked: ViewQuestion, meeting: MeetingPair, forth: MadeEdits, back: MadeEdits): boolean {
    return (
      this.#areSameAlone(asked, meeting, [forth, back]) ??
      this.#hashOf(asked, forth) === this.#hashOf(asked, back)
    );
  }

  #areSameAlone(
    asked: ViewQuestion,
    { component: { scope } }: MeetingPair,
    orders: readonly MadeEdits[],
  ): boolean | undefined {
    if (!scope || !asked.view.traits?.summedBy) return undefined;
    const board = this.#scopeBoards.get(asked) ?? new ScopeBoard(asked);
    this.#scopeBoards.set(asked, board);
    const [forth, back] = orders.map(({ logs }) => board.read(scope, entryAt(logs, cutOf(asked))));
    if (!forth || !back) return undefined;
    return contentHashOf(forth.lists) === contentHashOf(back.lists) && areSameReadings(forth, back);
  }

  #hashOf(asked: ViewQuestion, { isShown, logs }: MadeEdits): string {
    const { views, boards } = this.prepared;
    if (isShown) return itemAt(this.shown, views.indexOf(asked));
    return contentHashOf(
      boards
        .of(asked)
        .at(entryAt(logs, cutOf(asked)))
        .answer(),
    );
  }
}
