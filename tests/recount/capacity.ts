import {
  exactly,
  isNothing,
  isUndisclosed,
  least,
  minus,
  most,
  nothing,
  sum,
  unobserved,
  type Bounds,
} from './bounds.js';
import { dealsOf, isEnded, isSigned, stageOf, type Deal, type Tranche } from './deals.js';
import { namesAt, streamsAt, type Cut, type Fact, type Recorded, type Weigher, weightsOf } from './log.js';

export const capacityMeasures = [
  'headlineKw',
  'signedKw',
  'firmKw',
  'energizedKw',
  'outstandingKw',
  'dueKw',
  'overdueKw',
  'undatedKw',
  'plannedKw',
] as const;
type CapacityMeasure = (typeof capacityMeasures)[number];
export type CapacityCell = Record<CapacityMeasure, Bounds | null>;

/** What the family rule is applied to; the rest is derived after it. */
interface Own {
  headline: Bounds;
  signed: Bounds;
  firm: Bounds;
  energized: Bounds;
  due: Bounds;
  closed: Bounds;
  /** Of what is closed, what may come still: neither ended nor completed. */
  late: Bounds;
  dated: Bounds;
  planned: Bounds;
}

export interface Statement {
  keys: Record<string, string>;
  name: string;
  tranche: Tranche;
  deal: Deal;
  own: Own;
  supersededBy?: string;
}

const firmly = (bounds: Bounds, isUpTo: boolean): Bounds =>
  isUpTo ? { ...bounds, point: bounds.low } : bounds;

/** What of a tranche's size counts as due by a day: high once its window opens, low and point once it is over. */
const dueBy = (size: Bounds, { due }: Tranche, day: string): Bounds => {
  if (!due || day < due.first) return nothing;
  return day >= due.last ? size : { low: 0n, point: 0n, high: size.high };
};

/** What an ended tranche keeps of a measure: what is energized, and never more than before. */
const kept = (before: Bounds, level: Bounds | undefined): Bounds => (level ? least(level, before) : nothing);

/** Of a lease that ran out, as of all that ended, what is energized is left; a delivery nobody watched stays whole. */
export const isOver = (deal: Deal, tranche: Tranche): boolean =>
  isEnded(deal, tranche) || (stageOf(deal, tranche) === 'completed' && tranche.level !== undefined);

/** The larger of a level and what is due; of something undisclosed that is due, no one number. */
export const laterOf = (seen: Bounds, due: Bounds): Bounds =>
  isUndisclosed(due) && !isNothing(seen)
    ? { low: seen.low, point: null, high: null, poisons: true }
    : most(seen, due);

const ownOf = (deal: Deal, tranche: Tranche, day: string, asOf: string): Own => {
  const isLeft = isOver(deal, tranche);
  const whole = tranche.power;
  const left_ = (before: Bounds): Bounds => (isLeft ? kept(before, tranche.level) : before);
  const most_ = whole.high === null ? { low: whole.low, point: null, high: null } : exactly(whole.high);
  const size = isLeft
    ? tranche.level
      ? whole.high === null
        ? tranche.level
        : least(tranche.level, most_)
      : nothing
    : whole;
  const stage = stageOf(deal, tranche);
  const signed = isSigned(stage) ? left_(whole) : nothing;
  const firm =
    tranche.bindingness === 'firm' && isSigned(stage) ? left_(firmly(whole, tranche.isUpTo)) : nothing;
  const level = tranche.level ?? (isLeft ? nothing : unobserved(whole.high));
  const seen = tranche.level ?? nothing;
  const dueNow = dueBy(size, tranche, day);
  const closed = tranche.due && day >= tranche.due.last ? size : nothing;
  return {
    headline: size,
    signed,
    firm,
    energized: level,
    due: dueNow,
    closed,
    late: isLeft || stage === 'completed' ? nothing : closed,
    dated: tranche.due ? size : nothing,
    planned: day <= asOf ? seen : laterOf(seen, dueNow),
  };
};

const keysOf = (deal: Deal, tranche: Tranche, name: (slug: string) => string): Record<string, string> => ({
  provider: name(tranche.provider),
  consumer: name(tranche.consumer),
  supplier: tranche.supplier && name(tranche.supplier),
  deal: deal.stream,
  tranche: tranche.name,
  layer: tranche.layer,
  bindingness: tranche.bindingness,
  stage: stageOf(deal, tranche),
  basis: tranche.basis,
});

