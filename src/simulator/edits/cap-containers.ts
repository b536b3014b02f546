import { type Bounds, boundsOf } from '../../../events/kit/quantity.js';
import { isNothing, smallerBounds } from '../../../projections/kit/measure.js';
import {
  accountOfAll,
  accountOfPortions,
  accountOver,
  CapAccounts,
  type PartAccount,
} from './cap-accounts.js';
import { mostQuarters } from './cap-filling.js';
import type { CapRooms } from './cap-rooms.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import {
  fillInTurn,
  firstQuarterOf,
  isInPlace,
  nameOfQuarter,
  placePortions,
  type Portion,
  quarterOf,
  splitOff,
  termsOf,
} from './portions.js';
import { quantityOf } from './quantities.js';
import { addBounds, type OpenedContainer } from './holdings.js';

interface PlacedContainer extends OpenedContainer {
  /** Where the rest of it is to be. */
  readonly portions: readonly Portion[];
}

/** The rooms that are left, the first quarter that is not over, and what became of what found no room. */
interface FilledRooms {
  readonly rooms: CapRooms;
  readonly now: number;
  readonly isDeferring: boolean;
}

const isSameBounds = (one: Bounds, other: Bounds): boolean =>
  one.low === other.low && one.point === other.point && one.high === other.high;

/** Whether what it says beyond its parts can be placed: of what draws power nobody knows whose that is. */
export const canOpen = (log: EditedLog, target: TrancheTarget): boolean => {
  const { energized, stage } = target.tranche;
  const isDrawing = energized !== undefined && boundsOf(energized).high !== 0n;
  const from = log.actingOn(target);
  const isTold = log
    .named(target.stream)
    .recordedOf(target.id)
    .some(({ effective }) => effective.last > from);
  return !isDrawing && !isTold && stage !== 'energized' && stage !== 'completed';
};

const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);
const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);
const later = (left: number, right: number): number => (left > right ? left : right);

/** What is to be said of a container. */
interface SaidOfContainer {
  readonly power: Bounds;
  readonly due: string | undefined;
}

/** A container after its parts were placed, with where the rest of it is to be. */
class Settling {
  readonly #own: Bounds;
  readonly #rest: Bounds;
  readonly #placed: PartAccount;

  constructor(
    private readonly open: PlacedContainer,
    inside: PartAccount,
    private readonly filled: FilledRooms,
  ) {
    this.#own = boundsOf(open.container.tranche.power);
    this.#rest = boundsOf(open.rest.tranche.power);
    this.#placed = accountOfAll([inside, accountOfPortions(this.#rest, open.portions)]);
  }

