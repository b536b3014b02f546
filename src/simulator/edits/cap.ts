import type { Problem } from '../../../events/index.js';
import { capacityLayers } from '../../../events/deal/deal.words.js';
import { Holds } from '../../../events/kit/declaration.js';
import { DealReference, Kilowatts, Nested, OneOf, PartySlug } from '../../../events/kit/fields.js';
import { type Day, daysOf, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../../../events/kit/date.js';
import { cutOf } from '../../../projections/kit/question.js';
import { type EditedLog, isEnergized, type TrancheTarget } from './edited-log.js';
import { checkTarget, type EditKind, type EditOutcome, outcome, overlapFields } from './edit.js';
import {
  byDue,
  fillInTurn,
  firstQuarterOf,
  fixedOf,
  movableOf,
  nameOfQuarter,
  placePortions,
  placeUnsplit,
  type Portion,
  quarterOf,
  sizeOf,
  whyFixed,
} from './portions.js';
import { standingNow } from './standing.js';

export class CapScope {
  @DealReference('Only this deal.', { optional: true }) deal?: string;
  @PartySlug('Only what this party provides.', { optional: true }) provider?: string;
  @PartySlug('Only what this party uses.', { optional: true }) consumer?: string;
  @PartySlug('Only what this party supplies.', { optional: true }) supplier?: string;
  @OneOf(capacityLayers, 'Only this layer.', { optional: true }) layer?: string;
}

@Holds<Cap>(
  'give perQuarterKw or cumulativeKw, one of the two',
  'perQuarterKw',
  ({ perQuarterKw, cumulativeKw }) => (perQuarterKw === undefined) !== (cumulativeKw === undefined),
)
export class Cap {
  @Nested(() => CapScope, 'What it holds for, together; every tranche when missing.', { optional: true })
  scope?: CapScope;
  @Kilowatts('At most so many kilowatts become due in a quarter; "2 GW" is read, too.', { optional: true })
  perQuarterKw?: number;
  @Kilowatts('At most so many kilowatts are due in all; "2 GW" is read, too.', { optional: true })
  cumulativeKw?: number;
  @OneOf(['drop', 'defer'], 'Whether what is over falls away or is due later.') overflow!: 'drop' | 'defer';
}

interface ScopedTranche {
  readonly target: TrancheTarget;
  /** Of what ended the power that it still draws; nothing else of it is to come. */
  readonly left?: bigint;
}

const targetsInScope = ({ scope = {} }: Cap, log: EditedLog): ScopedTranche[] => {
  const parties = log.parties(cutOf(log.question));
  const holds = ({ stream, tranche }: TrancheTarget): boolean =>
    (scope.deal ?? stream) === stream &&
    (scope.layer ?? tranche.layer) === tranche.layer &&
    (['provider', 'consumer', 'supplier'] as const).every(
      (role) =>
        scope[role] === undefined || parties.slugOf(tranche[role] ?? '') === parties.slugOf(scope[role]),
    );
  return [...log.log.streams('deal')]
    .flatMap((stream) => log.everyTranche(stream).filter(holds))
    .flatMap((target): ScopedTranche[] => {
      const standing = standingNow(log, target);
      if (!standing) return [];
      const { low, point } = standing.power;
      return [{ target, ...(!standing.isWhole && { left: point ?? low }) }];
    });
};

// A deferral without end would cut one tranche into as many parts as there are quarters.
const mostQuarters = 200;

/** What a cap leaves free: in each quarter, or in all. */
class CapRoom {
  readonly #used = new Map<number, bigint>();

  constructor(
    readonly cap: bigint,
    readonly isCumulative: boolean,
  ) {}

  /** Takes as much of an amount as there is room for in a quarter; gives what it took. */
  take(amount: bigint, quarter: number): bigint {
    const key = this.isCumulative ? 0 : quarter;
    const free = this.cap - (this.#used.get(key) ?? 0n);
    const taken = amount < free ? amount : free > 0n ? free : 0n;
    this.#used.set(key, this.cap - free + taken);
    return taken;
  }

  reserve(amount: bigint, quarter: number): void {
    const key = this.isCumulative ? 0 : quarter;
    this.#used.set(key, (this.#used.get(key) ?? 0n) + amount);
  }
}

/** What a cap leaves free by the days on which tranches are surely due, and by those from which on they may come. */
class CapRooms {
  readonly #surely: CapRoom;
  readonly #perhaps: CapRoom;

  constructor(cap: bigint, isCumulative: boolean) {
    this.#surely = new CapRoom(cap, isCumulative);
    this.#perhaps = new CapRoom(cap, isCumulative);
  }

  get isCumulative(): boolean {
    return this.#surely.isCumulative;
  }

  take(amount: bigint, quarter: number): bigint {
    return this.#surely.take(amount, quarter);
  }

  reserve(amount: bigint, due: string): void {
    this.#surely.reserve(amount, quarterOf(due));
    this.#perhaps.reserve(amount, firstQuarterOf(due));
  }

  /** What draws power and has no date takes of what there is in all. */
  reserveInAll(amount: bigint): void {
    for (const room of [this.#surely, this.#perhaps]) room.reserve(amount, 0);
  }

  /** The first quarter by which all of an amount may have come, where it may from one quarter on and is due in another. */
  earliest(amount: bigint, from: number, until: number): number {
    if (this.isCumulative) return from;
    let left = amount;
    for (let quarter = from; quarter < until; quarter++) {
      left -= this.#perhaps.take(left, quarter);
      if (left <= 0n) return quarter;
    }
    this.#perhaps.reserve(left, until);
    return until;
  }
}

/** A vague date that begins no earlier than a quarter: "2027-04/2027-12" is 2027 from its second quarter on. */
const beginningWith = (due: string, quarter: number): string => {
  const { last } = daysOf(due);
  const first = firstDayOfMonth(quarter * 3);
  if (quarter === quarterOf(due) && last === lastDayOfMonth(quarter * 3 + 2)) return nameOfQuarter(quarter);
  const isMonth = last === lastDayOfMonth(monthIndex(last));
  return isMonth ? `${first.slice(0, 7)}/${last.slice(0, 7)}` : `${first}/${last}`;
};

/** The date of what keeps its own quarter: no more of it may come in any quarter than there is room for. */
const roomyDue = (due: string, amount: bigint, own: number, now: number, rooms: CapRooms): string => {
  const begins = Math.min(Math.max(firstQuarterOf(due), now), own);
  const earliest = rooms.earliest(amount, begins, own);
  return earliest === begins ? due : beginningWith(due, earliest);
};

/** The first quarter that is not over on a day: one that ends by then is. */
const firstOpen = (day: Day): number => {
  const quarter = quarterOf(day);
  return lastDayOfMonth(quarter * 3 + 2) <= day ? quarter + 1 : quarter;
};

/**
 * First come, first served: each tranche takes the earliest room from its own quarter on. What is overdue takes the
 * room of the first quarter that is not over, and stays overdue: nothing comes about in the past.
 */
const portionsOf = (target: TrancheTarget, room: CapRooms, defers: boolean, now: number): Portion[] => {
  const due = target.tranche.due!;
  const named = quarterOf(due);
  const own = named < now ? now : named;
  const until = defers && !room.isCumulative ? own + mostQuarters : own;
  const portions: Portion[] = [];
  let left = movableOf(target);
  for (let quarter = own; quarter <= until && left > 0n; quarter++) {
    const amount = room.take(left, quarter);
    left -= amount;
    if (amount === 0n) continue;
    if (quarter !== own) room.earliest(amount, quarter, quarter);
    portions.push({
      amount,
      due: quarter === own ? roomyDue(due, amount, own, now, room) : nameOfQuarter(quarter),
    });
  }
  return defers && left > 0n ? [...portions, { amount: left }] : portions;
};

const containersOf = (targets: readonly ScopedTranche[]): Set<string | undefined> =>
  new Set(targets.map(({ target }) => target.tranche.partOf));

const whyLeft = (
  { target, left }: ScopedTranche,
  containers: ReadonlySet<string | undefined>,
): string | undefined => {
  if (left !== undefined) return 'energized';
  return whyFixed(target) ?? (containers.has(target.reference) ? 'container' : undefined);
};

/** What can't be moved takes its room first, and so does what of the others draws power. */
const roomBeside = (
  { perQuarterKw, cumulativeKw }: Cap,
  fixed: readonly ScopedTranche[],
  movable: readonly TrancheTarget[],
): CapRooms => {
  const room = new CapRooms(BigInt(perQuarterKw ?? cumulativeKw!), cumulativeKw !== undefined);
  for (const { target, left = sizeOf(target) } of fixed) {
    const { due } = target.tranche;
    if (due !== undefined) room.reserve(left, due);
    else if (room.isCumulative && isEnergized(target)) room.reserveInAll(left);
  }
  for (const one of movable) room.reserve(fixedOf(one), one.tranche.due!);
  return room;
};

const unknownRoleProblems = ({ scope = {} }: Cap, log: EditedLog): Problem[] => {
  const parties = log.parties();
  const roles = (['provider', 'consumer', 'supplier'] as const).filter(
    (role) => scope[role] !== undefined && !parties.isRegistered(scope[role]),
  );
  return [
    ...(scope.deal === undefined ? [] : checkTarget(scope.deal, log, '/scope/deal')),
    ...roles.map((role) => ({
      pointer: `/scope/${role}`,
      detail: `no party is registered as "${scope[role]}"`,
    })),
  ];
};

const layOut = (edit: Cap, log: EditedLog): EditOutcome => {
  const all = targetsInScope(edit, log).sort((one, other) => byDue(one.target, other.target));
  const containers = containersOf(all);
  const fixed = all.filter((one) => whyLeft(one, containers) !== undefined);
  const movable = all.flatMap((one) => (fixed.includes(one) ? [] : one.target));
  const beside = fixed.filter(({ target }) => !containers.has(target.reference));
  const now = firstOpen(log.question.effectiveAt);
  const { placed, containers: whole } = placeUnsplit(
    movable.filter((one) => movableOf(one) > 0n),
    log,
    (some, left) => {
      const room = roomBeside(edit, [...beside, ...left.map((target) => ({ target }))], some);
      const isDeferring = edit.overflow === 'defer';
      return some.map((target) => ({ target, portions: portionsOf(target, room, isDeferring, now) }));
    },
  );
  const moved = placed.filter(({ target, portions }) => placePortions(log, target, portions, fillInTurn));
  return outcome(
    moved.map(({ target }) => target),
    [...fixed, ...whole.map((target) => ({ target }))].map((one) => ({
      target: one.target.reference,
      because: whyLeft(one, containers) ?? 'container',
    })),
  );
};

export const cap: EditKind<Cap> = {
  op: 'cap',
  summary: 'No more than so much becomes due in a quarter, or in all; made after all other edits.',
  declared: Cap,
  isLast: true,
  check: unknownRoleProblems,
  apply: (edit, log) => {
    log.keepTo((now) => layOut(edit, now).touched);
    return layOut(edit, log);
  },
  footprint: (edit, log) => {
    const targets = targetsInScope(edit, log).map(({ target }) => target);
    const fields = targets.flatMap(({ reference }) => [`${reference}.due`, `${reference}.power`]);
    return {
      reads: [...fields, ...targets.map(({ reference }) => `${reference}.overlaps[]`)],
      writes: [
        ...fields,
        ...targets.flatMap((target) => overlapFields(target, log)),
        ...new Set(targets.map(({ stream }) => `${stream}.tranches`)),
      ],
    };
  },
};