/** `lowest` and `highest` compare the headline that the statements of a stream come to together. */
const weighCapacity =
  (stream: string): Weigher =>
  (facts: Fact[]) => {
    const deals = dealsOf(new Map([[stream, facts]]));
    const families = new Families(statementsOf(deals, '9999-12-31', '9999-12-31', (slug) => slug));
    const units = Map.groupBy(families.statements, ({ tranche }) => `${tranche.layer} ${tranche.basis}`);
    return weightsOf(
      [...units.values()].flatMap((unit) =>
        cellsOf(families, new Set(unit)).map((cell) => ({ basis: unit[0]?.tranche.basis ?? '', cell })),
      ),
      ({ basis }) => basis,
      ({ cell }) => cell.headlineKw ?? nothing,
    );
  };

const statementsOf = (
  deals: ReadonlyMap<string, Deal>,
  day: string,
  asOf: string,
  name: (slug: string) => string,
): Statement[] =>
  [...deals.values()].flatMap((deal) =>
    [...deal.tranches.values()].map((tranche) => ({
      keys: keysOf(deal, tranche, name),
      name: tranche.name,
      tranche,
      deal,
      own: ownOf(deal, tranche, day, asOf),
      ...(deal.by !== undefined && { supersededBy: deal.by }),
    })),
  );

/** The statements at the end of a day; after the as-of date, with what is known by then and takes effect later. */
const statementsAt = (
  log: readonly Recorded[],
  cut: Cut,
  day = cut.effectiveAt,
  weigh = weighCapacity,
): Statement[] => {
  const isAhead = day > cut.effectiveAt;
  const seen: Cut = isAhead ? cut : { ...cut, effectiveAt: day, asOf: cut.asOf ?? cut.effectiveAt };
  const streams = streamsAt(log, seen, weigh, (fact) => isAhead && fact.last <= day && fact.knownOn <= day);
  const name = namesAt(streams);
  return statementsOf(dealsOf(streams), day, cut.effectiveAt, name);
};

/** Two statements of one layer and basis that describe the same capacity, in whole or in part. */
interface Twice {
  a: Statement;
  b: Statement;
  power?: Bounds;
}

export class Families {
  readonly #named: Map<string, Statement>;
  readonly #parts = new Map<string, Statement[]>();

  constructor(readonly statements: readonly Statement[]) {
    this.#named = new Map(statements.map((one) => [one.name, one]));
    for (const one of statements) {
      const container = this.containerOf(one);
      if (container) this.#parts.set(container.name, [...this.partsOf(container), one]);
    }
  }

  /** Its container, as far as anything stands of that; else the next above. */
  containerOf({ tranche }: Statement): Statement | undefined {
    const seen = new Set<string>();
    let container = this.#named.get(tranche.partOf ?? '');
    while (container && isNothing(container.own.headline) && isOver(container.deal, container.tranche)) {
      if (seen.has(container.name)) return undefined;
      seen.add(container.name);
      container = this.#named.get(container.tranche.partOf ?? '');
    }
    return container?.tranche.layer === tranche.layer && container.tranche.basis === tranche.basis
      ? container
      : undefined;
  }

  /** Its container, the container of that, and so on. */
  containersOf(one: Statement): Statement[] {
    const container = this.containerOf(one);
    return container ? [container, ...this.containersOf(container)] : [];
  }

  partsOf({ name }: Statement): Statement[] {
    return this.#parts.get(name) ?? [];
  }

  /** The larger of its own and the sum of its parts. */
  value(one: Statement, of: keyof Own): Bounds {
    const parts = this.partsOf(one);
    return parts.length === 0 ? one.own[of] : most(one.own[of], this.sumOfParts(one, of));
  }

  sumOfParts(one: Statement, of: keyof Own): Bounds {
    return sum(this.partsOf(one).map((part) => this.value(part, of)));
  }

  /**
   * What of a statement and its parts belongs to a row: of a container in the row what the parts outside leave of its
   * own, bounds crossed, or the sum of its parts inside when that is more; of one outside, its parts inside.
   */
  share(one: Statement, of: keyof Own, isInside: (other: Statement) => boolean): Bounds {
    const parts = this.partsOf(one);
    const inside = sum(parts.map((part) => this.share(part, of, isInside)));
    if (!isInside(one)) return inside;
    if (parts.length === 0) return one.own[of];
    const outside = sum(parts.map((part) => this.share(part, of, (other) => !isInside(other))));
    return most(minus(one.own[of], outside), inside);
  }

