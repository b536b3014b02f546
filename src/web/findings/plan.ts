import { type Change, isChange } from '../../../projections/difference.js';
import { measureText } from '../../../projections/wording/measure.js';
import { textIn } from '../../charts/words/amounts.js';
import type { Entry } from '../../../projections/kit/line.js';
import { layerSaid, leadOf } from './capacity.js';

interface Moved {
  total: Entry;
  change: Change;
}

const isNone = ({ low, point, high }: Change): boolean =>
  Number(low) === 0 && Number(high) === 0 && Number(point) === 0;

/** "1 GW less", "0 to 1 GW more": how much, with its bounds; undefined where an end is open or the direction is not. */
const changeSaid = ({ low, point, high }: Change): string | undefined => {
  if (high === null) return undefined;
  const ends = [Number(low), Number(high), ...(point === null ? [] : [Number(point)])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  if (least < 0 && most > 0) return undefined;
  const [small, large] = least < 0 ? [-most, -least] : [least, most];
  const text = measureText('plannedKw', { low: small, point: null, high: large }).replace('–', ' to ');
  return `${text} ${least < 0 ? 'less' : 'more'}`;
};

const periodOf = ({ total }: Moved): string => textIn(total, 'period');

/** The same in every period, or that it differs from one to the next. */
const amountOf = (moved: readonly Moved[]): string | undefined => {
  const said = new Set(moved.map(({ change }) => changeSaid(change)));
  const [only] = said;
  return said.size === 1 ? only : undefined;
};

const spanOf = (moved: readonly Moved[]): string => {
  const [first, last] = [periodOf(moved[0]!), periodOf(moved.at(-1)!)];
  return first === last ? `in ${first}` : `from ${first} to ${last}`;
};

/** What a scenario does to the plan of the layer that leads among those that move; `last` is the last period shown. */
export const planFinding = (totals: readonly Entry[], last: string): string => {
  const all = totals.flatMap((total): Moved[] =>
    isChange(total.plannedKw) && !isNone(total.plannedKw) ? [{ total, change: total.plannedKw }] : [],
  );
  const lead = leadOf(all.map(({ total }) => total));
  if (!lead) return 'The plan stays as it is.';
  const moved = all
    .filter(({ total }) => total.layer === lead.layer && total.basis === lead.basis)
    .toSorted((left, right) => (periodOf(left) < periodOf(right) ? -1 : 1));
  const amount = amountOf(moved);
  const what = layerSaid(lead);
  const span = spanOf(moved);
  const moves =
    amount === undefined ? `The plan of ${what} moves ${span}` : `${amount} of ${what} is planned ${span}`;
  return `${moves}${periodOf(moved.at(-1)!) < last ? `, and the same by ${last}` : ''}.`;
};
