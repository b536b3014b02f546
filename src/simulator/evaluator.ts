import type { Asked } from '../../projections/asking.js';
import { editAsFarAsPossible } from './editing.js';
import type { Grain } from './components.js';
import { isByTranche, isSummed, Numbers } from './numbers.js';
import { Refused } from './refused.js';
import type { Ground, Scenario } from './run.js';
import { type Edit, readEdits } from './scenario.js';
import type { Target } from './targets.js';

/** Which outcomes came about and which edits are made; what is missing is as the views show it. */
export interface Situation {
  outcomes?: ReadonlyMap<string, number>;
  makes?: (edit: number) => boolean;
}

/** Reads the targets' numbers off the log, for any outcome of what is drawn and any selection of the edits. */
export class Evaluator {
  readonly #numbers: { numbers: Numbers; targets: Target[]; places: number[] }[];
  readonly #starts: number[];
  #shown: readonly Edit[] | undefined;
  /** How many numbers an evaluation gives: those of all periods of all targets. */
  readonly width: number;

  constructor(
    readonly scenario: Pick<Scenario, 'edits' | 'assumptions'>,
    readonly ground: Ground,
    /** The view that each target is read off. */
    views: readonly Asked[],
    readonly targets: readonly Target[],
  ) {
    let width = 0;
    this.#starts = targets.map(({ periods }) => (width += periods.length) - periods.length);
    this.width = width;
    this.#numbers = [...new Set(views)].map((asked) => {
      const places = targets.flatMap((_, place) => (views[place] === asked ? [place] : []));
      const numbers = new Numbers(asked, ground.history);
      return { numbers, targets: places.map((place) => targets[place]!), places };
    });
  }

  get grain(): Grain {
    const views = this.#numbers.map(({ numbers }) => numbers.asked);
    if (views.every(isByTranche)) return 'tranche';
    return views.every(isSummed) ? 'deal' : 'all';
  }

  /** How many answers so much work pays for; each edit and each number makes an answer dearer. */
  answersFor(work: number): number {
    return Math.floor(work / (10 + this.scenario.edits.length + this.width));
  }

  /** The edits as the views show them. */
  get edits(): Edit[] {
    return this.#edits({});
  }

  /** Where a target's numbers begin in an evaluation. */
  startOf(target: number): number {
    return this.#starts[target]!;
  }

  /** The place of the number that counts of a target. */
  placeOf(target: number): number {
    return this.startOf(target) + this.targets[target]!.at;
  }

  values(situation: Situation): Float64Array {
    const edits = this.#edits(situation);
    const values = new Float64Array(this.width);
    for (const { numbers, targets, places } of this.#numbers) {
      const { history, today } = this.ground;
      const edited = editAsFarAsPossible(edits, history, numbers.asked.question, today);
      let from = 0;
      const read = numbers.read(edited, targets);
      targets.forEach(({ periods }, index) => {
        values.set(read.slice(from, from + periods.length), this.startOf(places[index]!));
        from += periods.length;
      });
    }
    return values;
  }

  #edits({ outcomes, makes }: Situation): Edit[] {
    const edits = outcomes ? this.#read(outcomes) : (this.#shown ??= this.#read());
    return makes ? edits.map((edit) => (makes(edit.index) ? edit : { ...edit, isMade: false })) : [...edits];
  }

  #read(outcomes?: ReadonlyMap<string, number>): readonly Edit[] {
    const { edits, assumptions = {} } = this.scenario;
    const { value, problems } = readEdits(edits, { assumptions, ...(outcomes && { outcomes }) });
    if (problems) throw new Refused(problems);
    return value;
  }
}
