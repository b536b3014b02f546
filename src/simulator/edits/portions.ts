import { type Day, daysOf, monthIndex } from '../../../events/kit/date.js';
import type { Fact } from '../../../events/index.js';
import { boundsOf, isUndisclosed, type Quantity, wholeOf } from '../../../events/kit/quantity.js';
import { type EditedLog, isEnergized, type Target } from '../edited-log.js';

/** Some of a tranche's power and when it is due; without a date where no quarter has room for it. */
export interface Portion {
  amount: bigint;
  due?: string;
}

/** Quarters counted from year 0. A vague date belongs to the quarter in which it is surely due. */
export const quarterOf = (due: string): number => Math.floor(monthIndex(daysOf(due).last) / 3);
export const nameOfQuarter = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;

export const sizeOf = ({ tranche }: Target): bigint => boundsOf(tranche.power).point ?? 0n;

/** Why a tranche can't be placed on a schedule; undefined where it can. */
export const whyFixed = (target: Target): string | undefined => {
  const { due, power } = target.tranche;
  if (isEnergized(target)) return 'energized';
  if (due === undefined) return 'undated';
  if (isUndisclosed(boundsOf(power))) return 'undisclosed';
  return boundsOf(power).point === null ? 'unknown' : undefined;
};

const lastDayOf = ({ tranche: { due } }: Target): Day =>
  due === undefined ? '9999-12-31' : daysOf(due).last;

export const byDue = (left: Target, right: Target): number => {
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

const freeName = (target: Target, taken: ReadonlySet<string>): string => {
  let part = 2;
  while (taken.has(`${target.id}-part-${part}`)) part++;
  return `${target.id}-part-${part}`;
};

/** A release of some tranches counts what is split off them, too. */
const releaseCounts = (log: EditedLog, { stream, id }: Target, name: string): void => {
  const widened = (fact: Fact): Fact => {
    const { release } = fact.body as { release?: { of?: string[] } };
    if (!release?.of?.includes(id)) return fact;
    return {
      ...fact,
      body: { ...(fact.body as object), release: { ...release, of: [...release.of, name] } },
    };
  };
  const facts = log.facts(stream);
  if (facts.some((fact) => widened(fact) !== fact)) log.replace(stream, facts.map(widened));
};

const splitOff = (log: EditedLog, target: Target, power: Quantity, due: string | undefined): void => {
  const { stream, tranche } = target;
  const { layer, provider, consumer, supplier, basis, bindingness, condition, partOf, ends, stage } = tranche;
  const name = freeName(target, new Set(log.deal(stream).tranches.keys()));
  const terms = { layer, provider, consumer, supplier, basis, bindingness, condition, partOf, due, ends };
  const stated = Object.fromEntries(Object.entries(terms).filter(([, term]) => term !== undefined));
  const from = log.actingOn(target);
  releaseCounts(log, target, name);
  log.act(stream, 'CapacityCommitted', { tranche: name, ...stated, power }, from);
  if (stage !== undefined) log.act(stream, 'StageReached', { tranche: name, stage }, from);
};

const keep = (log: EditedLog, target: Target, power: Quantity, due: string): void => {
  if (boundsOf(power).point !== sizeOf(target)) log.change(target, 'CapacityResized', { power });
  if (due !== target.tranche.due) log.change(target, 'CapacityRescheduled', { due });
};

/** Puts a tranche where its portions are; tells whether that changed anything. What no portion holds falls away. */
export const place = (log: EditedLog, target: Target, portions: readonly Portion[]): boolean => {
  const [first] = portions;
  if (portions.length === 1 && first!.amount === sizeOf(target) && first!.due === target.tranche.due)
    return false;
  let from = 0n;
  portions.forEach(({ amount, due }, index) => {
    const power = slice(target.tranche.power, from, from + amount);
    if (index === 0 && due !== undefined) keep(log, target, power, due);
    else splitOff(log, target, power, due);
    from += amount;
  });
  if (first?.due === undefined) log.change(target, 'CapacityCancelled', {});
  return true;
};
