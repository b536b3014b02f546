import { itemAt } from '../../../events/kit/item-at.js';
import { Text, VagueDate, Whole } from '../../../events/kit/fields.js';
import {
  boundsOf,
  isUndisclosed,
  type Quantity,
  type Whole as WholeNumber,
  wholeOf,
} from '../../../events/kit/quantity.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  isPayment,
  targetsNamed,
  type EditOutcome,
  outcome,
  targetsToSchedule,
  selectorReads,
} from './edit.js';
import { paymentsLeft, moneyReads, moneyWrites, paymentsOf, scaleMoney, mergeOutcomes } from './money.js';
import { byDue } from './portions.js';
import { idlePower, addRunning } from './running.js';
import { divideHalfToEven } from '../../../projections/kit/rounding.js';

export class Scale {
  @Text('The deal, the tranche or the payment.', { most: 250 }) target!: string;
  @Whole('To how many basis points of what it is.', { most: 1_000_000 }) toBp!: number;
  @VagueDate('Only what is due from then on.', { optional: true }) from?: string;
}

const whole = 10_000n;

type End = bigint | null;

/** What each amount is no less and no more than, once it is rounded; null where that is open. */
interface RoundingLimits {
  readonly least?: readonly End[];
  readonly most?: readonly End[];
}

/**
 * Parts of the scaled total by largest remainder, ties to the earlier one: they add to it exactly, but where a limit
 * leaves no room for that.
 */
export const scaleAmounts = (
  amounts: readonly bigint[],
  toBp: bigint,
  { least, most }: RoundingLimits = {},
): bigint[] => {
  const total = divideHalfToEven(amounts.reduce((sum, amount) => sum + amount, 0n) * toBp, whole);
  const floors = amounts.map((amount) => (amount * toBp) / whole);
  const left = Number(total - floors.reduce((sum, floor) => sum + floor, 0n));
  const raisable = floors
    .map((floor, index) => ({
      index,
      remainder: (itemAt(amounts, index) * toBp) % whole,
      isForced: floor < (least?.[index] ?? floor),
      hasRoom: floor < (most?.[index] ?? floor + 1n),
    }))
    .filter(({ remainder, hasRoom }) => remainder > 0n && hasRoom)
    .sort(
      (one, other) =>
        Number(other.isForced) - Number(one.isForced) ||
        Number(other.remainder - one.remainder) ||
        one.index - other.index,
    );
  const count = Math.max(left, raisable.filter(({ isForced }) => isForced).length);
  const favoured = new Set(raisable.slice(0, count).map(({ index }) => index));
  return floors.map((floor, index) => (favoured.has(index) ? floor + 1n : floor));
};

/** One end of the bounds of every tranche, scaled; what is open or unknown stays so. */
const scaleEnds = (ends: readonly End[], toBp: bigint, least?: readonly End[]): End[] => {
  const known = [...ends.keys()].filter((index) => ends[index] !== null);
  const parts = scaleAmounts(
    known.map((index) => ends[index]!),
    toBp,
    { ...(least && { least: known.map((index) => itemAt(least, index)) }) },
  );
  const scaled = new Map(known.map((index, place) => [index, itemAt(parts, place)]));
  return ends.map((_, index) => scaled.get(index) ?? null);
};

const wholeOrNull = (end: End): WholeNumber | null => (end === null ? null : wholeOf(end));

/** What does not draw power, scaled, with what does: end by end, low at most the point and high at least that. */
const resizePowers = (targets: readonly TrancheTarget[], toBp: number): Quantity[] => {
  const bounds = targets.map(({ tranche }) => boundsOf(idlePower(tranche)));
  const to = BigInt(toBp);
  const points = scaleEnds(
    bounds.map(({ point }) => point),
    to,
  );
  const lows = scaleAmounts(
    bounds.map(({ low }) => low),
    to,
    { most: points },
  );
  const highs = scaleEnds(
    bounds.map(({ high }) => high),
    to,
    points,
  );
  return targets.map(({ tranche }, index) =>
    addRunning(tranche, {
      low: wholeOf(itemAt(lows, index)),
      point: wholeOrNull(itemAt(points, index)),
      high: wholeOrNull(itemAt(highs, index)),
      qualifier: tranche.power.qualifier,
    }),
  );
};

const scaleTranches = ({ target, toBp, from }: Scale, log: EditedLog): EditOutcome => {
  const { acts, left } = targetsToSchedule(targetsNamed(target, log), from, log, true);
  const isUnknown = ({ tranche }: TrancheTarget): boolean => isUndisclosed(boundsOf(tranche.power));
  const disclosed = acts.filter((one) => !isUnknown(one) && toBp !== 10_000).sort(byDue);
  const unknown = acts
    .filter(isUnknown)
    .map(({ reference }) => ({ target: reference, because: 'undisclosed' }));
  const powers = resizePowers(disclosed, toBp);
  disclosed.forEach((one, index) => log.change(one, 'CapacityResized', { power: powers[index] }));
  return outcome(disclosed, [...left, ...unknown, ...paymentsLeft(target, log)]);
};

export const scale: EditKind<Scale> = {
  op: 'scale',
  summary:
    'What is not energized yet is so many basis points of what it was, in all; of a payment what falls due from then on.',
  declared: Scale,
  keepsToTranche: true,
  check: ({ target }, log) => checkTarget(target, log, '/target', true),
  apply: (edit, log) => {
    const { target, toBp, from } = edit;
    return isPayment(target, log)
      ? mergeOutcomes(paymentsOf(target, log).map((money) => scaleMoney(log, money, toBp, from)))
      : scaleTranches(edit, log);
  },
  footprint: ({ target, from }, log) =>
    isPayment(target, log)
      ? { reads: moneyReads(target, log), writes: moneyWrites(target, log, 'amount') }
      : {
          // The total that is scaled is that of what is there; what is over goes to what is due first.
          reads: [
            ...selectorReads(target, log, from),
            ...fieldsOf(target, log, 'fate'),
            ...fieldsOf(target, log, 'due'),
          ],
          writes: fieldsOf(target, log, 'power'),
        },
};
