import { itemAt } from '../../../events/kit/item-at.js';
import type { Solve } from '../solver/programme.js';
import { type Choice, cheapestChoice, nearestChoice } from './choice.js';
import { sumMargins, type Effects, marginsOf, settingOf } from './effects.js';
import { costOf, stepsOf } from './levers.js';
import type { Replays, LeverSetting } from './replays.js';

/**
 * How sure it is that no setting is cheaper: `proven`; `if-apart` where the levers meet and it is only proven for what
 * they do one by one; `unproven` where the search was cut short.
 */
export type Optimality = 'proven' | 'if-apart' | 'unproven';

export interface SearchResult {
  /** Replayed, and reaches every aim. */
  setting?: LeverSetting;
  /** Where nothing that was tried reaches every aim: the one that comes nearest, replayed. */
  best?: LeverSetting;
  optimality: Optimality;
}

const mostCuts = 50;
const mostNeighbours = 500;

/** What the search makes small: how far the aims are missed, then the cost. */
interface Worth {
  short: number;
  cost: number;
}

const isLess = (left: Worth, right: Worth): boolean =>
  left.short < right.short || (left.short === right.short && left.cost < right.cost);

/** One search over the settings of the levers; every number that it goes by comes from a replay or is replayed after. */
export class LeverSearch {
  /** Some replay differs from what the groups add up to. */
  #isOff = false;

  constructor(
    readonly replays: Replays,
    readonly effects: Effects,
    readonly solve: Solve,
  ) {}

  get #aims(): number[] {
    return this.replays.aims.map((_, aim) => aim);
  }

  reaches(setting: LeverSetting): boolean {
    return this.#margins(setting).every((margin) => margin >= 0);
  }

  costOf(setting: LeverSetting): number {
    const { levers } = this.replays;
    return levers.reduce((sum, lever, place) => sum + itemAt(setting, place) * costOf(lever), 0);
  }

  run(): SearchResult {
    const cuts: Choice[] = [];
    let next = cheapestChoice(this.solve, this.effects, this.#aims);
    while (Array.isArray(next)) {
      const setting = this.#replayed(next);
      if (this.reaches(setting)) return this.#found(setting);
      cuts.push(next);
      next =
        cuts.length < mostCuts ? cheapestChoice(this.solve, this.effects, this.#aims, cuts) : 'undecided';
    }
    const isSure = next === undefined && this.effects.areApart && !this.#isOff;
    return isSure ? { best: this.#nearest(), optimality: 'proven' } : this.#nearby();
  }

  /** Places of aims that can't be had together, none of which could be left out. */
  conflict(): number[] {
    let together = this.#aims;
    for (const aim of this.#aims) {
      const without = together.filter((one) => one !== aim);
      if (cheapestChoice(this.solve, this.effects, without) === undefined) together = without;
    }
    return together;
  }

  #found(setting: LeverSetting): SearchResult {
    if (this.effects.areApart && !this.#isOff) return { setting, optimality: 'proven' };
    const better = this.#descended(setting);
    const optimality = better === setting && !this.#isOff ? 'if-apart' : 'unproven';
    return { setting: better, optimality };
  }

  #nearest(): LeverSetting {
    const choice = nearestChoice(this.solve, this.effects);
    return Array.isArray(choice) ? this.#replayed(choice) : this.replays.levers.map(() => 0);
  }

  /** Where what the levers do one by one leads nowhere: from the nearest setting, and from all levers turned fully. */
  #nearby(): SearchResult {
    const starts = [this.#nearest(), this.replays.levers.map(stepsOf)];
    const ends = starts.map((start) => this.#descended(start));
    const end = ends.reduce((least, one) => (isLess(this.#worth(one), this.#worth(least)) ? one : least));
    const isReached = this.reaches(end);
    return { ...(isReached ? { setting: end } : { best: end }), optimality: 'unproven' };
  }

  /** Replays a choice and notes whether it comes to what was added up. */
  #replayed(choice: Choice): LeverSetting {
    const setting = settingOf(this.effects, choice);
    const added = sumMargins(this.effects, choice);
    if (this.#margins(setting).some((margin, aim) => margin !== added[aim])) this.#isOff = true;
    return setting;
  }

  #margins(setting: LeverSetting): number[] {
    return marginsOf(this.replays.aims, this.replays.values(setting));
  }

  #worth(setting: LeverSetting): Worth {
    const lacks = this.effects.margins.map((margin) => Math.max(1, -margin));
    const short = this.#margins(setting).reduce(
      (sum, margin, aim) => sum + Math.max(0, -margin) / itemAt(lacks, aim),
      0,
    );
    return { short, cost: this.costOf(setting) };
  }

  /** Turns one lever at a time, in strides that are halved, as long as that misses less or costs less. */
  #descended(start: LeverSetting): LeverSetting {
    const until = this.replays.count + mostNeighbours;
    let current = start;
    const widest = Math.max(...this.replays.levers.map(stepsOf));
    for (let stride = 2 ** Math.floor(Math.log2(Math.max(1, widest))); stride >= 1; stride /= 2) {
      for (let moved = true; moved && this.replays.count < until;) {
        const better = this.#neighbours(current, stride).find((one) =>
          isLess(this.#worth(one), this.#worth(current)),
        );
        moved = better !== undefined;
        current = better ?? current;
      }
    }
    return current;
  }

  #neighbours(setting: LeverSetting, stride: number): LeverSetting[] {
    return setting.flatMap((steps, place) =>
      [steps - stride, steps + stride]
        .filter((moved) => moved >= 0 && moved <= stepsOf(itemAt(this.replays.levers, place)))
        .map((moved) => setting.map((one, other) => (other === place ? moved : one))),
    );
  }
}
