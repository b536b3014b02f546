import { capitalize } from '../../../projections/wording/capitalize.js';
import { capacityLayers } from '../../../events/deal/deal.words.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { lengthOf, textIn } from '../../charts/words/amounts.js';
import type { Entry } from '../../../projections/kit/line.js';
import { amountSaid, isAllOf, isNone } from './said.js';

const placeOf = (entry: Entry): number => capacityLayers.findIndex((one) => one === textIn(entry, 'layer'));

/** The one that a finding is about, since layers and bases are never added: chips before hosting, then the larger. */
export const leadOf = (totals: readonly Entry[]): Entry | undefined =>
  totals.toSorted(
    (left, right) =>
      placeOf(left) - placeOf(right) || lengthOf(right, 'headlineKw') - lengthOf(left, 'headlineKw'),
  )[0];

const signedSaid = (total: Entry): string => {
  if (isNone(total, 'signedKw')) return 'none of it is signed';
  if (isAllOf(total, 'signedKw', 'headlineKw')) return 'all of it is signed';
  const signed = amountSaid(total, 'signedKw');
  return signed === undefined ? 'nobody has said how much is signed' : `${signed} is signed`;
};

/** What is not signed is not firm. */
const firmSaid = (total: Entry): string => {
  if (isNone(total, 'signedKw')) return '';
  if (isNone(total, 'firmKw')) return ', none is firm';
  if (isAllOf(total, 'firmKw', 'headlineKw')) return ' and firm';
  const firm = amountSaid(total, 'firmKw');
  return firm === undefined ? ', and nobody has said how much is firm' : `, ${firm} is firm`;
};

const runningSaid = (total: Entry): string => {
  if (isNone(total, 'energizedKw')) return 'None of it runs yet.';
  if (isAllOf(total, 'energizedKw', 'headlineKw')) return 'All of it runs.';
  const energized = amountSaid(total, 'energizedKw');
  return energized === undefined
    ? 'Nobody has said how much runs.'
    : `${capitalize(energized)} is known to run.`;
};

/** What is promised, signed, firm and running in the layer that leads; undefined where there is no capacity. */
export const promisedFinding = (totals: readonly Entry[]): string | undefined => {
  const total = leadOf(totals);
  if (!total) return undefined;
  const what = layerText(total);
  if (isNone(total, 'headlineKw')) return `No capacity of ${what} is promised any more.`;
  const headline = amountSaid(total, 'headlineKw');
  const promised =
    headline === undefined
      ? `Capacity of ${what} is promised; nobody has said how much.`
      : `${capitalize(headline)} of ${what} is promised.`;
  const steps = headline === undefined ? '' : ` ${capitalize(signedSaid(total))}${firmSaid(total)}.`;
  return `${promised}${steps} ${runningSaid(total)}`;
};

const dueSaid = (row: Entry, year: string): string => {
  const headline = amountSaid(row, 'headlineKw');
  const whole = headline === undefined ? layerText(row) : `${headline} of ${layerText(row)}`;
  const by = `by the end of ${year}`;
  if (isNone(row, 'dueKw')) return `None of ${whole} is due ${by}`;
  const due = amountSaid(row, 'dueKw');
  return due === undefined
    ? `Nobody has said how much of ${whole} is due ${by}`
    : `${capitalize(due)} of ${whole} is due ${by}`;
};

const undatedSaid = (row: Entry): string => {
  if (isNone(row, 'undatedKw')) return 'all of it has a date';
  const undated = amountSaid(row, 'undatedKw');
  return undated === undefined ? 'nobody has said how much has no date' : `${undated} has no date`;
};

/** What of the leading layer is due by the end of a year, and what has no date; the totals are those of a timeline. */
export const dueFinding = (totals: readonly Entry[], year: string): string | undefined => {
  const ofYear = totals.filter((total) => textIn(total, 'period').startsWith(year));
  const latest = ofYear
    .map((total) => textIn(total, 'period'))
    .reduce((one, other) => (one > other ? one : other), '');
  const row = leadOf(ofYear.filter((total) => textIn(total, 'period') === latest));
  return row && `${dueSaid(row, year)}; ${undatedSaid(row)}.`;
};
