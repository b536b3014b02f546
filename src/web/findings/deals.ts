import { capitalize } from '../../../projections/wording/capitalize.js';
import { isEnded, isSigned, type Stage } from '../../../events/deal/deal.words.js';
import { listIn, textIn } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import type { Entry } from '../../../projections/kit/line.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { amountSaid, counted, isNone, listed } from './said.js';

const stageOf = (deal: Entry): Stage => textIn(deal, 'stage') as Stage;

/** Which word goes before what is true of every one of so many; more are "all". */
const everyOne: Readonly<Record<number, string>> = { 1: '', 2: 'both ' };

/** How many deals there are and how far they have come; undefined where there is none. */
export const dealsFinding = (deals: readonly Entry[]): string | undefined => {
  if (deals.length === 0) return undefined;
  const signed = deals.filter((deal) => isSigned(stageOf(deal))).length;
  const ended = deals.filter((deal) => isEnded(stageOf(deal))).length;
  const open = deals.length - signed - ended;
  const standings = (
    [
      [signed, 'signed'],
      [open, 'not signed'],
      [ended, 'over'],
    ] as const
  ).filter(([count]) => count > 0);
  const all = plural(deals.length, 'deal');
  if (standings.length === 1) return `${all}, ${everyOne[deals.length] ?? 'all '}${standings[0]![1]}.`;
  return `${all}: ${listed(standings.map(([count, what]) => counted(count, what)))}.`;
};

const firmness: Readonly<Record<string, string>> = {
  firm: 'firmly',
  optional: 'as an option',
  contingent: 'on conditions',
  intent: 'as an intent',
};

const capacitySaid = (one: Entry): string => {
  const headline = amountSaid(one, 'headlineKw');
  return headline === undefined
    ? `${layerText(one)} of a size that nobody has said`
    : `${headline} of ${layerText(one)}`;
};

const bindingnesses = ['firm', 'optional', 'contingent', 'intent'];

/** "Of 6 tranches 1 is firm and 5 are optional": counted, since tranches of different layers are never added. */
const tranchesSaid = (deal: Entry): string => {
  const tranches = listIn(deal, 'tranches').filter(({ headline }) => headline === true);
  const parts = bindingnesses.flatMap((bindingness) => {
    const count = tranches.filter((one) => one.bindingness === bindingness).length;
    return count > 0 ? [counted(count, bindingness === 'intent' ? 'an intent' : bindingness)] : [];
  });
  if (tranches.length === 1)
    return ` It is ${textIn(tranches[0]!, 'bindingness') === 'intent' ? 'an intent' : textIn(tranches[0]!, 'bindingness')}.`;
  return parts.length === 0 ? '' : ` Of ${tranches.length} tranches ${listed(parts)}.`;
};

const moneySaid = (deal: Entry): string | undefined => {
  const payments = listIn(deal, 'payments').filter(({ cancelled }) => cancelled !== true);
  const [only] = payments;
  if (!only) return undefined;
  if (payments.length > 1) return `${payments.length} payments are promised.`;
  const amount = amountSaid(only, 'amountUsCents') ?? 'Money that nobody has put a number to';
  const how = firmness[textIn(only, 'bindingness')] ?? '';
  return `${capitalize(amount)} is promised for ${textIn(only, 'kind')}, ${how}.`.replace(', .', '.');
};

/** What draws power stays, however a deal ends; and what was due before stays owed. */
const leftSaid = (capacity: readonly Entry[]): string =>
  capacity.length === 0 ? '' : `what draws power is left (${listed(capacity.map(capacitySaid))}), and `;

/** What one deal promises, how firmly, and whether it still stands. */
export const dealFinding = (deal: Entry): string => {
  const stage = stageOf(deal);
  const capacity = listIn(deal, 'capacity').filter((one) => !isNone(one, 'headlineKw'));
  if (isEnded(stage)) return `This deal is ${stage}: ${leftSaid(capacity)}nothing more of it is to come.`;
  if (capacity.length > 0)
    return `${capitalize(listed(capacity.map(capacitySaid)))} is promised.${tranchesSaid(deal)}`;
  return moneySaid(deal) ?? 'Neither capacity nor money is promised in numbers.';
};
