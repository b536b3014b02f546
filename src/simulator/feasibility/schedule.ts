import { itemAt } from '../../../events/kit/item-at.js';
import type { DecisionVariable, Optimum, LinearConstraint, Solve } from '../solver/programme.js';
import type { Need } from './needs.js';

/** A supply that a schedule has to keep to, in whole kilowatts. */
export interface SupplyRow {
  /** The number of its resource, and of the period at whose end it holds. */
  resource: number;
  period: number;
  /** The first period whose use counts: the period itself, or the horizon's where supply carries over. */
  first: number;
  kw: number;
  /** The numbers of the needs that use it. */
  needs: ReadonlySet<number>;
}

export interface Horizon {
  needs: readonly Need[];
  rows: readonly SupplyRow[];
  /** How many periods there are. */
  count: number;
}

/** The kilowatts of each need in each period. */
export type Schedule = readonly (readonly number[])[];

export interface ScheduleSolution {
  schedule: Schedule;
  /** Kilowatts times periods by which they come later than due. */
  delay: number;
  /** For each row of supply, by how much one kilowatt more makes the delay smaller. */
  prices: readonly number[];
}

/** The solver counts in megawatts: a kilowatt stays well above its tolerance, and a terawatt well within its digits. */
const kwPerMegawatt = 1_000;

interface Slot {
  need: number;
  period: number;
}

/** A need may be met from its period on; one that draws power already only in it. */
const slotsOf = ({ needs, count }: Horizon): Slot[] =>
  needs.flatMap(({ period, isFixed }, need) =>
    Array.from({ length: isFixed ? 1 : count - period }, (_, later) => ({ need, period: period + later })),
  );

const uses = ({ first, period, needs }: SupplyRow, slot: Slot): boolean =>
  needs.has(slot.need) && slot.period >= first && slot.period <= period;

const unitWeight = (): number => 1;

const termsOf = (slots: readonly Slot[], of: (slot: Slot) => number): LinearConstraint['terms'] =>
  slots.flatMap((slot, column) => (of(slot) === 0 ? [] : [[column, of(slot)] as const]));

/** All of each need comes, and no more than that, where it is as much as `allOf` it. */
const needRows = (
  { needs }: Horizon,
  slots: readonly Slot[],
  allOf: (need: Need) => number,
): LinearConstraint[] =>
  needs.map((one, need) => ({
    terms: termsOf(slots, (slot) => (slot.need === need ? 1 : 0)),
    least: allOf(one),
    most: allOf(one),
  }));

/** No supply is exceeded where a unit of each slot is so many kilowatts; ends are in `unit` kilowatts, as the columns are. */
const supplyRows = (
  { rows }: Horizon,
  slots: readonly Slot[],
  of: (slot: Slot) => number,
  unit: number,
): LinearConstraint[] =>
  rows.map((row) => ({
    terms: termsOf(slots, (slot) => (uses(row, slot) ? of(slot) : 0)),
    most: row.kw / unit,
  }));

/** What must hold where needs may come in parts, of which each slot is so many units of kilowatts. */
const rowsInParts = (horizon: Horizon, slots: readonly Slot[], unit = kwPerMegawatt): LinearConstraint[] => [
  ...needRows(horizon, slots, ({ kw }) => Number(kw) / unit),
  ...supplyRows(horizon, slots, unitWeight, unit),
];

/** Where needs stand that hold others. */
const placesOf = (needs: readonly Need[]): ReadonlyMap<string | undefined, number> =>
  new Map(needs.map(({ tranche }, place) => [tranche, place]));

/**
 * Nothing comes later than what holds it, which says by when all of it has come. What is told to come later than that does
 * so if the whole does, and no earlier.
 */
const orderRows = ({ needs, count }: Horizon, slots: readonly Slot[]): LinearConstraint[] => {
  const places = placesOf(needs);
  const byThen = (first: number, second: number, period: number): LinearConstraint => ({
    terms: termsOf(slots, (slot) =>
      slot.period > period ? 0 : slot.need === first ? 1 : slot.need === second ? -1 : 0,
    ),
    most: 0,
  });
  return needs.flatMap(({ within, stated }, need) => {
    const holder = within === undefined ? undefined : places.get(within);
    if (holder === undefined) return [];
    return Array.from({ length: count - 1 }, (_, period) => period).flatMap((period) => [
      byThen(holder, need, period),
      ...(period < stated ? [byThen(need, holder, period)] : []),
    ]);
  });
};

