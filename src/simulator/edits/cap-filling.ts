import { type Day, daysOf, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../../../events/kit/date.js';
import { boundsOf } from '../../../events/kit/quantity.js';
import type { CapRooms } from './cap-rooms.js';
import type { TrancheTarget } from './edited-log.js';
import {
  beyondOf,
  firstQuarterOf,
  movableOf,
  nameOfQuarter,
  type Placed,
  type Portion,
  quarterOf,
} from './portions.js';
import { runningPower } from './running.js';

// A deferral without end would cut one tranche into as many parts as there are quarters.
export const mostQuarters = 200;

/** A vague date that begins no earlier than a quarter: "2027-04/2027-12" is 2027 from its second quarter on. */
const beginningWith = (due: string, quarter: number): string => {
  const { last } = daysOf(due);
  const first = firstDayOfMonth(quarter * 3);
  if (quarter === quarterOf(due) && last === lastDayOfMonth(quarter * 3 + 2)) return nameOfQuarter(quarter);
  const isMonth = last === lastDayOfMonth(monthIndex(last));
  return isMonth ? `${first.slice(0, 7)}/${last.slice(0, 7)}` : `${first}/${last}`;
};

/** The first quarter that is not over on a day: one that ends by then is. */
export const firstOpen = (day: Day): number => {
  const quarter = quarterOf(day);
  return lastDayOfMonth(quarter * 3 + 2) <= day ? quarter + 1 : quarter;
};

/** The most that a tranche can come to; what has no upper end by what is said of it. */
export const mostOf = ({ tranche }: TrancheTarget): bigint => {
  const { low, point, high } = boundsOf(tranche.power);
  return high ?? point ?? low;
};

/** The most that what runs of a tranche can come to. */
export const mostRunning = ({ tranche }: TrancheTarget): bigint => {
  const { low, point, high } = boundsOf(runningPower(tranche));
  return high ?? point ?? low;
};

/** Whether something of it may yet come: what is beyond its point does, too. */
export const canMove = (target: TrancheTarget): boolean => movableOf(target) > 0n || beyondOf(target) !== 0n;

interface PlacedPart {
  readonly quarter: number;
  amount: bigint;
  beyond: bigint;
}

/** Of a tranche what finds room in which quarter, and what does in none. */
class Filling {
  readonly parts: PlacedPart[] = [];
  left: bigint;
  beyondLeft: bigint | null;
  readonly #own: number;

  constructor(
    readonly target: TrancheTarget,
    readonly now: number,
  ) {
    this.#own = Math.max(quarterOf(target.tranche.due!), now);
    this.left = movableOf(target);
    this.beyondLeft = beyondOf(target);
  }

  /** First come, first served: the earliest room from its own quarter on. */
  fill(rooms: CapRooms, quarters: number): void {
    for (let quarter = this.#own; quarter <= this.#own + quarters && this.left > 0n; quarter++) {
      const amount = rooms.take(this.left, quarter);
      this.left -= amount;
      if (amount > 0n) this.parts.push({ quarter, amount, beyond: 0n });
    }
  }

  /** What there may be beyond the point comes with the last of it, or after. An end that is open has room there only. */
  fillBeyond(rooms: CapRooms, quarters: number): void {
    if (this.left > 0n) return;
    const from = this.parts.at(-1)?.quarter ?? this.#own;
    const until = this.beyondLeft === null ? from : from + quarters;
    for (let quarter = from; quarter <= until && this.beyondLeft !== 0n; quarter++) {
      const beyond = rooms.take(this.beyondLeft, quarter);
      if (this.beyondLeft !== null) this.beyondLeft -= beyond;
      if (beyond > 0n) this.#addBeyond(beyond, quarter);
    }
  }

  #addBeyond(beyond: bigint, quarter: number): void {
    const last = this.parts.at(-1);
    if (last?.quarter === quarter) last.beyond = beyond;
    else this.parts.push({ quarter, amount: 0n, beyond });
  }

  portions(rooms: CapRooms, isDeferring: boolean): Portion[] {
    const portions = this.parts.map((part): Portion => {
      const { amount, beyond, quarter } = part;
      return { amount, beyond, due: this.#dueOf(part, quarter === this.#own, rooms) };
    });
    const isOver = this.left > 0n || this.beyondLeft !== 0n;
    return isDeferring && isOver ? [...portions, { amount: this.left, beyond: this.beyondLeft }] : portions;
  }

  /** What keeps its own quarter keeps its date: no more of it may come in any quarter than there is room for. */
  #dueOf({ amount, beyond, quarter }: PlacedPart, isOwn: boolean, rooms: CapRooms): string {
    const due = this.target.tranche.due!;
    const begins = isOwn ? Math.min(Math.max(firstQuarterOf(due), this.now), quarter) : quarter;
    const earliest = rooms.earliest(amount + beyond, begins, quarter);
    if (!isOwn) return nameOfQuarter(quarter);
    return earliest === begins ? due : beginningWith(due, earliest);
  }
}

/**
 * Where tranches come under a cap: first what each comes to by its point, in their order, then what there may be beyond
 * that, an open end last, so that no quarter's upper bound is above the cap. What is overdue takes the room of the first
 * quarter that is not over, and stays overdue: nothing comes about in the past.
 */
export const fillRooms = (
  targets: readonly TrancheTarget[],
  rooms: CapRooms,
  isDeferring: boolean,
  now: number,
): Placed[] => {
  const quarters = isDeferring && !rooms.isCumulative ? mostQuarters : 0;
  const fillings = targets.map((target) => new Filling(target, now));
  for (const one of fillings) one.fill(rooms, quarters);
  for (const isOpen of [false, true])
    for (const one of fillings) if ((one.beyondLeft === null) === isOpen) one.fillBeyond(rooms, quarters);
  return fillings.map((one) => ({ target: one.target, portions: one.portions(rooms, isDeferring) }));
};
