import type { Deal, Tranche } from '../events/deal/deal.js';
import { isEnded } from '../events/deal/deal.words.js';
import { type Bounds, boundsOf } from '../events/kit/quantity.js';
import type { Line } from './kit/line.js';
import { largerBounds, Sum } from './kit/measure.js';

/** How two statements are about the same: stated, one within the other, or one in the place of the other. */
export const pairKinds = ['overlap', 'contains', 'superseded'] as const;

/** Promised while the deal stood: neither cancelled nor ended by itself. */
const promisedTranches = (deal: Deal): Map<string, Tranche> =>
  new Map(
    [...deal.tranches].filter(([, { fate, stage }]) => fate === undefined && !(stage && isEnded(stage))),
  );

/** The container within the deal, of the same layer and basis. */
const containerOf = (deal: Deal, tranche: Tranche, all: ReadonlyMap<string, Tranche>): string | undefined => {
  const [stream, id = ''] = tranche.partOf?.split('/') ?? [];
  const container = stream === deal.stream ? all.get(id) : undefined;
  return container?.layer === tranche.layer && container.basis === tranche.basis ? id : undefined;
};

/** The larger of what a tranche says and the sum of its parts; a circle is cut where it closes. */
const countedPower = (
  [id, { power }]: readonly [string, Tranche],
  deal: Deal,
  all: ReadonlyMap<string, Tranche>,
  within: readonly string[] = [],
): Bounds => {
  const own = boundsOf(power);
  const above = [...within, id];
  const parts = [...all].filter(
    ([part, tranche]) => containerOf(deal, tranche, all) === id && !above.includes(part),
  );
  if (parts.length === 0) return own;
  return largerBounds(own, sumOf(parts.map((part) => countedPower(part, deal, all, above))));
};

const sumOf = (all: readonly Bounds[]): Bounds => {
  const sum = new Sum();
  for (const bounds of all) sum.add({ bounds }, 1n);
  return sum.bounds;
};

/** What a superseded deal promised, layer by layer and basis by basis, as pairs with its successor. */
export const supersededLines = (deal: Deal): Line[] => {
  const { stream, stage, supersededBy, rests, hypothetical } = deal;
  if (stage !== 'superseded' || supersededBy === undefined) return [];
  const all = promisedTranches(deal);
  const groups = Map.groupBy(all, ([, { layer, basis }]) => `${layer}|${basis}`);
  return [...groups].map(([group, tranches]) => {
    const [layer = null, basis = null] = group.split('|');
    const roots = tranches.filter(([, tranche]) => containerOf(deal, tranche, all) === undefined);
    return {
      id: `superseded|${stream}|${group}`,
      keys: { kind: 'superseded', tranche: stream, with: supersededBy, layer, basis },
      parts: { overlapKw: { bounds: sumOf(roots.map((root) => countedPower(root, deal, all))) } },
      rests: [...new Set([...rests, ...tranches.flatMap(([, one]) => one.rests)])],
      flags: hypothetical || tranches.some(([, one]) => one.hypothetical) ? ['hypothetical'] : [],
    };
  });
};
