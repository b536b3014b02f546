import { type Bounds, boundsOf, isUndisclosed } from '../../../events/kit/quantity.js';
import { kinLines } from '../../../projections/compute-capacity.js';
import { withAllInside } from '../../../projections/kit/all-inside.js';
import { Containers } from '../../../projections/kit/containers.js';
import { largerPart } from '../../../projections/kit/family-parts.js';
import { Heirs } from '../../../projections/kit/heirs.js';
import type { Line } from '../../../projections/kit/line.js';
import { part, type Part, Sum } from '../../../projections/kit/measure.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import { quantityOf } from './quantities.js';
import { standingNow } from './standing.js';

const addParts = (parts: readonly Part[]): Part => {
  const sum = new Sum();
  for (const one of parts) sum.add(one, 1n);
  return sum.part;
};

export const addBounds = (all: readonly Bounds[]): Bounds => addParts(all.map(part)).bounds;

const floor0 = (value: bigint): bigint => (value > 0n ? value : 0n);
const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/**
 * What a tranche says beyond its parts, end by end, so that with these it never comes to more than the whole. Where nobody
 * says how much they come to at most, it is what they leave by their point; undisclosed, they take nothing of it.
 */
const remainderOf = ({ low, point, high }: Bounds, parts: Bounds): Bounds => {
  const inside = isUndisclosed(parts) ? 0n : parts.point;
  const most = high === null ? null : floor0(high - (parts.high ?? inside ?? parts.low));
  const within = (value: bigint): bigint => (most === null ? value : min(value, most));
  const known = point === null || inside === null ? null : within(floor0(point - inside));
  const least = within(floor0(low - parts.low));
  return { low: known === null ? least : min(least, known), point: known, high: most };
};

/** A container, and what it says beyond its parts as if that were a tranche in it. */
export interface OpenedContainer {
  readonly container: TrancheTarget;
  readonly rest: TrancheTarget;
  /** What its parts come to. */
  readonly inside: Bounds;
}

/** Of one layer and basis: only such ones hold each other, or take each other's place. */
const kindOf = ({ keys: { layer, basis } }: Line): string => `${layer} ${basis}`;

/** Which tranches of an edited log, as it is now, hold which: as the capacity view counts them together. */
export class Holdings {
  readonly all: readonly TrancheTarget[];
  readonly #inside: ReadonlyMap<string | undefined, readonly TrancheTarget[]>;
  readonly #replaced: ReadonlySet<string>;
  readonly #containers: Containers;
  readonly #wholes = new Map<string, Part | undefined>();

  constructor(readonly log: EditedLog) {
    const streams = [...log.log.streams('deal')];
    this.all = streams.flatMap((stream) => log.everyTranche(stream));
    const lines = streams.flatMap((stream) => kinLines(log.deal(stream), log.question.effectiveAt));
    const heirs = new Heirs(lines, kindOf, []);
    this.#containers = new Containers(lines, heirs, kindOf);
    this.#replaced = new Set(lines.flatMap((line) => (heirs.heirOf(line) === undefined ? [] : [line.id])));
    this.#inside = Map.groupBy(this.all, ({ reference }) => this.#containers.over(reference));
  }

  /** What a tranche holds directly. */
  partsOf({ reference }: TrancheTarget): readonly TrancheTarget[] {
    return this.#inside.get(reference) ?? [];
  }

  /** Those that nothing holds. */
  get outermost(): readonly TrancheTarget[] {
    return this.#inside.get(undefined) ?? [];
  }

  /** Another statement has taken the place of its own: nothing that is due of it counts. */
  isReplaced({ reference }: TrancheTarget): boolean {
    return this.#replaced.has(reference);
  }

  /** How many hold it, one in the other. */
  depthOf({ reference }: TrancheTarget): number {
    return this.#containers.above(reference).length;
  }

  /** A tranche with what it says beyond its parts; undefined where it has none. */
  open(container: TrancheTarget): OpenedContainer | undefined {
    const inside = this.inside(container);
    if (!inside) return undefined;
    const { energized: _, ...tranche } = container.tranche;
    const power = quantityOf(remainderOf(boundsOf(tranche.power), inside), tranche.power);
    const rest = { ...container, tranche: { ...tranche, power, partOf: container.reference } };
    return { container, rest, inside };
  }

  /** What the parts of a tranche come to; undefined where it has none. */
  inside(target: TrancheTarget): Bounds | undefined {
    return this.#addedIn(target)?.bounds;
  }

  #addedIn(target: TrancheTarget): Part | undefined {
    const parts = this.partsOf(target);
    return parts.length === 0 ? undefined : addParts(parts.flatMap((one) => this.#whole(one) ?? []));
  }

  #whole(target: TrancheTarget): Part | undefined {
    if (this.#wholes.has(target.reference)) return this.#wholes.get(target.reference);
    for (const one of withAllInside(target, (held) => this.partsOf(held)).toReversed())
      if (!this.#wholes.has(one.reference)) this.#wholes.set(one.reference, this.#wholeOver(one));
    return this.#wholes.get(target.reference);
  }

  /** The larger of its own and the sum of its parts; of what is gone its parts are left. */
  #wholeOver(target: TrancheTarget): Part | undefined {
    const standing = standingNow(this.log, target);
    const own = standing && part(standing.power);
    const inside = this.#addedIn(target);
    return own && inside ? largerPart(own, inside) : (own ?? inside);
  }
}
