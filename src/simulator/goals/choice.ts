import { itemAt } from '../../../events/kit/item-at.js';
import type { DecisionVariable, LinearConstraint, Solve } from '../solver/programme.js';
import { sumMargins, type Effects, type GroupOption } from './effects.js';

/** The number of one option for each group. */
export type Choice = readonly number[];

interface OptionPlace {
  group: number;
  number: number;
  option: GroupOption;
}

/** A column of 0 or 1 for each option of each group. */
const placesOf = ({ groups }: Effects): OptionPlace[] =>
  groups.flatMap(({ options }, group) => options.map((option, number) => ({ group, number, option })));

const termsOf = (
  places: readonly OptionPlace[],
  of: (place: OptionPlace) => number,
): LinearConstraint['terms'] =>
  places.flatMap((place, column) => (of(place) === 0 ? [] : [[column, of(place)] as const]));

/** One option is taken of each group. */
const rowsOfGroups = (places: readonly OptionPlace[], { groups }: Effects): LinearConstraint[] =>
  groups.map((_, group) => ({
    terms: termsOf(places, (place) => (place.group === group ? 1 : 0)),
    least: 1,
    most: 1,
  }));

/** The largest that an option adds to an aim's margin: the solver is given parts of it, which suit its tolerance. */
const scaleOf = (places: readonly OptionPlace[], aim: number): number =>
  places.reduce((most, { option }) => Math.max(most, Math.abs(itemAt(option.gains, aim))), 1);

/** What the options add to an aim's margin brings it to nothing or more. */
const rowOfAim = (places: readonly OptionPlace[], { margins }: Effects, aim: number) => {
  const scale = scaleOf(places, aim);
  return {
    terms: termsOf(places, ({ option }) => itemAt(option.gains, aim) / scale),
    least: -itemAt(margins, aim) / scale,
  };
};

const rowExcluding = (places: readonly OptionPlace[], choice: Choice): LinearConstraint => ({
  terms: termsOf(places, ({ group, number }) => (choice[group] === number ? 1 : 0)),
  most: choice.length - 1,
});

const choiceIn = (places: readonly OptionPlace[], values: readonly number[], count: number): Choice =>
  Array.from({ length: count }, (_, group) => {
    const taken = places.find((place, column) => place.group === group && itemAt(values, column) > 0.5);
    if (!taken) throw new RangeError(`The solver took no option of group ${group}.`);
    return taken.number;
  });

const isWhole = true;

/**
 * Makes sums of weights small, one after the other, and gives the choice that is left. Undefined where there is none.
 */
const minimizeSums = (
  solve: Solve,
  { groups }: Effects,
  places: readonly OptionPlace[],
  rows: LinearConstraint[],
  sums: readonly (readonly number[])[],
): Choice | undefined | typeof undecided => {
  let choice: Choice | undefined;
  for (const weights of sums) {
    const columns = weights.map((cost, column): DecisionVariable =>
      column < places.length ? { cost, most: 1, isWhole } : { cost },
    );
    const solution = solve({ columns, rows });
    if (solution === 'undecided') return undecided;
    // Infeasible after a first solution is a matter of the last digit: the one before stands.
    if (solution === 'infeasible') return choice;
    choice = choiceIn(places, solution.values, groups.length);
    rows.push({
      terms: weights.map((weight, column) => [column, weight] as const),
      most: solution.cost + slack,
    });
  }
  return choice;
};

const undecided = 'undecided';
/** Room for the solver's rounding; sums of costs and of steps are whole numbers, which it does not let grow. */
const slack = 1e-5;

/**
 * What is to be small: the cost, then the steps of each lever in order. So the answer is one, in whatever order the
 * levers and the aims were given.
 */
const costAndSteps = (places: readonly OptionPlace[], { groups }: Effects): number[][] => {
  const levers = groups.flatMap((group) => group.levers).sort((left, right) => left - right);
  const stepsOf = (lever: number): number[] =>
    places.map(({ group, option }) => option.steps[itemAt(groups, group).levers.indexOf(lever)] ?? 0);
  return [places.map(({ option }) => option.cost), ...levers.map(stepsOf)];
};

const mostMissed = 50;

/**
 * The cheapest choice with which the margins of these aims add up to nothing or more, none of those before taken again.
 * The sums are checked in whole numbers, for the solver's tolerance lets near misses pass.
 */
export const cheapestChoice = (
  solve: Solve,
  effects: Effects,
  aims: readonly number[],
  before: readonly Choice[] = [],
): Choice | undefined | typeof undecided => {
  const places = placesOf(effects);
  const missed = [...before];
  for (let round = 0; round < mostMissed; round++) {
    const rows = [
      ...rowsOfGroups(places, effects),
      ...aims.map((aim) => rowOfAim(places, effects, aim)),
      ...missed.map((choice) => rowExcluding(places, choice)),
    ];
    const choice = minimizeSums(solve, effects, places, rows, costAndSteps(places, effects));
    if (choice === undefined || choice === undecided) return choice;
    const margins = sumMargins(effects, choice);
    if (aims.every((aim) => itemAt(margins, aim) >= 0)) return choice;
    missed.push(choice);
  }
  return undecided;
};

/** The choice that leaves the aims as little short as can be, each in parts of what it was short of at first. */
export const nearestChoice = (solve: Solve, effects: Effects): Choice | undefined | typeof undecided => {
  const places = placesOf(effects);
  const lacks = effects.margins.map((margin) => Math.max(1, -margin));
  const rows = lacks.map((lack, aim): LinearConstraint => {
    const { terms, least } = rowOfAim(places, effects, aim);
    return { terms: [...terms, [places.length + aim, lack / scaleOf(places, aim)]], least };
  });
  const lacking = [...places.map(() => 0), ...lacks.map(() => 1)];
  const sums = [lacking, ...costAndSteps(places, effects).map((sum) => [...sum, ...lacks.map(() => 0)])];
  return minimizeSums(solve, effects, places, [...rowsOfGroups(places, effects), ...rows], sums);
};