const delayOfSlot = ({ needs }: Horizon, { need, period }: Slot): number =>
  period - itemAt(needs, need).period;

const delayOf = (horizon: Horizon, schedule: Schedule): number =>
  schedule.reduce(
    (sum, periods, need) =>
      sum + periods.reduce((delay, kw, period) => delay + kw * delayOfSlot(horizon, { need, period }), 0),
    0,
  );

/** Checked in whole numbers, whatever the solver's tolerance let pass. */
const isWithinSupplies = ({ needs, rows }: Horizon, schedule: Schedule): boolean =>
  needs.every(({ kw, period }, need) => {
    const own = itemAt(schedule, need);
    return (
      own.reduce((sum, one) => sum + one, 0) === Number(kw) &&
      own.every((one, at) => one >= 0 && (one === 0 || at >= period))
    );
  }) &&
  rows.every(
    ({ first, period, needs: users, kw }) =>
      [...users].reduce(
        (sum, need) =>
          sum +
          itemAt(schedule, need)
            .slice(first, period + 1)
            .reduce((used, one) => used + one, 0),
        0,
      ) <= kw,
  );

const scheduleFrom = (horizon: Horizon, slots: readonly Slot[], kw: readonly number[]): number[][] => {
  const schedule = horizon.needs.map(() => Array.from({ length: horizon.count }, () => 0));
  slots.forEach(({ need, period }, column) => (itemAt(schedule, need)[period] = itemAt(kw, column)));
  return schedule;
};

const usersKey = ({ rows }: Horizon, need: number): string =>
  rows.map(({ needs }) => (needs.has(need) ? 1 : 0)).join('');

const compareSchedules = (left: readonly number[], right: readonly number[]): number => {
  const later = left.map((kw, period) => itemAt(right, period) - kw);
  return later.find((difference) => difference !== 0) ?? 0;
};

/** Of tranches that are alike, those with the earlier names come earlier: which one slips is no accident. */
const sortAlike = (horizon: Horizon, schedule: Schedule): Schedule => {
  const alike = new Map<string, number[]>();
  const holders = new Set(horizon.needs.map(({ within }) => within));
  horizon.needs.forEach(({ tranche, kw, period, isFixed, stated, within = '' }, need) => {
    const whole = holders.has(tranche) ? tranche : '';
    const key = [kw, period, isFixed, stated, within, whole, usersKey(horizon, need)].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), need]);
  });
  const sorted = [...schedule];
  for (const group of alike.values()) {
    const names = [...group].sort((left, right) =>
      itemAt(horizon.needs, left).tranche < itemAt(horizon.needs, right).tranche ? -1 : 1,
    );
    const slots = group.map((need) => itemAt(schedule, need)).sort(compareSchedules);
    names.forEach((need, place) => (sorted[need] = itemAt(slots, place)));
  }
  return sorted;
};

const checkSchedule = (
  horizon: Horizon,
  raw: Schedule,
  prices: readonly number[],
): ScheduleSolution | undefined => {
  const schedule = sortAlike(horizon, raw);
  return isWithinSupplies(horizon, schedule)
    ? { schedule, delay: delayOf(horizon, schedule), prices }
    : undefined;
};

const isNearlyWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-3;

/** The kilowatts of each slot; where the cheapest parts are fractions of one, whole ones are asked for. */
const wholeKilowatts = (
  horizon: Horizon,
  slots: readonly Slot[],
  columns: readonly DecisionVariable[],
  { values }: Optimum,
  solve: Solve,
): number[] | undefined => {
  const kw = values.map((value) => value * kwPerMegawatt);
  if (kw.every(isNearlyWhole)) return kw.map(Math.round);
  const whole = columns.map((column) => ({ ...column, isWhole: true }));
  const optimum = solve({ columns: whole, rows: rowsInParts(horizon, slots, 1) });
  return typeof optimum === 'string' ? undefined : optimum.values.map(Math.round);
};

