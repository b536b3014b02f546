import type { Problem } from '../../../events/index.js';
import { capacityLayers } from '../../../events/deal/deal.words.js';
import { Holds } from '../../../events/kit/declaration.js';
import { DealReference, Kilowatts, Nested, OneOf, PartySlug } from '../../../events/kit/fields.js';
import { cutOf } from '../../../projections/kit/question.js';
import { type EditedLog, isEnergized, type TrancheTarget } from './edited-log.js';
import { checkTarget, type EditKind, type EditOutcome, outcome, overlapFields } from './edit.js';
import { canMove, fillRooms, firstOpen, mostOf, mostRunning } from './cap-filling.js';
import { CapRooms } from './cap-rooms.js';
import { canOpen, settleContainers } from './cap-containers.js';
import { byDue, fillInTurn, placePortions, whyFixed } from './portions.js';
import { Holdings, type OpenedContainer } from './holdings.js';
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
      const { low, point, high } = standing.power;
      return [{ target, ...(!standing.isWhole && { left: high ?? point ?? low }) }];
    });
};

/** Whether it is placed itself, or what it says beyond its parts, or why neither is. */
interface CapTarget extends ScopedTranche {
  readonly opened?: OpenedContainer;
  readonly because?: string;
}

const asCapped = (holdings: Holdings, one: ScopedTranche): CapTarget => {
  const { target, left } = one;
  const opened = holdings.open(target);
  const because = left === undefined ? whyFixed(target) : 'energized';
  if (!opened) return { ...one, ...(because !== undefined && { because }) };
  const isClosed =
    because !== undefined || whyFixed(opened.rest) !== undefined || !canOpen(holdings.log, target);
  return { ...one, opened, ...(isClosed && { because: because ?? 'container' }) };
};

/** What can't be moved takes its room first, at its most, and so does what of the others draws power. */
const roomBeside = (
  { perQuarterKw, cumulativeKw }: Cap,
  fixed: readonly ScopedTranche[],
  movable: readonly TrancheTarget[],
): CapRooms => {
  const room = new CapRooms(BigInt(perQuarterKw ?? cumulativeKw!), cumulativeKw !== undefined);
  for (const { target, left = mostOf(target) } of fixed) {
    const { due } = target.tranche;
    if (due !== undefined) room.reserve(left, due);
    else if (room.isCumulative && isEnergized(target)) room.reserveInAll(left);
  }
  for (const one of movable) room.reserve(mostRunning(one), one.tranche.due!);
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

/** How much of what is left alone takes room: of a container what it says beyond its parts. */
const besideOf = ({ target, left, opened, because }: CapTarget): ScopedTranche[] => {
  if (because === undefined) return [];
  if (!opened) return [{ target, ...(left !== undefined && { left }) }];
  const most = mostOf(opened.rest);
  return [{ target, left: left !== undefined && left < most ? left : most }];
};

const layOut = (edit: Cap, log: EditedLog): EditOutcome => {
  const holdings = new Holdings(log);
  const all = targetsInScope(edit, log)
    .map((one) => asCapped(holdings, one))
    .sort((one, other) => byDue(one.target, other.target));
  const open = all.filter(({ because }) => because === undefined);
  const places = open.map(({ target, opened }) => opened?.rest ?? target);
  const movable = places.filter(canMove);
  const still = places.filter((one) => !canMove(one)).map((target) => ({ target }));
  const rooms = roomBeside(edit, [...all.flatMap(besideOf), ...still], movable);
  const isDeferring = edit.overflow === 'defer';
  const now = firstOpen(log.question.effectiveAt);
  const placed = new Map(
    fillRooms(movable, rooms, isDeferring, now).map(({ target, portions }) => [target, portions]),
  );
  const moved = open.filter(({ target }) => {
    const portions = placed.get(target);
    return portions !== undefined && placePortions(log, target, portions, fillInTurn);
  });
  const settled = settleContainers(
    log,
    open
      .flatMap(({ opened }) => (opened ? [{ ...opened, portions: placed.get(opened.rest) ?? [] }] : []))
      .sort((one, other) => holdings.depthOf(other.container) - holdings.depthOf(one.container)),
    new Set(moved.map(({ target }) => target.reference)),
    { rooms, now, isDeferring },
  );
  const touched = new Set([...moved.map(({ target }) => target), ...settled]);
  return outcome(
    open.flatMap(({ target }) => (touched.has(target) ? [target] : [])),
    all.flatMap(({ target, because }) =>
      because === undefined ? [] : [{ target: target.reference, because }],
    ),
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
