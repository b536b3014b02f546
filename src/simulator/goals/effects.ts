import { itemAt } from '../../../events/kit/item-at.js';
import { componentsOf, grainOf } from '../compute/components.js';
import { editLog } from '../edits/editing.js';
import type { Edit } from '../edits/edit.js';
import { type Aim, costOf, type Lever, marginOf, stepsOf } from './levers.js';
import type { Replays, LeverSetting } from './replays.js';

/** One way to set the levers of a group: what it costs, and by how much each aim's margin grows. */
export interface GroupOption {
  readonly steps: LeverSetting;
  readonly cost: number;
  readonly gains: readonly number[];
}

/** Levers that act on each other, by their places, with every way to set them together. */
interface LeverGroup {
  readonly levers: readonly number[];
  readonly options: readonly GroupOption[];
}

/** What the levers do, group by group: the margins with no lever turned, and what each group adds to them. */
export interface Effects {
  readonly margins: readonly number[];
  readonly groups: readonly LeverGroup[];
  /** Some levers act on each other. */
  readonly meet: boolean;
  /** No lever acts on one of another group, so that what they add up to is exact and not only supposed. */
  readonly areApart: boolean;
}

/** How many settings are replayed at most to tabulate what the levers do; on a timeline one takes up to 20 ms. */
export const mostTabulated = 1_000;

const readsOf = (edit: Edit): string[] => [edit, ...(edit.others ?? [])].flatMap(({ reads }) => reads);

export const isRead = ({ lever }: Lever, edits: readonly Edit[]): boolean =>
  edits.some((edit) => readsOf(edit).includes(lever));

/** The levers whose edits meet, directly or through others; the levers of different groups never do. */
const groupLevers = (replays: Replays, nothing: LeverSetting): number[][] => {
  const edits = replays.edits(nothing);
  const { history, today } = replays.ground;
  const prints = replays.views.map((asked) => editLog(edits, history, asked, today).value?.footprints ?? []);
  const components = componentsOf(
    edits,
    prints,
    replays.ground,
    grainOf(replays.views.map(({ view }) => view)),
  );
  return components
    .map((component) => {
      const own = edits.filter(({ index }) => component.edits.includes(index));
      return replays.levers.flatMap((lever, place) => (isRead(lever, own) ? [place] : []));
    })
    .filter((places) => places.length > 0);
};

const sizeOf = (places: readonly number[], levers: readonly Lever[]): number =>
  places.reduce((product, place) => product * (stepsOf(itemAt(levers, place)) + 1), 1);

const sizeOfAll = (groups: readonly number[][], levers: readonly Lever[]): number =>
  groups.reduce((sum, places) => sum + sizeOf(places, levers), 0);

/** Every combination of steps, in the order of the first lever, then of the second, … */
const combinations = (counts: readonly number[]): number[][] =>
  counts.reduce<number[][]>(
    (all, count) => all.flatMap((steps) => Array.from({ length: count + 1 }, (_, step) => [...steps, step])),
    [[]],
  );

export const marginsOf = (aims: readonly Aim[], values: readonly number[]): number[] =>
  aims.map((aim, index) => marginOf(aim, itemAt(values, index)));

const tabulateOptions = (places: readonly number[], replays: Replays, nothing: LeverSetting): LeverGroup => {
  const { levers, aims } = replays;
  const before = marginsOf(aims, replays.values(nothing));
  const own = places.map((place) => itemAt(levers, place));
  const options = combinations(own.map(stepsOf)).map((steps): GroupOption => {
    const setting = nothing.map((none, place) => steps[places.indexOf(place)] ?? none);
    const after = marginsOf(aims, replays.values(setting));
    return {
      steps,
      cost: own.reduce((sum, lever, index) => sum + itemAt(steps, index) * costOf(lever), 0),
      gains: after.map((margin, index) => margin - itemAt(before, index)),
    };
  });
  return { levers: places, options };
};

const isAtLeast = (left: readonly number[], right: readonly number[]): boolean =>
  left.every((gain, aim) => gain >= itemAt(right, aim));

/** Without the ways for which an earlier or cheaper one does as much for every aim. */
const dropDominated = ({ levers, options }: LeverGroup): LeverGroup => ({
  levers,
  options: options.filter(
    (one, index) =>
      !options.some(
        (other, before) =>
          other !== one &&
          isAtLeast(other.gains, one.gains) &&
          (other.cost < one.cost || (other.cost === one.cost && before < index)),
      ),
  ),
});

/**
 * Replays every setting of each group of levers that meet, where there are few enough; else each lever by itself, as if
 * they did not meet. Undefined where even these are more than 1,000.
 */
export const effectsOf = (replays: Replays): Effects | undefined => {
  const { levers, aims } = replays;
  const nothing = levers.map(() => 0);
  const together = groupLevers(replays, nothing);
  const areApart = sizeOfAll(together, levers) <= mostTabulated;
  const places = areApart ? together : levers.map((_, place) => [place]);
  if (sizeOfAll(places, levers) > mostTabulated) return undefined;
  return {
    margins: marginsOf(aims, replays.values(nothing)),
    groups: places
      .map((group) => tabulateOptions(group, replays, nothing))
      .map((group) => (areApart ? dropDominated(group) : group)),
    meet: together.some(({ length }) => length > 1),
    areApart,
  };
};

/** The option that a choice takes of each group. */
const optionsTaken = ({ groups }: Effects, choice: readonly number[]): GroupOption[] =>
  groups.map(({ options }, group) => itemAt(options, itemAt(choice, group)));

/** The margins that the groups' effects add up to. */
export const sumMargins = (effects: Effects, choice: readonly number[]): number[] => {
  const taken = optionsTaken(effects, choice);
  return effects.margins.map((margin, aim) =>
    taken.reduce((sum, { gains }) => sum + itemAt(gains, aim), margin),
  );
};

/** The setting that a choice of one option per group comes to. */
export const settingOf = (effects: Effects, choice: readonly number[]): LeverSetting => {
  const taken = optionsTaken(effects, choice);
  const setting: number[] = [];
  effects.groups.forEach(({ levers }, group) => {
    const { steps } = itemAt(taken, group);
    levers.forEach((place, index) => (setting[place] = itemAt(steps, index)));
  });
  return setting;
};
