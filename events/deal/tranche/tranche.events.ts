import { daysOf } from '../../kit/date.js';
import { Event, Holds } from '../../kit/declaration.js';
import {
  Decimal,
  H100Equivalents,
  OneOf,
  Pieces,
  Power,
  PartySlug,
  Slug,
  Text,
  TrancheReference,
  VagueDate,
} from '../../kit/fields.js';
import { bases, type Basis, type Quantity } from '../../kit/quantity.js';
import { type Bindingness, bindingnesses, type CapacityLayer, capacityLayers } from '../deal.words.js';

@Holds<CapacityCommitted>(
  'give power or accelerators; power may be "undisclosed"',
  'power',
  ({ power, accelerators }) => Boolean(power ?? accelerators),
)
@Holds<CapacityCommitted>(
  'contradicts the basis in the words of power',
  'basis',
  ({ basis, power }) => !power?.basis || !basis || power.basis === basis,
)
@Holds<CapacityCommitted>(
  'runs out before it is due',
  'ends',
  ({ due, ends }) => due === undefined || ends === undefined || daysOf(due).first <= daysOf(ends).last,
)
@Holds<CapacityCommitted>(
  'consumer is required unless bindingness is intent',
  'consumer',
  ({ consumer, bindingness }) => consumer !== undefined || bindingness === 'intent',
)
@Holds<CapacityCommitted>(
  'lies after due: the first part cannot come after all of it',
  'starts',
  ({ starts, due }) => starts === undefined || due === undefined || daysOf(starts).first <= daysOf(due).last,
)
export class CapacityCommitted extends Event('CapacityCommitted', {
  version: 1,
  subject: 'tranche',
  introduces: true,
  summary: 'Somebody is to provide computing capacity to somebody.',
  example: {
    tranche: 'gw-1',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    basis: 'unstated',
    due: '2026-H2',
    bindingness: 'firm',
  },
}) {
  @Slug('The tranche, new within this deal.') tranche!: string;
  @OneOf(capacityLayers, 'What is provided: chips, hosting, a site or grid power.') layer!: CapacityLayer;
  @PartySlug('Who provides it.') provider!: string;
  @PartySlug('Who uses it; needed unless it is an intent.', { optional: true }) consumer?: string;
  @PartySlug('Whose hardware it is.', { optional: true }) supplier?: string;
  @Power('The power; "undisclosed" when nobody said. Needed unless accelerators are given.', {
    optional: true,
  })
  power?: Quantity;
  @Pieces('The number of accelerators.', { optional: true }) accelerators?: Quantity;
  @OneOf(bases, 'What the power counts: critical IT load, the facility, the grid connection, or unstated.', {
    optional: true,
  })
  basis?: Basis;
  @VagueDate('When its first part is to run; shown, and nothing is due by it.', { optional: true })
  starts?: string;
  @VagueDate('When all of it is due; undated when missing.', { optional: true }) due?: string;
  @VagueDate('When it runs out, as a lease does; without an end when missing.', { optional: true })
  ends?: string;
  @OneOf(bindingnesses, 'How firmly it is promised.') bindingness!: Bindingness;
  @Text('What it depends on.', { optional: true }) condition?: string;
  @TrancheReference('The container whose total includes this one.', { optional: true }) partOf?: string;
}

