import type { Deal, Tranche } from '../events/deal/deal.js';
import { isEnded } from '../events/deal/deal.words.js';
import { boundsOf } from '../events/kit/quantity.js';
import type { Line } from './kit/line.js';
import { Sum } from './kit/measure.js';

/** Promised while the deal stood: not cancelled or ended by itself, and not within another of the deal. */
const promised = (deal: Deal): [string, Tranche][] =>
  [...deal.tranches].filter(
    ([, { fate, stage, partOf }]) =>
      fate === undefined && !(stage && isEnded(stage)) && !partOf?.startsWith(`${deal.stream}/`),
  );

/** What a superseded deal promised, layer by layer and basis by basis, as pairs with its successor. */
export const supersededLines = (deal: Deal): Line[] => {
  const { stream, stage, supersededBy, rests, hypothetical } = deal;
  if (stage !== 'superseded' || supersededBy === undefined) return [];
  const groups = Map.groupBy(promised(deal), ([, { layer, basis }]) => `${layer}|${basis}`);
  return [...groups].map(([group, tranches]) => {
    const [layer = null, basis = null] = group.split('|');
    const sum = new Sum();
    for (const [, { power }] of tranches) sum.add({ bounds: boundsOf(power) }, 1n);
    return {
      id: `superseded|${stream}|${group}`,
      keys: { kind: 'superseded', tranche: stream, with: supersededBy, layer, basis },
      parts: { overlapKw: { bounds: sum.bounds } },
      rests: [...new Set([...rests, ...tranches.flatMap(([, one]) => one.rests)])],
      flags: hypothetical || tranches.some(([, one]) => one.hypothetical) ? ['hypothetical'] : [],
    };
  });
};