  /** A share where parts stand elsewhere is capped at the headline that they leave in the row. */
  capped(one: Statement, of: keyof Own, isInside: (other: Statement) => boolean): Bounds {
    const value = this.share(one, of, isInside);
    const ceiling = ceilings[of];
    const isSplit = isInside(one) && this.#hasOutside(one, isInside);
    return isSplit && ceiling ? cappedAt(value, this.capped(one, ceiling, isInside)) : value;
  }

  #hasOutside(one: Statement, isInside: (other: Statement) => boolean): boolean {
    return this.partsOf(one).some(
      (part) => (!isInside(part) && !isNothing(part.own.headline)) || this.#hasOutside(part, isInside),
    );
  }

  /** Overlaps within one layer and basis, the largest first. */
  toldTwice(group: ReadonlySet<Statement>): Twice[] {
    const all = [...new Set(this.statements.map(({ deal }) => deal))].flatMap(({ overlaps }) => overlaps);
    const told = all.flatMap(({ a, b, power }): Twice[] => {
      const [left_, right] = [this.#named.get(a), this.#named.get(b)];
      if (!left_ || !right || !group.has(left_) || !group.has(right)) return [];
      const isAlike =
        left_.tranche.layer === right.tranche.layer && left_.tranche.basis === right.tranche.basis;
      return isAlike ? [{ a: left_, b: right, ...(power && { power }) }] : [];
    });
    const size = (one: Twice): bigint =>
      [
        this.value(one.a, 'headline').low,
        this.value(one.b, 'headline').low,
        ...(one.power ? [one.power.low] : []),
      ].reduce((left_, right) => (left_ < right ? left_ : right));
    return told.sort((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1));
  }

  /** How much of a measure two tell twice: at least, by the points, and at most. */
  twice(told: Twice, of: keyof Own, isAlone: (one: Statement) => boolean): Bounds {
    const end = (one: Statement) => ({
      whole: this.value(one, 'headline'),
      own: this.value(one, of),
      isAlone: isAlone(one),
    });
    return toldTwiceOf(end(told.a), end(told.b), told.power);
  }

  /** However much is told twice, together they say no less than the one that says most. */
  largest(unit: readonly Statement[], of: keyof Own, isInside: (other: Statement) => boolean): bigint {
    const lows = unit.map((root) => this.share(root, of, isInside).low);
    return lows.reduce((top, low) => (low > top ? low : top), 0n);
  }

  /** A row's cell of families that belong together: every measure of a container is capped at its headline there. */
  row(
    unit: readonly Statement[],
    isInside: (other: Statement) => boolean,
    told: readonly Twice[],
  ): CapacityCell {
    const rootOf = (one: Statement): Statement =>
      this.containersOf(one).find((above) => unit.includes(above)) ?? one;
    const touching = (root: Statement): number =>
      told.filter(({ a, b }) => rootOf(a) === root || rootOf(b) === root).length;
    const isAlone = (one: Statement): boolean => unit.includes(one) && touching(one) === 1;
    const added = (name: keyof Own): Bounds => {
      const all = sum(unit.map((root) => this.capped(root, name, isInside)));
      const twice = told.map((one) => this.twice(one, name, isAlone));
      return twice.length === 0 ? all : without(all, twice, this.largest(unit, name, isInside));
    };
    const beyond = (name: keyof Own): bigint =>
      unit
        .map((root) => excess(this.capped(root, name, isInside), this.capped(root, 'headline', isInside)))
        .reduce((total, one) => total + one, 0n);
    const of = (name: keyof Own): Bounds => {
      const ceiling = ceilings[name];
      if (told.length === 0 || !ceiling) return added(name);
      if (name === 'energized' || name === 'planned')
        return noMoreThan(added(name), of('headline'), beyond(name));
      return cappedAt(added(name), of(ceiling));
    };
    return derived(of, left(of('headline'), of('dated')));
  }
}

/** The measure that another never exceeds, in the row of a container that is asked for in part (domain.md 5). */
const ceilings: Partial<Record<keyof Own, keyof Own>> = {
  signed: 'headline',
  firm: 'signed',
  energized: 'headline',
  planned: 'headline',
  dated: 'headline',
  due: 'dated',
  closed: 'due',
  late: 'closed',
};

