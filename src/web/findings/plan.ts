import { type Change, isChange } from '../../../projections/difference.js';
import { measureText } from '../../../projections/wording/measure.js';
import type { Lag } from '../../simulator/answer/lag.js';
import { capitalize } from '../../../projections/wording/capitalize.js';
import { textIn } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import type { Entry } from '../../../projections/kit/line.js';
import { leadOf } from './capacity.js';
import { layerName, layerText } from '../../../projections/wording/layer-name.js';

interface Moved {
  total: Entry;
  change: Change;
}

const isNone = ({ low, point, high }: Change): boolean =>
  Number(low) === 0 && Number(high) === 0 && Number(point) === 0;

type Ends = readonly [least: number, most: number];

const isOpen = (side: Change['baseline']): boolean => side !== null && side.high === null;

/** The least and the most of a change; of two sides that are open above, of what is known. Undefined where only one is. */
const endsOf = ({ low, point, high, baseline, scenario }: Change): Ends | undefined => {
  if (high === null && !(isOpen(baseline) && isOpen(scenario))) return undefined;
  const ends = [low, point, high].flatMap((end) => (end === null ? [] : [Number(end)]));
  return [Math.min(...ends), Math.max(...ends)];
};

const amountSaid = (low: number, high: number): string =>
  measureText('plannedKw', { low, point: null, high }).replace('–', ' to ');

/** "1 GW less", "0 to 1 GW more", "up to 2 GW less" where it is not the same in every period; undefined where the direction is not. */
const changeSaid = (all: readonly Ends[]): string | undefined => {
  const [least, most] = [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))];
  if (least < 0 && most > 0) return undefined;
  const [small, large, word] = least < 0 ? [-most, -least, 'less'] : [least, most, 'more'];
  const isSame = all.every(([low, high]) => low === all[0]?.[0] && high === all[0][1]);
  return isSame ? `${amountSaid(small, large)} ${word}` : `up to ${amountSaid(large, large)} ${word}`;
};

const periodOf = ({ total }: Moved): string => textIn(total, 'period');

/** How much the plan changes; undefined where an end is open, or where it grows here and shrinks there. */
const amountOf = (moved: readonly Moved[]): string | undefined => {
  const all = moved.map(({ change }) => endsOf(change));
  return all.every((ends) => ends !== undefined) ? changeSaid(all) : undefined;
};

const spanOf = (moved: readonly Moved[]): string => {
  const [first, last] = [periodOf(moved[0]!), periodOf(moved.at(-1)!)];
  return first === last ? `in ${first}` : `from ${first} to ${last}`;
};

const isUncertain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'assumption' in value;

/** Whether it is made for certain, as it is written: of what is drawn, or read off an assumption, that can't be said. */
const isCertain = (edit: Entry): boolean =>
  edit.op !== 'set' &&
  edit.op !== 'oneOf' &&
  edit.probability === undefined &&
  !Object.values(edit).some(isUncertain);

/** What the only edit of a scenario does and what comes of it; of several only what comes of them. */
export const editsFinding = (
  edits: readonly Entry[],
  outcome: string,
  say: (edits: readonly Entry[]) => string,
): string => {
  const [edit, ...others] = edits;
  const isTold = edit !== undefined && others.length === 0 && isCertain(edit);
  return isTold ? `${say(edits)}: ${outcome}` : capitalize(outcome);
};

/** What becomes of the plan of the layer that leads among those that move; `last` is the last period shown. */
export const planFinding = (totals: readonly Entry[], last: string): string => {
  const all = totals.flatMap((total): Moved[] =>
    isChange(total.plannedKw) && !isNone(total.plannedKw) ? [{ total, change: total.plannedKw }] : [],
  );
  const lead = leadOf(all.map(({ total }) => total));
  if (!lead) return 'the plan stays as it is.';
  const moved = all
    .filter(({ total }) => total.layer === lead.layer && total.basis === lead.basis)
    .toSorted((left, right) => (periodOf(left) < periodOf(right) ? -1 : 1));
  const amount = amountOf(moved);
  const what = layerText(lead);
  const span = spanOf(moved);
  const moves =
    amount === undefined ? `the plan of ${what} moves ${span}` : `${amount} of ${what} is planned ${span}`;
  return `${moves}${periodOf(moved.at(-1)!) < last ? `, and the same by ${last}` : ''}.`;
};

const lateSaid = (periods: number): string =>
  `${plural(Math.abs(periods), 'quarter')} ${periods < 0 ? 'earlier' : 'later'}`;

/** When the most that is planned as it stands is reached, and whether a scenario reaches it then, quarter by quarter. */
export const lagFinding = ({ layer, baseline, scenario, lagPeriods }: Lag): string => {
  const most = `As it stands the plan of ${layerName(String(layer))} first comes to its highest in ${baseline ?? 'no period'}`;
  if (lagPeriods === 0) return `${most}; in the scenario, too.`;
  if (scenario === null || lagPeriods === null)
    return `${most}; in the scenario it comes to as much in no period that is shown.`;
  return `${most}; in the scenario ${lateSaid(lagPeriods)}, in ${scenario}.`;
};
