import { isPlainObject } from '../../../events/kit/decode.js';
import { type Day, daysOf, monthIndex } from '../../../events/kit/date.js';
import type { Fact } from '../../../events/index.js';
import { boundsOf, isUndisclosed, type Quantity, wholeOf } from '../../../events/kit/quantity.js';
import { type EditedLog, isEnergized, type TrancheTarget } from './edited-log.js';
import { isContainer } from './edit.js';
import { spreadOverlaps } from './overlaps.js';
import { carryLater, spreadOver } from './parts.js';
import {
  idlePower,
  isPartlyEnergized,
  isWhollyEnergized,
  addRunning,
  levelOf,
  runningPower,
} from './running.js';

/** Some of a tranche's power that does not run yet and when it is due; without a date where no quarter has room for it. */
export interface Portion {
  amount: bigint;
  /** How much more there may be of it; null where nobody says how much at most. */
  beyond?: bigint | null;
  due?: string;
}

/** Quarters counted from year 0. A vague date belongs to the quarter in which it is surely due. */
export const quarterOf = (due: string): number => Math.floor(monthIndex(daysOf(due).last) / 3);
/** The quarter in which a vague date begins. */
export const firstQuarterOf = (due: string): number => Math.floor(monthIndex(daysOf(due).first) / 3);
export const nameOfQuarter = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;

export const sizeOf = ({ tranche }: TrancheTarget): bigint => boundsOf(tranche.power).point ?? 0n;

/** How much of it can be placed elsewhere: what does not draw power yet. */
export const movableOf = ({ tranche }: TrancheTarget): bigint => boundsOf(idlePower(tranche)).point ?? 0n;

/** How much more may yet come of it than its point; null where it has no upper end. */
export const beyondOf = ({ tranche }: TrancheTarget): bigint | null => {
  const { point, high } = boundsOf(idlePower(tranche));
  return high === null ? null : high - (point ?? 0n);
};

/** How much of it draws power and keeps its place. */
export const fixedOf = (target: TrancheTarget): bigint => sizeOf(target) - movableOf(target);

/** Why a tranche can't be placed on a schedule; undefined where it, or what of it does not run, can. */
export const whyFixed = (target: TrancheTarget): string | undefined => {
  const { due, power } = target.tranche;
  if (isWhollyEnergized(target)) return 'energized';
  if (due === undefined) return 'undated';
  if (isUndisclosed(boundsOf(power))) return 'undisclosed';
  return boundsOf(power).point === null ? 'unknown' : undefined;
};

const lastDayOf = ({ tranche: { due } }: TrancheTarget): Day =>
  due === undefined ? '9999-12-31' : daysOf(due).last;

export const byDue = (left: TrancheTarget, right: TrancheTarget): number => {
  const [a, b] = [lastDayOf(left), lastDayOf(right)];
  if (a !== b) return a < b ? -1 : 1;
  return left.reference < right.reference ? -1 : left.reference > right.reference ? 1 : 0;
};

/** The bounds of a portion, as cumulative floors: those of all portions add to the whole exactly. */
const slice = (power: Quantity, from: bigint, to: bigint): Quantity => {
  const { low, point, high } = boundsOf(power);
  const cut = (end: bigint): bigint => (end * to) / point! - (end * from) / point!;
  return {
    low: wholeOf(cut(low)),
    point: wholeOf(to - from),
    high: high === null ? null : wholeOf(cut(high)),
    qualifier: power.qualifier,
  };
};

/** Which part of a power a portion of it is, where others of it come to so much before that. */
export type CutPower = (power: Quantity, from: bigint, portion: Portion) => Quantity;

const inProportion: CutPower = (power, from, { amount }) => slice(power, from, from + amount);

/**
 * The bounds of a portion of what fills one room after the other: whatever there is fills the first one before the next.
 * What there may be beyond the point is where the portion says.
 */
export const fillInTurn: CutPower = (power, from, { amount, beyond = 0n }) => {
  const { low } = boundsOf(power);
  return {
    low: wholeOf(smaller(low, from + amount) - smaller(low, from)),
    point: wholeOf(amount),
    high: beyond === null ? null : wholeOf(amount + beyond),
    qualifier: power.qualifier,
  };
};

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** A name for a part of a tranche or of a payment, as gw-1-part-2. */
export const freeName = (log: EditedLog, reference: string, taken: ReadonlyMap<string, unknown>): string => {
  const [, id = ''] = log.originOf(reference).split('/');
  let part = 2;
  while (taken.has(`${id}-part-${part}`)) part++;
  return `${id}-part-${part}`;
};