/** One of two that are the same in whole or in part. */
interface End {
  whole: Bounds;
  own: Bounds;
  /** It overlaps nothing else and is no part of anything: then it is as large as may be when both together are. */
  isAlone: boolean;
}

const smallest = (values: readonly (bigint | null | undefined)[]): bigint | null =>
  values
    .filter((value) => value !== null && value !== undefined)
    .reduce<bigint | null>((least_, one) => (least_ === null || one < least_ ? one : least_), null);

const isAlike = (a: Bounds, b: Bounds): boolean =>
  a.low === b.low && a.point === b.point && a.high === b.high;

/**
 * Of a measure, what two tell twice. At most: no more than either has. At least: what one has of it beyond all of it
 * that lies outside of what is the same, when both are as large together as may be.
 */
const toldTwiceOf = (a: End, b: End, power: Bounds | undefined): Bounds => {
  const ends = [a, b];
  const reach = ({ low, high }: Bounds, { isAlone }: End): bigint | null => (isAlone ? high : low);
  const shared = smallest([...ends.map((end) => reach(end.whole, end)), power?.low]) ?? 0n;
  const high = smallest([...ends.flatMap(({ own, whole }) => [own.high, whole.high]), power?.high]);
  const wholePoint = ({ whole, own }: End): bigint => {
    const told = own.point ?? own.low;
    return whole.point ?? (told > whole.low ? told : whole.low);
  };
  const point = smallest([
    ...ends.flatMap((end) => [end.own.point ?? end.own.low, wholePoint(end)]),
    power && (power.point ?? power.low),
  ]);
  if (ends.every(({ own, whole }) => isAlike(own, whole))) return { low: shared, point, high };
  const inside = ends.map((end) => {
    const own = reach(end.own, end);
    if (own === null || end.whole.high === null) return 0n;
    const outside = end.whole.high > shared ? end.whole.high - shared : 0n;
    return own > outside ? own - outside : 0n;
  });
  const most_ = inside.reduce((top, one) => (one > top ? one : top), 0n);
  return { low: high !== null && high < most_ ? high : most_, point, high };
};

/** A sum, less what is told twice in it: crossed, and no less than the one that surely says most. */
const without = (all: Bounds, twice: readonly Bounds[], floor: bigint): Bounds => {
  const taken = (values: readonly (bigint | null)[]): bigint =>
    values.reduce<bigint>((total, one) => total + (one ?? 0n), 0n);
  const atLeastFloor = (value: bigint): bigint => (value > floor ? value : floor);
  const low = twice.some(({ high }) => high === null)
    ? floor
    : atLeastFloor(all.low - taken(twice.map(({ high }) => high)));
  const top = all.high === null ? null : all.high - taken(twice.map((one) => one.low));
  const high = top === null ? null : top > low ? top : low;
  const middle = all.point === null ? null : all.point - taken(twice.map(({ point }) => point));
  const above = middle === null ? null : middle > low ? middle : low;
  const point = above !== null && high !== null && above > high ? high : above;
  return low === high ? exactly(low) : { ...all, low, point, high };
};

const excess = (own: Bounds, whole: Bounds): bigint =>
  own.high === null || whole.high === null || own.high <= whole.high ? 0n : own.high - whole.high;

/** What draws power is no more than what is there, and what of any draws more than it is said to be. */
const noMoreThan = (own: Bounds, whole: Bounds, beyond: bigint): Bounds => {
  if (whole.high === null) return own;
  const most_ = whole.high + beyond > own.low ? whole.high + beyond : own.low;
  const high = own.high === null || own.high > most_ ? most_ : own.high;
  const point = own.point !== null && own.point > high ? high : own.point;
  return own.low === high ? exactly(high) : { ...own, point, high };
};

/** Capped at a headline; one that nobody disclosed caps only what is certain. */
const cappedAt = (value: Bounds, headline: Bounds): Bounds => {
  const least_ = least(value, headline);
  return headline.point === null && !headline.poisons && value.point !== null && least_.point === null
    ? { ...least_, point: value.point }
    : least_;
};

const known = new WeakMap<readonly Recorded[], Map<string, Families>>();