export class CapacityResized extends Event('CapacityResized', {
  version: 1,
  subject: 'tranche',
  summary: 'The power of a tranche changed.',
  example: { tranche: 'gw-1', power: '1.2 GW' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Power('The power from now on.') power!: Quantity;
}

export class CapacityRescheduled extends Event('CapacityRescheduled', {
  version: 1,
  subject: 'tranche',
  summary: 'The date by which a tranche is due moved.',
  example: { tranche: 'gw-1', due: '2027-Q2' },
}) {
  @Slug('The tranche.') tranche!: string;
  @VagueDate('When it is due now.') due!: string;
}

@Holds<CapacityReassigned>('give consumer, provider or both', 'consumer', ({ consumer, provider }) =>
  Boolean(consumer ?? provider),
)
export class CapacityReassigned extends Event('CapacityReassigned', {
  version: 1,
  subject: 'tranche',
  // Its two sides are never one party.
  reads: ['provider', 'consumer'],
  summary: 'A tranche changed hands.',
  example: { tranche: 'gw-1', consumer: 'microsoft' },
}) {
  @Slug('The tranche.') tranche!: string;
  @PartySlug('Who uses it from now on.', { optional: true }) consumer?: string;
  @PartySlug('Who provides it from now on.', { optional: true }) provider?: string;
}

export class OptionExercised extends Event('OptionExercised', {
  version: 1,
  subject: 'tranche',
  sets: ['bindingness'],
  reads: ['bindingness', 'fate'],
  summary: 'An optional tranche was taken up: it is firm from now on.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class OptionLapsed extends Event('OptionLapsed', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  reads: ['bindingness', 'fate'],
  summary: 'An option on a tranche ran out or was let go.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class BindingnessChanged extends Event('BindingnessChanged', {
  version: 1,
  subject: 'tranche',
  summary: 'A tranche is promised more or less firmly than before.',
  example: { tranche: 'gw-2', bindingness: 'contingent', condition: 'Financing of the site.' },
}) {
  @Slug('The tranche.') tranche!: string;
  @OneOf(bindingnesses, 'How firmly it is promised from now on.') bindingness!: Bindingness;
  @Text('What it depends on from now on.', { optional: true }) condition?: string;
}

export class CapacityCancelled extends Event('CapacityCancelled', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  summary: 'A tranche will not be provided.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class CapacityEnded extends Event('CapacityEnded', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  summary: 'The term of a tranche ran out: no more of it is owed, and what still draws power stays.',
  example: { tranche: 'gw-1' },
}) {
  @Slug('The tranche.') tranche!: string;
}

@Holds<CapacityEnergized>(
  'give power, accelerators or h100Equivalents',
  'power',
  ({ power, accelerators, h100Equivalents }) => Boolean(power ?? accelerators ?? h100Equivalents),
)
@Holds<CapacityEnergized>(
  'contradicts the basis in the words of power',
  'basis',
  ({ basis, power }) => !power?.basis || !basis || power.basis === basis,
)
@Holds<CapacityEnergized>(
  'says what power counts: give power, or kwPerAccelerator',
  'basis',
  ({ basis, power, kwPerAccelerator }) => !basis || Boolean(power ?? kwPerAccelerator),
)
@Holds<CapacityEnergized>(
  'turns accelerators into power: give accelerators, and no power',
  'kwPerAccelerator',
  ({ power, accelerators, kwPerAccelerator }) => !kwPerAccelerator || (!power && Boolean(accelerators)),
)
export class CapacityEnergized extends Event('CapacityEnergized', {
  version: 1,
  subject: 'tranche',
  sets: ['energized'],
  summary:
    'The level of a tranche that draws power from then on: not the increment, and it may fall. Levels on other bases, of accelerators and of H100-equivalents are kept each for itself.',
  example: { tranche: 'gw-1', power: '400 MW' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Power('The level drawing power.', { optional: true }) power?: Quantity;
  @OneOf(bases, 'What the power counts; what the tranche counts when missing and not in the words.', {
    optional: true,
  })
  basis?: Basis;
  @Pieces('The accelerators that run.', { optional: true }) accelerators?: Quantity;
  @H100Equivalents('The same in equivalents of an H100; never turned into power.', { optional: true })
  h100Equivalents?: Quantity;
  @Decimal('Kilowatts to an accelerator, as the source states it: turns accelerators into power.', {
    optional: true,
  })
  kwPerAccelerator?: string;
}

export class PartOfStated extends Event('PartOfStated', {
  version: 1,
  subject: 'tranche',
  summary: 'The total of another tranche includes this one, as was said after it had been committed.',
  example: { tranche: 'july', partOf: 'deal-stargate-2025/secured' },
}) {
  @Slug('The tranche of this deal.') tranche!: string;
  @TrancheReference('The container whose total includes it, as deal/tranche.') partOf!: string;
}

export class OverlapStated extends Event('OverlapStated', {
  version: 1,
  subject: 'tranche',
  names: ['with'],
  sets: ['overlaps[]'],
  summary: 'Two tranches describe the same physical capacity, in whole or in part.',
  example: { tranche: 'july', with: 'deal-openai-amd-2025/gw-1', power: '1 GW' },
}) {
  @Slug('The tranche of this deal.') tranche!: string;
  @TrancheReference('The other one, as deal/tranche.') with!: string;
  @Power('How much of it; the smaller of the two when missing.', { optional: true }) power?: Quantity;
}

export const trancheEvents = [
  CapacityCommitted,
  CapacityResized,
  CapacityRescheduled,
  CapacityReassigned,
  OptionExercised,
  OptionLapsed,
  BindingnessChanged,
  CapacityCancelled,
  CapacityEnded,
  CapacityEnergized,
  PartOfStated,
  OverlapStated,
] as const;
