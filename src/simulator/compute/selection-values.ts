import { itemAt } from '../../../events/kit/item-at.js';
import type { Component } from './components.js';
import { type Editing, orderEdits } from '../edits/editing.js';
import type { Evaluation, ViewTargets } from './evaluator.js';
import type { Edit } from '../edits/edit.js';

/** The edits of a component in the order in which they are made. */
export const orderOf = ({ edits }: Component, all: readonly Edit[]): Edit[] =>
  orderEdits(edits.map((index) => all[index]!));

/**
 * The numbers that count in every selection of edits that begins with one of these prefixes: each edit is made once on
 * what those before it have left, and not anew in every selection. What comes of one that changes nothing there is what
 * comes without it.
 */
export class SelectionValues {
  /** The edits as the views show them, in the order in which they are made. */
  readonly #order: readonly Edit[];
  readonly #count: number;
  readonly #numbers: Float64Array;
  readonly #places: ReadonlyMap<number, number>;
  /** The beginnings of the prefixes, by how many edits they decide about. */
  readonly #beginnings: readonly ReadonlySet<number>[];

  constructor(
    readonly evaluation: Evaluation,
    readonly component: Component,
    readonly bits: number,
    prefixes: readonly number[],
  ) {
    this.#order = orderOf(component, evaluation.editions.shown);
    this.#count = evaluation.layout.targets.length;
    this.#numbers = new Float64Array(prefixes.length * 2 ** (this.#order.length - bits) * this.#count);
    this.#places = new Map(prefixes.map((prefix, place) => [prefix, place]));
    this.#beginnings = Array.from(
      { length: bits + 1 },
      (_, depth) => new Set(prefixes.map((prefix) => prefix & (2 ** depth - 1))),
    );
  }

  get numbers(): Float64Array {
    for (const reading of this.evaluation.readings)
      this.#walk(reading, this.evaluation.editing(reading, this.#order), this.#order, 0);
    return this.#numbers;
  }

  /** Decides about one edit after the other; the mask of those that are made fills from its lowest bit. */
  #walk(reading: ViewTargets, editing: Editing, order: readonly Edit[], depth: number, mask = 0): void {
    const edit = order[depth];
    if (!edit) return this.#write(reading, editing, mask);
    const made = mask | (1 << depth);
    const [isWanted, isMadeWanted] = [mask, made].map((one) => this.#isWanted(depth + 1, one));
    const without = edit.replaces && isWanted ? this.#orderWithout(depth, mask) : order;
    if (isWanted) this.#walk(reading, isMadeWanted ? editing.fork() : editing, without, depth + 1, mask);
    if (!isMadeWanted) return;
    const before = editing.log.fork();
    if (edit.isMade) editing.make(edit);
    const isNothing = isWanted && without === order && editing.log.isAs(before);
    if (isNothing && this.#copy(reading, depth, made)) return;
    this.#walk(reading, editing, order, depth + 1, made);
  }

  /** The edits as they read where of those up to one only those of a mask are made. */
  #orderWithout(depth: number, mask: number): Edit[] {
    const isLeft = (at: number): boolean => at <= depth && ((mask >> at) & 1) === 0;
    const left = new Set(this.#order.flatMap(({ index }, at) => (isLeft(at) ? [index] : [])));
    const edits = this.evaluation.edits({ makes: (edit) => !left.has(edit) });
    return orderEdits(edits.filter(({ index }) => this.component.edits.includes(index)));
  }

  #isWanted(depth: number, mask: number): boolean {
    return this.#beginnings[depth]?.has(mask) ?? true;
  }

  /** Where the numbers of a selection stand; undefined where its prefix is worked out elsewhere. */
  #at(mask: number): number | undefined {
    const place = this.#places.get(mask & (2 ** this.bits - 1));
    const selections = 2 ** (this.#order.length - this.bits);
    return place === undefined ? undefined : (place * selections + (mask >>> this.bits)) * this.#count;
  }

  /** Of all selections that begin so the numbers are those of the ones without the last of these edits, if they are here. */
  #copy({ places }: ViewTargets, depth: number, beginning: number): boolean {
    const pairs: [from: number, to: number][] = [];
    for (let mask = beginning; mask < 2 ** this.#order.length; mask += 2 ** (depth + 1)) {
      const [from, to] = [this.#at(mask ^ (1 << depth)), this.#at(mask)];
      if (to === undefined) continue;
      if (from === undefined) return false;
      pairs.push([from, to]);
    }
    for (const [from, to] of pairs)
      for (const place of places) this.#numbers[to + place] = itemAt(this.#numbers, from + place);
    return true;
  }

  #write({ reads, places }: ViewTargets, editing: Editing, mask: number): void {
    const { targets } = this.evaluation.layout;
    const values = reads.read(editing.finish());
    const at = this.#at(mask)!;
    let from = 0;
    for (const place of places) {
      this.#numbers[at + place] = values[from + targets[place]!.at]!;
      from += targets[place]!.periods.length;
    }
  }
}