/** The families at the end of a day, put together once for the many questions that ask for them. */
export const familiesAt = (
  log: readonly Recorded[],
  cut: Cut,
  day = cut.effectiveAt,
  weigh = weighCapacity,
): Families => {
  const days = known.get(log) ?? new Map<string, Families>();
  known.set(log, days);
  const ends = cut.ends?.join();
  const key = [cut.effectiveAt, cut.knownAt, cut.policy, cut.to, ends, day, weigh === weighCapacity].join(
    ' ',
  );
  const families = days.get(key) ?? new Families(statementsAt(log, cut, day, weigh));
  days.set(key, families);
  return families;
};

/** What has no date: nothing where all of it is dated, else what is left with bounds crossed. */
const left = (headline: Bounds, dated: Bounds): Bounds =>
  headline.low === dated.low && headline.point === dated.point && headline.high === dated.high
    ? nothing
    : minus(headline, dated);

const derived = (value: (of: keyof Own) => Bounds, undated: Bounds): CapacityCell => ({
  headlineKw: value('headline'),
  signedKw: value('signed'),
  firmKw: value('firm'),
  energizedKw: value('energized'),
  outstandingKw: minus(value('headline'), value('energized')),
  dueKw: value('due'),
  overdueKw: least(minus(value('closed'), value('energized')), value('late')),
  undatedKw: undated,
  plannedKw: value('planned'),
});

const addCells = (cells: readonly CapacityCell[], isAhead: boolean): CapacityCell =>
  Object.fromEntries(
    capacityMeasures.map((measure) => [
      measure,
      isAhead && ['energizedKw', 'outstandingKw', 'overdueKw'].includes(measure)
        ? null
        : sum(cells.map((cell) => cell[measure]).filter((bounds) => bounds !== null)),
    ]),
  ) as CapacityCell;

export interface CapacityQuestion extends Cut {
  by: string[];
  filters: Record<string, string>;
}

/** Rows and totals at the end of a day, by the text of their keys. */
export const capacityAt = (
  log: readonly Recorded[],
  question: CapacityQuestion,
  day = question.effectiveAt,
): { rows: Map<string, CapacityCell>; totals: Map<string, CapacityCell>; statements: Statement[] } => {
  const families = familiesAt(log, question, day);
  const matched = families.statements.filter(({ keys }) =>
    Object.entries(question.filters).every(([key, value]) => keys[key] === value),
  );
  const isAhead = day > question.effectiveAt;
  const rows = grouped(families, matched, [...question.by, 'layer', 'basis'], isAhead);
  const totals = grouped(families, matched, ['layer', 'basis'], isAhead);
  return { rows, totals, statements: matched };
};

export const keyText = (keys: Record<string, unknown>, names: readonly string[]): string =>
  [...new Set(names)]
    .map((name) => `${name}=${keys[name] === null || keys[name] === undefined ? '' : String(keys[name])}`)
    .join(' ');

export const grouped = (
  families: Families,
  statements: readonly Statement[],
  names: readonly string[],
  isAhead: boolean,
): Map<string, CapacityCell> => {
  const groups = new Map<string, Set<Statement>>();
  for (const one of statements) {
    const key = keyText(one.keys, names);
    groups.set(key, (groups.get(key) ?? new Set<Statement>()).add(one));
  }
  return new Map([...groups].map(([key, group]) => [key, addCells(cellsOf(families, group), isAhead)]));
};

/** Families whose parts are told twice in one layer and basis, put together; each is reckoned as one. */
const cellsOf = (families: Families, group: ReadonlySet<Statement>): CapacityCell[] => {
  const isInside = (one: Statement): boolean => group.has(one);
  const rootOf = (one: Statement): Statement => {
    const above = families.containersOf(one).filter(isInside);
    return above.at(-1) ?? one;
  };
  const roots = [...group].filter((one) => rootOf(one) === one);
  const units = new Map(roots.map((root) => [root, [root]]));
  const twice = new Map<Statement[], Twice[]>();
  for (const told of families.toldTwice(group)) {
    const [a, b] = [units.get(rootOf(told.a)), units.get(rootOf(told.b))];
    if (!a || !b || a === b) continue;
    const both = [...a, ...b];
    twice.set(both, [...(twice.get(a) ?? []), ...(twice.get(b) ?? []), told]);
    for (const root of both) units.set(root, both);
  }
  return [...new Set(units.values())].map((unit) => families.row(unit, isInside, twice.get(unit) ?? []));
};