/** A release of some tranches counts what is split off them, too. */
const releaseCounts = (log: EditedLog, { stream, id }: TrancheTarget, name: string): void => {
  const widened = (fact: Fact): Fact => {
    const { release } = fact.body;
    if (!isPlainObject(release) || !Array.isArray(release.of) || !release.of.includes(id)) return fact;
    return {
      ...fact,
      body: { ...fact.body, release: { ...release, of: [...release.of, name] } },
    };
  };
  if (log.named(stream).isCountedInReleases(id)) log.replace(stream, log.facts(stream).map(widened));
};

export const termsOf = ({ tranche }: Pick<TrancheTarget, 'tranche'>): Record<string, unknown> => {
  const { layer, provider, consumer, supplier, basis, bindingness, condition, partOf, ends } = tranche;
  const terms = { layer, provider, consumer, supplier, basis, bindingness, condition, partOf, ends };
  return Object.fromEntries(Object.entries(terms).filter(([, term]) => term !== undefined));
};

const nothing: Quantity = { low: 0, point: 0, high: 0, qualifier: 'exactly' };

/** A part that does not run is as far as its deal; what runs has been signed. */
const stageOf = ({ tranche: { stage } }: TrancheTarget): string | undefined =>
  stage === 'energized' || stage === 'completed' ? 'signed' : stage;

/** A tranche of its own for some of the power of another one, on the same terms, told the same dates so far, and resting on what that one rests on. */
export const splitOff = (
  log: EditedLog,
  target: TrancheTarget,
  power: Quantity,
  due: string | undefined,
  terms: Readonly<Record<string, unknown>> = termsOf(target),
): TrancheTarget => {
  const { stream, tranche } = target;
  const id = freeName(log, target.reference, log.deal(stream).tranches);
  const from = log.actingOn(target);
  const stage = stageOf(target);
  releaseCounts(log, target, id);
  const body = {
    tranche: id,
    ...terms,
    ...(due !== undefined && { due: tranche.due ?? due }),
    power,
  };
  log.act(stream, 'CapacityCommitted', body, from, { grounds: tranche.rests, splitFrom: target.id });
  if (due !== undefined && tranche.due !== undefined && due !== tranche.due)
    log.act(stream, 'CapacityRescheduled', { tranche: id, due }, from);
  if (stage !== undefined) log.act(stream, 'StageReached', { tranche: id, stage }, from);
  log.splitOff(target.reference, `${stream}/${id}`);
  return log.tranche(`${stream}/${id}`)!;
};

const isSameQuantity = (one: Quantity, other: Quantity): boolean => {
  const [left, right] = [boundsOf(one), boundsOf(other)];
  return left.point === right.point && left.low === right.low && left.high === right.high;
};

/** How much of a tranche is left under its name, beside what was split off it, or how large such a part is. */
const roomIn =
  (target: TrancheTarget, kept: bigint) =>
  (one: TrancheTarget): bigint =>
    one === target ? levelOf(target.tranche) + kept : sizeOf(one);

/**
 * What has been observed of the whole has been observed of its parts. What surely draws power stays where it is; what
 * may do so beyond that is anywhere in the rest: first in what kept the name of the tranche, then part by part.
 */
const spreadLevel = (
  log: EditedLog,
  target: TrancheTarget,
  kept: bigint,
  parts: readonly TrancheTarget[],
): void => {
  const { energized: level } = target.tranche;
  if (!level || parts.length === 0) return;
  for (const [one, own] of spreadOver(level, [target, ...parts], roomIn(target, kept)))
    if (one !== target || !isSameQuantity(own, level)) log.change(one, 'CapacityEnergized', { power: own });
};

/** What of a tranche does not draw power, as a tranche of its own where the rest of it does. */
export const idlePartOf = (log: EditedLog, target: TrancheTarget): TrancheTarget => {
  if (!isEnergized(target)) return target;
  const part = splitOff(log, target, idlePower(target.tranche), target.tranche.due);
  log.change(target, 'CapacityResized', { power: runningPower(target.tranche) });
  spreadLevel(log, target, 0n, [part]);
  spreadOverlaps(log, target, [part], roomIn(target, 0n));
  carryLater(log, target, [part], log.actingOn(target));
  return part;
};

