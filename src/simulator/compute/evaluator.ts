import type { ViewQuestion } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import { EditedLog } from '../edits/edited-log.js';
import { Parties } from '../../../projections/kit/parties.js';
import { cutOf } from '../../../projections/kit/question.js';
import { Editing, editsMade } from '../edits/editing.js';
import { type Component, type Grain, grainOf } from './components.js';
import { EditVariants, type Situation } from './edit-variants.js';
import { Excerpt } from '../edits/excerpt.js';
import { TargetLayout } from './target-layout.js';
import type { BoardSet } from './board-set.js';
import { BoardReader, type TargetReader } from './board-reader.js';
import type { Ground } from '../scenario/ground.js';
import type { Edit } from '../edits/edit.js';
import { DealReader } from './deal-reader.js';
import type { Target } from '../scenario/targets.js';

/** The targets of one view, and who reads them. */
export interface ViewTargets {
  reads: TargetReader;
  places: readonly number[];
}

/** Reads the targets' numbers off a log, for any outcome of what is drawn and any selection of the edits. */
export class Evaluation {
  constructor(
    readonly editions: EditVariants,
    readonly base: Log,
    readonly today: string,
    readonly layout: TargetLayout,
    readonly readings: readonly ViewTargets[],
    /** The only edits that are made; all when missing. */
    readonly only?: readonly number[],
  ) {}

  /** The edits as they read in a situation. */
  edits(situation: Situation): Edit[] {
    return this.editions.of(situation, this.only);
  }

  values(situation: Situation): Float64Array {
    const edits = this.edits(situation);
    return this.read((reading) => {
      const editing = this.editing(reading, edits);
      for (const edit of editsMade(edits)) editing.make(edit);
      return editing.finish();
    });
  }

  protected read(logOf: (reading: ViewTargets) => EditedLog): Float64Array {
    const values = new Float64Array(this.layout.width);
    for (const reading of this.readings)
      this.layout.spread(reading.reads.read(logOf(reading)), reading.places, values);
    return values;
  }

  /** The log on which the edits are made for one view. */
  editing({ reads }: ViewTargets, edits: readonly Edit[]): Editing {
    return new Editing(new EditedLog(this.base, reads.asked.question, reads.asked.view), edits, this.today);
  }
}

/** All edits on the whole log: the plain way, and the oracle of any other. */
export class Evaluator extends Evaluation {
  readonly #parties = new Map<ViewQuestion, Parties>();

  constructor(
    editions: EditVariants,
    readonly ground: Ground,
    /** The view that each target is read off. */
    views: readonly ViewQuestion[],
    readonly targets: readonly Target[],
    readonly boards: BoardSet,
  ) {
    const readings = [...new Set(views)].map((asked) => {
      const places = targets.flatMap((_, place) => (views[place] === asked ? [place] : []));
      return { reads: new BoardReader(boards.of(asked), targetsAt(targets, places)), places };
    });
    super(editions, ground.history, ground.today, new TargetLayout(targets), readings);
  }

  override values(situation: Situation): Float64Array {
    const { shown } = this.boards;
    const isShown =
      !situation.outcomes && !situation.makes && this.readings.every(({ reads }) => shown.has(reads.asked));
    return isShown ? this.read(({ reads }) => shown.get(reads.asked)!) : super.values(situation);
  }

  get grain(): Grain {
    return grainOf(this.readings.map(({ reads }) => reads.asked.view));
  }

  /** The edits of a component by themselves, on the deals that they may change: the others never meet them. */
  of({ edits, scope }: Component): Evaluation {
    if (!scope) return this;
    const excerpt = new Excerpt(this.base, scope);
    const readings = this.readings.map(({ reads: { asked }, places }) => ({
      reads: new DealReader(asked, excerpt, targetsAt(this.targets, places), {
        parties: this.#partiesOf(asked),
      }),
      places,
    }));
    return new Evaluation(this.editions, excerpt, this.today, this.layout, readings, edits);
  }

  #partiesOf(asked: ViewQuestion): Parties {
    const parties = this.#parties.get(asked) ?? new Parties(this.base, cutOf(asked.question));
    this.#parties.set(asked, parties);
    return parties;
  }
}

const targetsAt = (targets: readonly Target[], places: readonly number[]): Target[] =>
  places.map((place) => targets[place]!);
