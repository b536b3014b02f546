import type { Component } from './components.js';
import { type Editing, orderEdits } from '../edits/editing.js';
import type { Evaluation, ViewTargets } from './evaluator.js';
import type { Edit } from '../edits/edit.js';

/** The edits of a component in the order in which they are made. */
export const orderOf = ({ edits }: Component, all: readonly Edit[]): Edit[] =>
  orderEdits(edits.map((index) => all[index]!));

/**
 * The numbers that count in every selection of edits that begins with one of these prefixes: each edit is made once on
 * what those before it have left, and not anew in every selection.
 */
export class SelectionValues {
  readonly #order: readonly Edit[];
  readonly #count: number;
  readonly #numbers: Float64Array;

  constructor(
    readonly evaluation: Evaluation,
    component: Component,
    readonly bits: number,
    readonly prefixes: readonly number[],
  ) {
    this.#order = orderOf(component, evaluation.editions.shown);
    this.#count = evaluation.layout.targets.length;
    this.#numbers = new Float64Array(prefixes.length * 2 ** (this.#order.length - bits) * this.#count);
  }

  get numbers(): Float64Array {
    for (const reading of this.evaluation.readings) {
      const start = this.evaluation.editing(reading, this.#order);
      this.prefixes.forEach((prefix, index) => this.#walk(reading, start.fork(), 0, prefix, index));
    }
    return this.#numbers;
  }

  /** Decides about one edit after the other; the mask of those that are made fills from its lowest bit. */
  #walk(reading: ViewTargets, editing: Editing, depth: number, mask: number, prefix: number): void {
    if (depth === this.#order.length) return this.#write(reading, editing, mask, prefix);
    const bit = 1 << depth;
    const isFree = depth >= this.bits;
    if (isFree || !(mask & bit))
      this.#walk(reading, isFree ? editing.fork() : editing, depth + 1, mask, prefix);
    if (!isFree && !(mask & bit)) return;
    const edit = this.#order[depth]!;
    if (edit.isMade) editing.make(edit);
    this.#walk(reading, editing, depth + 1, mask | bit, prefix);
  }

  #write({ reads, places }: ViewTargets, { log }: Editing, mask: number, prefix: number): void {
    const { targets } = this.evaluation.layout;
    const values = reads.read(log);
    const rest = mask >>> this.bits;
    const at = (prefix * 2 ** (this.#order.length - this.bits) + rest) * this.#count;
    let from = 0;
    for (const place of places) {
      this.#numbers[at + place] = values[from + targets[place]!.at]!;
      from += targets[place]!.periods.length;
    }
  }
}