  /** Whether the rest of it stays where the container is. */
  get isRestInPlace(): boolean {
    return isNothing(this.#rest) || isInPlace(this.open.rest, this.open.portions);
  }

  /** How much it is to say, and by when. Of what is dropped nothing is left without a date. */
  get said(): SaidOfContainer {
    const power = this.filled.isDeferring ? this.#own : this.#lessDropped;
    const due = this.#dueOf(power);
    if (due !== undefined || this.filled.isDeferring) return { power, due };
    const least = smallerBounds(this.#own, this.#placed.whole);
    return { power: least, due: this.#dueOf(least) };
  }

  account({ power, due }: SaidOfContainer): PartAccount {
    return accountOver(power, due, this.#placed, !this.isRestInPlace);
  }

  /** Less than it says by what of its parts and of the rest was dropped. */
  get #lessDropped(): Bounds {
    const [before, now] = [addBounds([this.open.inside, this.#rest]), this.#placed.whole];
    const end = (of: keyof Bounds): bigint | null => {
      const [own, all, left] = [this.#own[of], before[of], now[of]];
      return own === null || all === null || left === null ? own : min(own, left + max(own - all, 0n));
    };
    const [low, point, high] = [end('low') ?? 0n, end('point'), end('high') ?? now.high];
    const known = point === null || high === null ? point : min(point, high);
    return { low: known === null ? low : min(low, known), point: known, high };
  }

  /**
   * By when it is to say that all of it comes: when there is room for what then has not come of its parts. Undefined
   * where that is never, as of what has no end.
   */
  #dueOf(power: Bounds): string | undefined {
    const { now } = this.filled;
    const due = this.open.container.tranche.due!;
    if (power.high === null) return undefined;
    const from = later(quarterOf(due), now);
    const isExact = firstQuarterOf(due) === quarterOf(due);
    const isMoved = !this.isRestInPlace || this.#placed.isMoved;
    const kept = from > quarterOf(due) ? nameOfQuarter(now) : due;
    if ((isExact || !isMoved) && this.#takes(power, kept)) return due;
    for (let quarter = from; quarter <= from + mostQuarters; quarter++) {
      const name = nameOfQuarter(quarter);
      if (this.#takes(power, name)) return name;
    }
    return undefined;
  }

  #takes(power: Bounds, due: string): boolean {
    const { rooms } = this.filled;
    const more = this.#beyondParts(power, quarterOf(due));
    if (more > 0n && !rooms.fits(more, due)) return false;
    rooms.reserve(more, due);
    return true;
  }

  #beyondParts({ point, high }: Bounds, quarter: number): bigint {
    const placed = this.#placed.dueBy(quarter);
    const beyond = (end: bigint | null, of: bigint | null): bigint =>
      end === null || of === null ? 0n : max(end - of, 0n);
    return max(beyond(point, placed.point), beyond(high, placed.high));
  }
}

/** Lets a container say how much it is, and no longer when. */
const undate = (log: EditedLog, target: TrancheTarget, power: Bounds): void => {
  const { tranche, stream, id } = target;
  const { accelerators, stage, energized, rests: grounds } = tranche;
  const told = { ...termsOf(target), ...(accelerators && { accelerators }) };
  const body = { tranche: id, ...told, power: quantityOf(power, tranche.power) };
  log.act(stream, 'CapacityCommitted', body, log.actingOn(target), { grounds });
  if (stage !== undefined) log.change(target, 'StageReached', { stage });
  if (energized) log.change(target, 'CapacityEnergized', { power: energized });
};

/** The rest of a container as a tranche in it, where its portions are. */
const placeRest = (log: EditedLog, { container, rest, portions }: PlacedContainer): void => {
  const { tranche, reference } = container;
  const terms = { ...termsOf(container), partOf: reference };
  const own = splitOff(log, container, rest.tranche.power, tranche.due, terms);
  if (tranche.energized) log.change(own, 'CapacityEnergized', { power: tranche.energized });
  placePortions(log, log.tranche(own.reference) ?? own, portions, fillInTurn);
};

/** Says of a container how much it is and when all of it comes. */
const restate = (log: EditedLog, container: TrancheTarget, { power, due }: SaidOfContainer): void => {
  const { tranche } = container;
  if (due === undefined) return undate(log, container, power);
  if (!isSameBounds(power, boundsOf(tranche.power)))
    log.change(container, 'CapacityResized', { power: quantityOf(power, tranche.power) });
  if (due !== tranche.due) log.change(container, 'CapacityRescheduled', { due });
};

/** Places what a container says beyond its parts, and itself behind all of these; tells whether that changed anything. */
const settleContainer = (accounts: CapAccounts, open: PlacedContainer, filled: FilledRooms): boolean => {
  const { container, portions } = open;
  const settling = new Settling(open, accounts.inside(container), filled);
  const { said } = settling;
  accounts.settle(container, settling.account(said));
  const isAsBefore =
    isSameBounds(said.power, boundsOf(container.tranche.power)) && said.due === container.tranche.due;
  if (settling.isRestInPlace && isAsBefore) return false;
  if (portions.length > 0) placeRest(accounts.log, open);
  restate(accounts.log, container, said);
  return true;
};

/**
 * Places the rests of containers, of which those inside others come first; gives the ones of which that changed anything.
 */
export const settleContainers = (
  log: EditedLog,
  open: readonly PlacedContainer[],
  moved: ReadonlySet<string>,
  filled: FilledRooms,
): TrancheTarget[] => {
  if (open.length === 0) return [];
  const accounts = new CapAccounts(log, moved);
  return open.flatMap((one) => (settleContainer(accounts, one, filled) ? [one.container] : []));
};
