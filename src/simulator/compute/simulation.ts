import type { ViewQuestion } from '../../../projections/asking.js';
import { sumOnPaths } from '../chance/paths.js';
import type { EditedLog } from '../edits/edited-log.js';
import { EditVariants } from './edit-variants.js';
import { Evaluator } from './evaluator.js';
import {
  concatenate,
  type OrdersPart,
  type WorkPart,
  type WorkPartAnswer,
  type SelectionsPart,
  type ValuesPart,
} from './divided-work.js';
import { BoardSet } from './board-set.js';
import { ScenarioRefusal } from '../scenario/refusal.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Edit } from '../edits/edit.js';
import { SelectionValues } from './selection-values.js';
import type { CachedGround } from './board-cache.js';
import { narrowTargets, type Target } from '../scenario/targets.js';

/** What reads numbers off the log, and not what a view shows. */
type EvaluatedPart = Exclude<WorkPart, OrdersPart>;

/** A scenario whose views have been read, made ready to be evaluated. */
export class Simulation {
  readonly boards: BoardSet;
  readonly editions: EditVariants;
  readonly #evaluators = new Map<string, Evaluator>();

  constructor(
    readonly scenario: Scenario,
    readonly ground: CachedGround,
    readonly views: readonly ViewQuestion[],
    shown?: readonly Edit[],
    logs?: ReadonlyMap<ViewQuestion, EditedLog>,
  ) {
    this.boards = new BoardSet(ground.history, logs, ground.shelf);
    this.editions = new EditVariants(scenario, ground.history, shown);
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
    const read = isAtEnds ? narrowTargets(this.views, targets, this.ground) : whole;
    return new Evaluator(this.editions, this.ground, read.views, read.targets, this.boards);
  }

  work(part: EvaluatedPart): WorkPartAnswer {
    try {
      return { value: this.#numbersOf(part) };
    } catch (error) {
      if (error instanceof ScenarioRefusal) return { problems: error.problems };
      throw error;
    }
  }

  #numbersOf(part: EvaluatedPart): Float64Array {
    if (part.kind === 'paths') return sumOnPaths(part);
    return part.kind === 'values' ? this.#valuesOf(part) : this.#selectionsOf(part);
  }

  #valuesOf({ targets, isAtEnds, asked }: ValuesPart): Float64Array {
    const evaluator = this.evaluator(targets, isAtEnds);
    return concatenate(
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
    return new SelectionValues(this.evaluator(targets, isAtEnds).of(component), component, bits, prefixes)
      .numbers;
  }
}
