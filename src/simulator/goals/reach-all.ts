import { itemAt } from '../../../events/kit/item-at.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { namesKnown } from '../scenario/names.js';
import { editLog } from '../edits/editing.js';
import { levelOf } from './goal.js';
import { BoardSet } from '../compute/board-set.js';
import { BoardReader } from '../compute/board-reader.js';
import { ScenarioRefusal } from '../scenario/refusal.js';
import type { Ground } from '../scenario/ground.js';
import { readView } from '../scenario/base.js';
import type { Scenario } from '../scenario/scenario.js';
import { type Result, allOrProblems } from '../../../events/kit/decode.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Solve } from '../solver/programme.js';
import { effectsOf, isRead, mostTabulated } from './effects.js';
import {
  type Aim,
  costOf,
  type Lever,
  marginOf,
  readLevers,
  type JointQuestion,
  stepsOf,
  valueAt,
} from './levers.js';
import type { Count, Integer } from '../../../events/kit/formats.js';
import { Replays, type LeverSetting } from './replays.js';
import { type Optimality, LeverSearch } from './search.js';

interface AimResult {
  /** Its place in the goal's targets. */
  target: Count;
  value: Integer;
  level: Integer;
  /** Of money that is in another currency than the US dollar, where `only` does not say so. */
  currency?: string;
  sense: Aim['sense'];
  reaches: boolean;
}

interface TurnedLever {
  lever: string;
  x: Integer;
  /** Away from the end that costs nothing. */
  steps: Count;
  cost: Count;
}

export interface LeverMix {
  cost: Count;
  levers: TurnedLever[];
  targets: AimResult[];
}

/** One step less of a lever, and what that comes to. */
interface LeverStep extends LeverMix {
  lever: string;
  passes: boolean;
}

/** What it takes of several levers together; every number of it was replayed. */
export interface JointResult {
  method: 'programme';
  /** The cheapest setting that reaches every target; null where none does. */
  found: LeverMix | null;
  /** Of each lever that is turned, one step less, which fails. */
  beyond: LeverStep[];
  /** Where nothing reaches every target, the setting that comes nearest. */
  best: LeverMix | null;
  /** The places of targets that cannot be had together, none of which could be left out; null where they can, or where that is not proven. */
  conflict: Count[] | null;
  /** How sure it is that no setting is cheaper. */
  optimality: Optimality;
  /** Some levers act on each other: what they do together is not what they add up to one by one. */
  meet: boolean;
  /** How many settings were replayed. */
  tried: Count;
}

const byName = (left: Lever, right: Lever): number => (left.lever < right.lever ? -1 : 1);

const inItsCurrency =
  (boards: BoardSet, views: readonly ViewQuestion[]) =>
  (aim: Aim): Aim => {
    const numbers = new BoardReader(boards.of(itemAt(views, aim.target.view)));
    return { ...aim, target: numbers.inItsCurrency(aim.target) };
  };

/** Whatever the order in which levers are given, they are searched in the order of their names. */
const readSought = (
  scenario: Scenario,
  raw: unknown,
  ground: Ground,
): Result<{ sought: JointQuestion; replays: Replays }> => {
  const views = scenario.views.map((view, index) =>
    readView(view, `/views/${index}`, ground.position, ground, scenario.edits),
  );
  const { value: asked, problems: wrong } = allOrProblems(views);
  if (wrong) return { problems: wrong };
  const { value: sought, problems } = readLevers(raw, asked, namesKnown(ground, scenario.edits));
  if (problems) return { problems };
  const { levers, aims } = sought;
  const free = Object.fromEntries(levers.map((lever) => [lever.lever, valueAt(lever, 0)]));
  const edits = readEdits(scenario.edits, ground.history, {
    assumptions: { ...scenario.assumptions, ...free },
  });
  if (edits.problems) return edits;
  const unread = levers.flatMap((lever, index) =>
    isRead(lever, edits.value)
      ? []
      : [{ pointer: `/goal/levers/${index}/lever`, detail: `no edit reads the assumption "${lever.lever}"` }],
  );
  const boards = new BoardSet(ground.history);
  const faults = aims.flatMap(({ target }, index) => {
    const numbers = new BoardReader(boards.of(itemAt(asked, target.view)));
    return levelOf(target, `/goal/targets/${index}`, numbers).problems ?? [];
  });
  const made = asked.flatMap(
    (asked) => editLog(edits.value, ground.history, asked, ground.today).problems ?? [],
  );
  if (unread.length + faults.length + made.length > 0) return { problems: [...unread, ...faults, ...made] };
  const sorted = [...levers].sort(byName);
  return {
    value: {
      sought: { ...sought, aims: aims.map(inItsCurrency(boards, asked)) },
      replays: new Replays(scenario, ground, sorted, aims, asked),
    },
  };
};

