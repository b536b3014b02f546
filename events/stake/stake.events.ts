import { Event } from '../kit/declaration.js';
import { Money, OneOf, Part, Pieces } from '../kit/fields.js';
import type { Quantity } from '../kit/quantity.js';

export const stakeBases = ['basic', 'diluted', 'as-converted', 'unstated'] as const;
export type StakeBasis = (typeof stakeBases)[number];

const stakeCauses = ['purchase', 'sale', 'dilution', 'conversion', 'grant'] as const;
export type StakeCause = (typeof stakeCauses)[number];

export class StakeDisclosed extends Event('StakeDisclosed', {
  version: 1,
  subject: 'stake',
  sets: ['holdings'],
  summary: "A holder's part of an issuer, as a level.",
  example: { stake: 'about 27%', basis: 'as-converted', value: '135B USD' },
}) {
  @Part('The part that is held.') stake!: Quantity;
  @OneOf(stakeBases, 'What the whole counts.') basis!: StakeBasis;
  @Money('What the part is worth.', { optional: true }) value?: Quantity;
  @Pieces('The shares that are held.', { optional: true }) shares?: Quantity;
  @Money('The price of a share; with the shares it tells the value where that is not stated.', {
    optional: true,
  })
  price?: Quantity;
}

export class StakeChanged extends Event('StakeChanged', {
  version: 1,
  subject: 'stake',
  sets: ['changes[]'],
  reads: ['holdings'],
  summary: 'A stake grew or shrank by a part of the whole.',
  example: { by: '2%', cause: 'dilution' },
  repeatable: true,
}) {
  @Part('The part by which it changed; sales and dilution shrink it.') by!: Quantity;
  @OneOf(stakeCauses, 'Why.') cause!: StakeCause;
}

export class StakeExited extends Event('StakeExited', {
  version: 1,
  subject: 'stake',
  sets: ['holdings'],
  summary: 'A holder gave up the whole stake.',
  example: {},
}) {}
