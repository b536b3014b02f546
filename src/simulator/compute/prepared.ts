import type { Asked } from '../../../projections/asking.js';
import { addedOnPaths } from '../chance/paths.js';
import type { EditedLog } from '../edits/edited-log.js';
import { Editions } from './editions.js';
import { Evaluator } from './evaluator.js';
import { joined, type Part, type PartAnswer, type SelectionsPart, type ValuesPart } from './parts.js';
import { Boards } from './boards.js';
import { Refused } from '../scenario/refused.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Edit } from '../edits/edit.js';
import { Selections } from './selections.js';
import type { ShelvedGround } from './shelf.js';
import { narrowed, type Target } from '../scenario/targets.js';

/** A scenario whose views have been read, made ready to be evaluated. */
export class Prepared {
  readonly boards: Boards;
  readonly editions: Editions;
  readonly #evaluators = new Map<string, Evaluator>();

  constructor(
    readonly scenario: Scenario,
    readonly ground: ShelvedGround,
    readonly views: readonly Asked[],
    shown?: readonly Edit[],
    logs?: ReadonlyMap<Asked, EditedLog>,
  ) {
    this.boards = new Boards(ground.history, logs, ground.shelf);
    this.editions = new Editions(scenario, shown);
  }

  /** Reads these targets off the whole timelines of their views, or only off the periods that count. */
  evaluator(targets: readonly Target[], isAtEnds = false): Evaluator {
    const key = JSON.stringify([targets, isAtEnds]);
    const known = this.#evaluators.get(key) ?? this.#evaluator(targets, isAtEnds);
    this.#evaluators.set(key, known);
    return known;
  }

  #evaluator(targets: readonly Target[], isAtEnds: boolean): Evaluator {
    const whole = { views: targets.map(({ view }) => this.views[view]!), targets };
    const read = isAtEnds ? narrowed(this.views, targets, this.ground) : whole;
    return new Evaluator(this.editions, this.ground, read.views, read.targets, this.boards);
  }

  work(part: Part): PartAnswer {
    try {
      return { numbers: this.#numbersOf(part) };
    } catch (error) {
      if (error instanceof Refused) return { problems: error.problems };
      throw error;
    }
  }

  #numbersOf(part: Part): Float64Array {
    if (part.kind === 'paths') return addedOnPaths(part);
    return part.kind === 'values' ? this.#valuesOf(part) : this.#selectionsOf(part);
  }

  #valuesOf({ targets, isAtEnds, asked }: ValuesPart): Float64Array {
    const evaluator = this.evaluator(targets, isAtEnds);
    return joined(
      asked.flatMap(({ component, situations }) => {
        const evaluation = evaluator.of(component);
        return situations.map(({ outcomes, made }) =>
          evaluation.values({
            ...(outcomes && { outcomes }),
            ...(made && { makes: (edit) => made.includes(edit) }),
          }),
        );
      }),
    );
  }

  #selectionsOf({ targets, isAtEnds, component, bits, prefixes }: SelectionsPart): Float64Array {
    return new Selections(this.evaluator(targets, isAtEnds).of(component), component, bits, prefixes).numbers;
  }
}