/** Tells settings of the sorted levers in the words, and in the order, of the goal. */
class Teller {
  constructor(
    readonly sought: JointQuestion,
    readonly replays: Replays,
    readonly search: LeverSearch,
  ) {}

  told(setting: LeverSetting): LeverMix {
    const { levers, aims } = this.sought;
    const values = this.replays.values(setting);
    return {
      cost: this.search.costOf(setting),
      levers: levers.map((lever) => {
        const steps = itemAt(setting, this.#placeOf(lever));
        return { lever: lever.lever, x: valueAt(lever, steps), steps, cost: steps * costOf(lever) };
      }),
      targets: aims.map((aim, target) => {
        const value = itemAt(values, target);
        const { level, sense, target: of } = aim;
        return {
          target,
          value,
          level,
          ...(of.currency !== undefined && { currency: of.currency }),
          sense,
          reaches: marginOf(aim, value) >= 0,
        };
      }),
    };
  }

  beyond(setting: LeverSetting): LeverStep[] {
    return this.sought.levers.flatMap((lever) => {
      const place = this.#placeOf(lever);
      if (setting[place] === 0) return [];
      const less = setting.map((steps, other) => (other === place ? steps - 1 : steps));
      return [{ lever: lever.lever, passes: this.search.reaches(less), ...this.told(less) }];
    });
  }

  #placeOf({ lever }: Lever): number {
    return this.replays.levers.findIndex((one) => one.lever === lever);
  }
}

const answerOf = (sought: JointQuestion, replays: Replays, search: LeverSearch): JointResult => {
  const { setting, best, optimality } = search.run();
  const teller = new Teller(sought, replays, search);
  const beyond = setting ? teller.beyond(setting) : [];
  return {
    method: 'programme',
    found: setting ? teller.told(setting) : null,
    beyond,
    best: best ? teller.told(best) : null,
    conflict: setting || optimality !== 'proven' ? null : search.conflict(),
    optimality,
    meet: search.effects.meet,
    tried: replays.count,
  };
};

const tooFineDetail = (levers: readonly Lever[]): string =>
  `the levers have ${levers.reduce((sum, lever) => sum + stepsOf(lever) + 1, 0)} steps in all; at most ${mostTabulated}: take coarser steps`;

/**
 * What it would take of several levers: the cheapest setting with which numbers of the edited log reach their levels.
 * What each lever does is read off replays, the mix is chosen by a mixed-integer programme, and the choice is replayed.
 */
export const reachAll = (
  scenario: Scenario,
  raw: unknown,
  ground: Ground,
  solve: Solve,
): Result<JointResult> => {
  const { value, problems } = readSought(scenario, raw, ground);
  if (problems) return { problems };
  const { sought, replays } = value;
  try {
    const effects = effectsOf(replays);
    if (!effects) return { problems: [{ pointer: '/goal/levers', detail: tooFineDetail(sought.levers) }] };
    return { value: answerOf(sought, replays, new LeverSearch(replays, effects, solve)) };
  } catch (error) {
    if (error instanceof ScenarioRefusal) return { problems: error.problems };
    throw error;
  }
};
