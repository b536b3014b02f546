import { daysOf } from '../../../../events/kit/date.js';
import { listIn, measureIn, textIn } from '../../../charts/words/amounts.js';
import type { Place } from '../../place/place.js';
import type { Entry } from '../../../../projections/kit/line.js';

export const partiesOf = (deal: Entry): string =>
  [...new Set(listIn(deal, 'parties').map((party) => textIn(party, 'name')))].join(', ');

/** To where it is bounded; where it is open, what is certain. */
const sizeOf = (entry: Entry, measure: string): number => {
  const amount = measureIn(entry, measure);
  return Number(amount?.high ?? amount?.low ?? 0);
};

const largestOf = (entries: readonly Entry[], measure: string): number =>
  Math.max(-1, ...entries.map((one) => sizeOf(one, measure)));

/** How large its largest layer may be, in kilowatts: layers are never added. −1 where it has none, 0 where nobody says. */
export const capacitySize = (deal: Entry): number => largestOf(listIn(deal, 'capacity'), 'headlineKw');

/** How large its largest promise of US dollars that stands may be, in cents: nothing is added. −1 where it has none. */
export const moneySize = (deal: Entry): number =>
  largestOf(
    listIn(deal, 'payments').filter(({ currency, ended }) => currency === 'USD' && ended !== true),
    'amountUsCents',
  );

export const orders = [
  { value: '', says: 'title' },
  { value: 'newest', says: 'day, the newest first' },
  { value: 'capacity', says: 'capacity, the largest first' },
  { value: 'money', says: 'US dollars, the most first' },
];

const byTitle = (left: Entry, right: Entry): number =>
  textIn(left, 'title').localeCompare(textIn(right, 'title'), 'en');

/** The last day on which it may have been announced: a quarter is not later than the months in it. */
const dayOf = (deal: Entry): string => {
  const announced = textIn(deal, 'announcedOn');
  return announced === '' ? '' : daysOf(announced).last;
};

const comparisons: Readonly<Record<string, (left: Entry, right: Entry) => number>> = {
  newest: (left, right) => Number(dayOf(left) < dayOf(right)) - Number(dayOf(left) > dayOf(right)),
  capacity: (left, right) => capacitySize(right) - capacitySize(left),
  money: (left, right) => moneySize(right) - moneySize(left),
};

/** Without an order that is known by title. */
export const inOrder = (deals: readonly Entry[], order: string): readonly Entry[] =>
  deals.toSorted(comparisons[order] ?? byTitle);

const matchesSearch = (deal: Entry, search: string): boolean =>
  `${textIn(deal, 'title')} ${partiesOf(deal)} ${textIn(deal, 'kind')} ${textIn(deal, 'stage')}`
    .toLowerCase()
    .includes(search.toLowerCase());

const isWithin = (deal: Entry, layer: string, firm: string): boolean =>
  (layer === '' || listIn(deal, 'capacity').some((one) => one.layer === layer)) &&
  (firm === '' || listIn(deal, 'payments').some((one) => one.bindingness === 'firm'));

const hasParty = (deal: Entry, party: string): boolean =>
  party === '' || listIn(deal, 'parties').some((one) => one.party === party);

/** Whether a deal passes the search and the filters. */
export const isWanted = (deal: Entry, { search, layer, firm, party }: Place['settings']): boolean =>
  matchesSearch(deal, search) && isWithin(deal, layer, firm) && hasParty(deal, party);
