import { itemAt } from '../../../events/kit/item-at.js';
import type { Target } from '../scenario/targets.js';

/** Where the numbers of each target stand in an evaluation: one for each of its periods. */
export class TargetLayout {
  readonly #starts: readonly number[];
  /** How many numbers an evaluation gives. */
  readonly width: number;

  constructor(readonly targets: readonly Target[]) {
    let width = 0;
    this.#starts = targets.map(({ periods }) => (width += periods.length) - periods.length);
    this.width = width;
  }

  /** Where a target's numbers begin. */
  startOf(target: number): number {
    return itemAt(this.#starts, target);
  }

  /** The place of the number that counts of a target. */
  placeOf(target: number): number {
    return this.startOf(target) + itemAt(this.targets, target).at;
  }

  /** The numbers of some targets, one target after the other, put where they belong. */
  spread(numbers: Float64Array, places: readonly number[], into: Float64Array): void {
    let from = 0;
    for (const place of places) {
      const { length } = itemAt(this.targets, place).periods;
      into.set(numbers.subarray(from, from + length), this.startOf(place));
      from += length;
    }
  }
}