/** What differs between two parts of a tranche that could be one. */
const termsKey = ({ tranche }: TrancheTarget): string =>
  JSON.stringify([termsOf({ tranche }), tranche.due, tranche.bindingness]);

/** A part that has come to stand as what it was split off is one with it again. */
export const rejoin = (log: EditedLog, part: TrancheTarget): void => {
  const [now, whole] = [part.reference, log.originOf(part.reference)].map((name) => log.tranche(name));
  if (!now || !whole || now === whole || !isEnergized(whole) || termsKey(now) !== termsKey(whole)) return;
  log.change(now, 'CapacityCancelled', {});
  log.change(whole, 'CapacityResized', { power: addRunning(whole.tranche, now.tranche.power) });
};

const keepPortion = (log: EditedLog, target: TrancheTarget, power: Quantity, due: string): void => {
  if (!isSameQuantity(target.tranche.power, power)) log.change(target, 'CapacityResized', { power });
  if (due !== target.tranche.due) log.change(target, 'CapacityRescheduled', { due });
};

/** Which portion goes on under the name of the tranche: beside what runs only one that is due with it. */
const indexStaying = (target: TrancheTarget, portions: readonly Portion[]): number =>
  isPartlyEnergized(target)
    ? portions.findIndex(({ due }) => due === target.tranche.due)
    : portions[0]?.due === undefined
      ? -1
      : 0;

/** Whether its portions are more than one tranche, beside what runs. */
const isSplitBy = (target: TrancheTarget, portions: readonly Portion[]): boolean => {
  const staying = indexStaying(target, portions);
  return portions.some((_, index) => index !== staying);
};

/** Whether its portions are the tranche as it is. */
export const isInPlace = (target: TrancheTarget, portions: readonly Portion[]): boolean => {
  const [first] = portions;
  return portions.length === 1 && first?.due === target.tranche.due && isAllOf(target, first!);
};

const isAllOf = (target: TrancheTarget, { amount, beyond }: Portion): boolean =>
  amount === movableOf(target) && (beyond === undefined || beyond === beyondOf(target));

/** A tranche and the portions that it is to stand in. */
export interface Placed {
  readonly target: TrancheTarget;
  readonly portions: readonly Portion[];
}

/**
 * Tranches where they find their places, one after the other. A container is not split: what says that it holds others
 * would hold them no more. It is left where it is, and the others are placed anew.
 */
export const placeUnsplit = (
  targets: readonly TrancheTarget[],
  log: EditedLog,
  place: (movable: readonly TrancheTarget[], containers: readonly TrancheTarget[]) => Placed[],
): { placed: Placed[]; containers: readonly TrancheTarget[] } => {
  const containers: TrancheTarget[] = [];
  for (;;) {
    const placed = place(
      targets.filter((one) => !containers.includes(one)),
      containers,
    );
    const whole = placed.filter(
      ({ target, portions }) => isSplitBy(target, portions) && isContainer(target.reference, log),
    );
    if (whole.length === 0) return { placed, containers };
    containers.push(...whole.map(({ target }) => target));
  }
};

/** Puts what of a tranche does not run where its portions are; tells whether that changed anything. What no portion holds falls away. */
export const placePortions = (
  log: EditedLog,
  target: TrancheTarget,
  portions: readonly Portion[],
  cut: CutPower = inProportion,
): boolean => {
  if (isInPlace(target, portions)) return false;
  const isSplit = isPartlyEnergized(target);
  const idle = isSplit ? idlePower(target.tranche) : target.tranche.power;
  const staying = indexStaying(target, portions);
  let from = 0n;
  let kept: Quantity | undefined;
  const parts: TrancheTarget[] = [];
  portions.forEach((portion, index) => {
    const { amount, due } = portion;
    const power = cut(idle, from, portion);
    if (index === staying) kept = power;
    if (index === staying && !isSplit) keepPortion(log, target, power, due!);
    if (index !== staying) parts.push(splitOff(log, target, power, due));
    from += amount;
  });
  if (isSplit) keepPortion(log, target, addRunning(target.tranche, kept ?? nothing), target.tranche.due!);
  else if (staying < 0) log.change(target, 'CapacityCancelled', {});
  const left = boundsOf(kept ?? nothing).point!;
  spreadLevel(log, target, left, parts);
  spreadOverlaps(log, target, parts, roomIn(target, left));
  if (parts.length > 0) carryLater(log, target, parts, log.actingOn(target));
  return true;
};
