import { itemAt } from '../../../events/kit/item-at.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { applyPossibleEdits } from '../edits/editing.js';
import { IncrementalBoard } from '../compute/incremental-board.js';
import { BoardReader } from '../compute/board-reader.js';
import { ScenarioRefusal } from '../scenario/refusal.js';
import type { Ground } from '../scenario/ground.js';
import type { Scenario } from '../scenario/scenario.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';
import { narrowTargets } from '../scenario/targets.js';
import { type Aim, type Lever, valueAt } from './levers.js';

/** So many steps of each lever, away from the end that costs nothing. */
export type LeverSetting = readonly number[];

interface AimReader {
  numbers: BoardReader;
  places: number[];
}

/** Reads the aims' numbers off the log edited with any setting of the levers; the same setting is replayed once. */
export class Replays {
  readonly #known = new Map<string, readonly number[]>();
  readonly #readers: AimReader[];
  readonly #targets;

  constructor(
    readonly scenario: Pick<Scenario, 'edits' | 'assumptions'>,
    readonly ground: Ground,
    readonly levers: readonly Lever[],
    readonly aims: readonly Aim[],
    readonly views: readonly ViewQuestion[],
  ) {
    const ends = narrowTargets(
      views,
      aims.map(({ target }) => target),
      ground,
    );
    this.#targets = ends.targets;
    this.#readers = [...new Set(ends.views)].map((asked) => {
      const places = ends.views.flatMap((view, place) => (view === asked ? [place] : []));
      const targets = places.map((place) => itemAt(ends.targets, place));
      return { numbers: new BoardReader(new IncrementalBoard(asked, ground.history), targets), places };
    });
  }

  get count(): number {
    return this.#known.size;
  }

  /** The edits with the levers in this setting. Throws ScenarioRefusal where an edit does not take a lever's value. */
  edits(setting: LeverSetting): readonly Edit[] {
    const turned = this.levers.map(
      (lever, index) => [lever.lever, valueAt(lever, itemAt(setting, index))] as const,
    );
    const assumptions = { ...this.scenario.assumptions, ...Object.fromEntries(turned) };
    const { value, problems } = readEdits(this.scenario.edits, this.ground.history, { assumptions });
    if (problems) throw new ScenarioRefusal(problems);
    return value;
  }

  /** The number of each aim; throws Refused where one is too large to be exact. */
  values(setting: LeverSetting): readonly number[] {
    const key = setting.join(' ');
    const known = this.#known.get(key) ?? this.#replayed(this.edits(setting));
    this.#known.set(key, known);
    return known;
  }

  #replayed(edits: readonly Edit[]): readonly number[] {
    const { history, today } = this.ground;
    const values = this.aims.map(() => 0);
    for (const { numbers, places } of this.#readers) {
      const edited = applyPossibleEdits(edits, history, numbers.asked, today);
      const read = numbers.read(edited);
      let from = 0;
      for (const place of places) {
        const { periods, at } = itemAt(this.#targets, place);
        values[place] = itemAt(read, from + at);
        from += periods.length;
      }
    }
    return values;
  }
}
