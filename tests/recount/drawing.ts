import { most, sum, type Bounds } from './bounds.js';
import type { Deal, Tranche } from './deals.js';

const slugOf = ({ name }: Tranche): string => name.slice(name.indexOf('/') + 1);

/** A tranche of the same deal, layer and basis that says it of itself, too; in a circle there is none. */
const wholeOf = (deal: Deal, tranche: Tranche): Tranche | undefined => {
  const above = (one: Tranche): Tranche | undefined =>
    [...deal.tranches.values()].find(({ name }) => name === one.partOf);
  const met = new Set<Tranche>();
  for (let next = above(tranche); next && !met.has(next); next = above(next)) met.add(next);
  const whole = above(tranche);
  const isAlike = whole?.layer === tranche.layer && whole.basis === tranche.basis;
  return isAlike && !met.has(tranche) ? whole : undefined;
};

/**
 * What counts towards a release or a warrant: all tranches of a deal, or those that are listed with what they hold. One
 * that holds others counts for the larger of its own and of theirs together (domain.md 5).
 */
export const drawnTogether = (
  deal: Deal,
  drawnBy: (tranche: Tranche) => Bounds,
  of?: readonly string[],
): Bounds => {
  const all = [...deal.tranches.values()];
  const isListed = (one: Tranche | undefined): boolean =>
    one !== undefined && (!of || of.includes(slugOf(one)) || isListed(wholeOf(deal, one)));
  const valueOf = (one: Tranche): Bounds => {
    const inside = all.filter((other) => wholeOf(deal, other) === one);
    return inside.length === 0 ? drawnBy(one) : most(drawnBy(one), sum(inside.map(valueOf)));
  };
  return sum(all.filter((one) => isListed(one) && !isListed(wholeOf(deal, one))).map(valueOf));
};
