import { textIn } from '../../charts/words/amounts.js';
import type { Entry } from '../../../projections/kit/line.js';
import { leadOf } from './capacity.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { amountSaid, listed } from './said.js';
import { shareSize } from './shares.js';

const mostNamed = 3;

/** Whose part of the leading layer's capacity is largest; undefined where nobody has any. */
export const capacitySharesFinding = (
  rows: readonly Entry[],
  by: string,
  of: string,
  nameOf: (slug: string) => string,
): string | undefined => {
  const stated = rows.filter((row) => textIn(row, by) !== '' && amountSaid(row, 'shareBp'));
  const lead = leadOf(stated);
  if (!lead) return undefined;
  const parts = stated
    .filter(({ layer, basis }) => layer === lead.layer && basis === lead.basis)
    .toSorted((left, right) => shareSize(right) - shareSize(left))
    .slice(0, mostNamed)
    .map((row) => `${nameOf(textIn(row, by))} ${amountSaid(row, 'shareBp')!}`);
  return `Of the ${of} capacity of ${layerText(lead)}, by ${by}: ${listed(parts)}.`;
};