/**
 * The schedule with the least delay that keeps to every supply, where a tranche may come in parts. Undefined where the
 * horizon has no room for it.
 */
export const scheduleInParts = (horizon: Horizon, solve: Solve): ScheduleSolution | undefined => {
  const slots = slotsOf(horizon);
  const columns = slots.map((slot) => ({ cost: delayOfSlot(horizon, slot) }));
  const optimum = solve({ columns, rows: rowsInParts(horizon, slots) });
  if (typeof optimum === 'string') return undefined;
  const kw = wholeKilowatts(horizon, slots, columns, optimum, solve);
  // A row's right-hand side is what may be used: the delay falls by what the cost would rise.
  const prices = optimum.prices.slice(horizon.needs.length).map((price) => Math.max(0, -price));
  return kw && checkSchedule(horizon, scheduleFrom(horizon, slots, kw), prices);
};

/** The same with each tranche in one piece, as edits can move it. */
export const scheduleInOnePiece = (horizon: Horizon, solve: Solve): ScheduleSolution | undefined => {
  const slots = slotsOf(horizon);
  const kwOf = ({ need }: Slot): number => Number(itemAt(horizon.needs, need).kw);
  const sizeOf = (slot: Slot): number => kwOf(slot) / kwPerMegawatt;
  const columns = slots.map((slot) => ({
    cost: delayOfSlot(horizon, slot) * sizeOf(slot),
    most: 1,
    isWhole: true,
  }));
  const rows = [
    ...needRows(horizon, slots, unitWeight),
    ...supplyRows(horizon, slots, sizeOf, kwPerMegawatt),
    ...orderRows(horizon, slots),
  ];
  const optimum = solve({ columns, rows });
  if (typeof optimum === 'string') return undefined;
  const kw = slots.map((slot, column) => Math.round(itemAt(optimum.values, column)) * kwOf(slot));
  return checkSchedule(horizon, scheduleFrom(horizon, slots, kw), []);
};

/** The period in which each need comes in one piece; a whole that says nothing beyond its parts comes with the last of them. */
export const periodsInOnePiece = ({ needs }: Horizon, schedule: Schedule): number[] => {
  const places = placesOf(needs);
  const periods = needs.map(({ kw, period }, need) =>
    kw > 0n ? itemAt(schedule, need).findIndex((one) => one > 0) : period,
  );
  for (const [need, { within }] of needs.entries())
    for (
      let holder = places.get(within);
      holder !== undefined;
      holder = places.get(itemAt(needs, holder).within)
    )
      if (itemAt(needs, holder).kw === 0n)
        periods[holder] = Math.max(itemAt(periods, holder), itemAt(periods, need));
  return periods;
};

/** Whether a horizon has room for all needs, in parts if need be; the same programme without a cost. */
export const hasRoom = (horizon: Horizon, solve: Solve): boolean => {
  const slots = slotsOf(horizon);
  const columns = slots.map(() => ({ cost: 0 }));
  return solve({ columns, rows: rowsInParts(horizon, slots) }) !== 'infeasible';
};

/** The least that has to be added to the supplies, in kilowatts: for each row, what is new in its period. */
export const leastSupplyAdded = (horizon: Horizon, solve: Solve): number[] | undefined => {
  const slots = slotsOf(horizon);
  const base = rowsInParts(horizon, slots);
  const { rows, needs } = horizon;
  const more = rows.map((row, number): LinearConstraint => {
    const own = itemAt(base, needs.length + number);
    const added = rows.flatMap(({ resource, period }, other) =>
      resource === row.resource && period >= row.first && period <= row.period
        ? [[slots.length + other, -1] as const]
        : [],
    );
    return { ...own, terms: [...own.terms, ...added] };
  });
  const columns = [...slots.map(() => ({ cost: 0 })), ...rows.map(() => ({ cost: 1 }))];
  const optimum = solve({ columns, rows: [...base.slice(0, needs.length), ...more] });
  if (typeof optimum === 'string') return undefined;
  return rows.map((_, number) =>
    Math.ceil(itemAt(optimum.values, slots.length + number) * kwPerMegawatt - 1e-3),
  );
};
