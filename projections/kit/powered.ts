import type { Deal, Tranche } from '../../events/deal/deal.js';
import type { Bounds } from '../../events/kit/quantity.js';
import { withAllInside } from './all-inside.js';
import { largerPart } from './family-parts.js';
import { type Part, Sum } from './measure.js';

/** The power of a tranche that counts towards releases: observed, or planned after the as-of date; undefined of what is gone. */
export type PowerOf = (tranche: Tranche, id: string) => Part | undefined;

/** What a tranche is stated to be part of within its own deal. */
const containerOf = ({ stream, tranches }: Deal, id: string): string | undefined => {
  const [deal, name] = tranches.get(id)?.partOf?.split('/') ?? [];
  return deal === stream ? name : undefined;
};

/** All that it is stated to be part of there, nearest first. */
const containersOf = (deal: Deal, id: string): ReadonlySet<string> => {
  const stated = new Set<string>();
  let next = containerOf(deal, id);
  while (next !== undefined && !stated.has(next)) {
    stated.add(next);
    next = containerOf(deal, next);
  }
  return stated;
};

/** Which tranches count where some are named: these, and what they hold. All of them where none are. */
export const isCountedIn = (deal: Deal, id: string, of: readonly string[] | undefined): boolean => {
  if (!of || of.includes(id)) return true;
  const above = containersOf(deal, id);
  return of.some((one) => above.has(one));
};

const addedUp = (parts: readonly Part[]): Part => {
  const sum = new Sum();
  for (const one of parts) sum.add(one, 1n);
  return sum.part;
};

/** What tranches of a deal draw that hold each other; of what is gone its parts are left. */
class PoweredTranches {
  readonly #power = new Map<string, Part | undefined>();
  readonly #inside = new Map<string, string[]>();
  readonly #outer: string[] = [];
  readonly #wholes = new Map<string, Part | undefined>();

  constructor(
    readonly deal: Deal,
    powerOf: PowerOf,
    of: readonly string[] | undefined,
  ) {
    for (const [id, tranche] of deal.tranches)
      if (isCountedIn(deal, id, of)) this.#power.set(id, powerOf(tranche, id));
    for (const id of this.#power.keys()) this.#place(id);
  }

  get bounds(): Bounds {
    return addedUp(this.#outer.flatMap((id) => this.#whole(id) ?? [])).bounds;
  }

  #whole(id: string): Part | undefined {
    for (const one of withAllInside(id, (name) => this.#inside.get(name) ?? []).toReversed())
      if (!this.#wholes.has(one)) this.#wholes.set(one, this.#wholeOver(one));
    return this.#wholes.get(id);
  }

  /** The larger of its own and the sum of its parts. */
  #wholeOver(id: string): Part | undefined {
    const [own, inside] = [this.#power.get(id), this.#inside.get(id)];
    if (!inside) return own;
    const parts = addedUp(inside.flatMap((one) => this.#wholes.get(one) ?? []));
    return own ? largerPart(own, parts) : parts;
  }

  #place(id: string): void {
    const container = this.#containerOf(id);
    if (container === undefined) return void this.#outer.push(id);
    const inside = this.#inside.get(container) ?? [];
    inside.push(id);
    this.#inside.set(container, inside);
  }

  /** A container of another layer or basis holds nothing of it, and a circle holds nothing. */
  #containerOf(id: string): string | undefined {
    const container = containerOf(this.deal, id);
    if (container === undefined || !this.#power.has(container)) return undefined;
    if (containersOf(this.deal, id).has(id)) return undefined;
    const [own, other] = [id, container].map((name) => this.deal.tranches.get(name));
    return own?.layer === other?.layer && own?.basis === other?.basis ? container : undefined;
  }
}

const sumAlone = ({ tranches }: Deal, powerOf: PowerOf, of: readonly string[] | undefined): Bounds => {
  const sum = new Sum();
  for (const [id, tranche] of tranches) {
    const power = of && !of.includes(id) ? undefined : powerOf(tranche, id);
    if (power) sum.add(power, 1n);
  }
  return sum.bounds;
};

const hasContainers = ({ tranches }: Deal): boolean => {
  for (const { partOf } of tranches.values()) if (partOf !== undefined) return true;
  return false;
};

interface KnownPower {
  readonly tranches: Deal['tranches'];
  /** By the names of the tranches that count. */
  readonly byNames: Map<string | undefined, Bounds>;
}

const known = new WeakMap<PowerOf, KnownPower>();

/**
 * The power of a deal, or of some of its tranches; what one of them says of others of the deal counts once. Added up once
 * for all that waits for the same.
 */
export const poweredOf = (deal: Deal, powerOf: PowerOf, of?: readonly string[]): Bounds => {
  const { tranches } = deal;
  const last = known.get(powerOf);
  const { byNames } = last?.tranches === tranches ? last : { byNames: new Map<string | undefined, Bounds>() };
  const names = of?.join();
  const found =
    byNames.get(names) ??
    (hasContainers(deal) ? new PoweredTranches(deal, powerOf, of).bounds : sumAlone(deal, powerOf, of));
  known.set(powerOf, { tranches, byNames: byNames.set(names, found) });
  return found;
};
