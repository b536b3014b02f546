import type { AskQuery } from './asking.js';
import type { Row } from '../../../projections/kit/line.js';
import { isOneDeal, ShowDeals } from '../../messages/show-deals.js';
import { ShowView } from '../../messages/show-view.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';

/** Between the article that the record starts from and now, much of what was announced changed. */
const then = '2025-12-01';

interface CapacityChange {
  deal: string;
  layer: string;
  before: string;
  after: string;
  size: bigint;
}

const keyOf = ({ deal, layer, basis }: Row): string => [deal, layer, basis].join('|');
const pointOf = (row: Row | undefined): bigint =>
  isMeasure(row?.headlineKw) ? BigInt(row.headlineKw.point ?? row.headlineKw.low) : 0n;
const textOf = (row: Row | undefined): string =>
  isMeasure(row?.headlineKw) ? measureText('headlineKw', row.headlineKw) : '0';
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const headlines = async (ask: AskQuery, parameters: Record<string, string>): Promise<Map<string, Row>> => {
  const { rows } = await ask(new ShowView('compute-capacity', { by: 'deal', ...parameters }));
  return new Map(rows.map((row) => [keyOf(row), row]));
};

/** The headline that was known then and has changed the most. */
const largestChange = (
  before: ReadonlyMap<string, Row>,
  now: ReadonlyMap<string, Row>,
): CapacityChange | undefined =>
  [...before]
    .map(([key, row]) => ({
      deal: String(row.deal),
      layer: String(row.layer),
      before: textOf(row),
      after: textOf(now.get(key)),
      size: magnitude(pointOf(now.get(key)) - pointOf(row)),
    }))
    .filter((change) => change.before !== change.after)
    .sort((left, right) => (left.size > right.size ? -1 : 1))[0];

/** One number that is another now than it was known to be then. */
export const changedNumber = async (ask: AskQuery): Promise<string[]> => {
  const change = largestChange(await headlines(ask, { knownAt: then }), await headlines(ask, {}));
  if (!change) return [];
  const deal = await ask(new ShowDeals({}, change.deal));
  return [
    `Changed: as known on ${then}, ${change.deal} held ${change.before} of ${change.layer}.`,
    `  As known now: ${change.after} (the deal is ${isOneDeal(deal) ? deal.stage : 'unknown'}).`,
    `  npx gigaledger show compute-capacity --by deal --deal ${change.deal} --known ${then}`,
  ];
};
