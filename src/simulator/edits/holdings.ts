import { type Bounds, boundsOf, isUndisclosed } from '../../../events/kit/quantity.js';
import { withAllInside } from '../../../projections/kit/all-inside.js';
import { largerPart } from '../../../projections/kit/family-parts.js';
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

/** Which tranches of an edited log, as it is now, hold which: of one layer and basis, and in no circle. */
export class Holdings {
  readonly #byName: ReadonlyMap<string, TrancheTarget>;
  readonly #inside = new Map<string, TrancheTarget[]>();
  readonly #holders = new Map<string, TrancheTarget>();
  readonly #wholes = new Map<string, Part | undefined>();

  constructor(readonly log: EditedLog) {
    const all = [...log.log.streams('deal')].flatMap((stream) => log.everyTranche(stream));
    this.#byName = new Map(all.map((one) => [one.reference, one]));
    for (const one of all) this.#place(one);
  }

  /** What a tranche holds directly. */
  partsOf({ reference }: TrancheTarget): readonly TrancheTarget[] {
    return this.#inside.get(reference) ?? [];
  }

  get all(): readonly TrancheTarget[] {
    return [...this.#byName.values()];
  }

  /** Those that nothing holds. */
  get outermost(): readonly TrancheTarget[] {
    return this.all.filter(({ reference }) => !this.#holders.has(reference));
  }

  /** How many hold it, one in the other. */
  depthOf(target: TrancheTarget): number {
    let depth = 0;
    for (let next = this.#holders.get(target.reference); next; next = this.#holders.get(next.reference))
      depth++;
    return depth;
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

  #place(target: TrancheTarget): void {
    const { partOf, layer, basis } = target.tranche;
    const container = partOf === undefined ? undefined : this.#byName.get(partOf);
    if (container?.tranche.layer !== layer || container.tranche.basis !== basis) return;
    if (this.#above(target).includes(target)) return;
    this.#holders.set(target.reference, container);
    const known = this.#inside.get(container.reference);
    if (known) known.push(target);
    else this.#inside.set(container.reference, [target]);
  }

  /** All that it is stated to be in, nearest first; a circle ends where it closes. */
  #above({ tranche }: TrancheTarget): TrancheTarget[] {
    const above = new Set<TrancheTarget>();
    let next = this.#byName.get(tranche.partOf ?? '');
    while (next && !above.has(next)) {
      above.add(next);
      next = this.#byName.get(next.tranche.partOf ?? '');
    }
    return [...above];
  }
}
