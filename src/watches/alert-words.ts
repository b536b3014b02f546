import { measureText, titleOf } from '../../projections/wording/measure.js';
import type { Alert, WatchedMove } from './watch.js';

const sideText = (measure: string, { keys }: WatchedMove, side: WatchedMove['from']): string =>
  side === null ? '–' : measureText(measure, side, keys);

/** "chips · unstated: firm 1 GW → 2 GW" */
export const moveText = ({ measure }: Pick<Alert, 'measure'>, move: WatchedMove): string =>
  `${Object.values(move.keys).join(' · ')}: ${titleOf(measure)} ${sideText(measure, move, move.from)} → ${sideText(measure, move, move.to)}`;

/** "chips · unstated: firm 1 GW → 2 GW, and 2 more" */
export const alertTitle = (alert: Alert): string => {
  const [first, ...others] = alert.moves;
  const more = others.length + alert.more;
  return `${first ? moveText(alert, first) : alert.measure}${more > 0 ? `, and ${more} more` : ''}`;
};
