import type { Problem } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { Text } from '../../../events/kit/fields.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  targetsNamed,
  outcome,
  overlapFields,
  partsOf,
  selectorReads,
  whyWhole,
} from './edit.js';
import { byDue, movableOf, placePortions, placeUnsplit, type Portion, whyFixed } from './portions.js';
import { whyOver } from './standing.js';

export class Reorder {
  @Text('The deals or tranches, the one that comes first before the others.', { list: true, most: 250 })
  targets!: string[];
}

const isPartOf = (target: string, other: string): boolean =>
  target === other || partsOf(target).stream === other;

const repeatedTargets = ({ targets }: Reorder): Problem[] =>
  targets.flatMap((target, index) =>
    targets.some((other, at) => at !== index && isPartOf(target, other))
      ? [{ pointer: `/targets/${index}`, detail: `${target} is named twice` }]
      : [],
  );

/** How much is due at each date, the earliest first. */
const slotsOf = (targets: readonly TrancheTarget[]): { due: string; free: bigint }[] => {
  const slots = new Map<string, bigint>();
  for (const one of targets)
    slots.set(one.tranche.due!, (slots.get(one.tranche.due!) ?? 0n) + movableOf(one));
  const last = (due: string): string => `${daysOf(due).last}|${due}`;
  return [...slots]
    .sort(([left], [right]) => (last(left) < last(right) ? -1 : 1))
    .map(([due, free]) => ({ due, free }));
};

const fillSlots = (target: TrancheTarget, slots: { due: string; free: bigint }[]): Portion[] => {
  const portions: Portion[] = [];
  let left = movableOf(target);
  for (const slot of slots) {
    const amount = left < slot.free ? left : slot.free;
    if (amount > 0n) portions.push({ amount, due: slot.due });
    slot.free -= amount;
    left -= amount;
  }
  return portions;
};

/** What ended has no date left that another could take. */
const whyLeft = (target: TrancheTarget, log: EditedLog): string | undefined =>
  whyOver(log, target) ?? whyFixed(target) ?? whyWhole(target, log);

const queue = ({ targets }: Reorder, log: EditedLog): TrancheTarget[] =>
  targets.flatMap((target) => targetsNamed(target, log).sort(byDue));

export const reorder: EditKind<Reorder> = {
  op: 'reorder',
  summary: 'What is due when stays; the dates are filled in the given order.',
  declared: Reorder,
  check: (edit, log) => [
    ...edit.targets.flatMap((target, index) => checkTarget(target, log, `/targets/${index}`)),
    ...repeatedTargets(edit),
  ],
  apply: (edit, log) => {
    const all = queue(edit, log);
    const movable = all.filter((one) => whyLeft(one, log) === undefined && movableOf(one) > 0n);
    const { placed, containers } = placeUnsplit(movable, log, (some) => {
      const slots = slotsOf(some);
      return some.map((target) => ({ target, portions: fillSlots(target, slots) }));
    });
    const left = all.filter((one) => containers.includes(one) || whyLeft(one, log) !== undefined);
    return outcome(
      placed
        .filter(({ target, portions }) => placePortions(log, target, portions))
        .map(({ target }) => target),
      left.map((one) => ({ target: one.reference, because: whyLeft(one, log) ?? 'container' })),
    );
  },
  footprint: ({ targets }, log) => {
    const fields = targets.flatMap((target) => [
      ...fieldsOf(target, log, 'due'),
      ...fieldsOf(target, log, 'power'),
      ...targetsNamed(target, log).flatMap((one) => overlapFields(one, log)),
    ]);
    return {
      // What is split off a tranche copies its terms.
      reads: targets.flatMap((target) => [...selectorReads(target, log), ...fieldsOf(target, log, '*')]),
      writes: [...fields, ...new Set(targets.map((target) => `${partsOf(target).stream}.tranches`))],
    };
  },
};
