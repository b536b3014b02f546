import { Term } from '../deal/term.js';
import { Event, Holds } from '../kit/declaration.js';
import {
  DealReference,
  Money,
  MoneyOrPower,
  Nested,
  OneOf,
  PartySlug,
  Text,
  VagueDate,
  Whole,
} from '../kit/fields.js';
import type { Quantity } from '../kit/quantity.js';
import { faultOfIdentifier, type IdentifierScheme } from './identifiers.js';

const partyKinds = ['company', 'unit', 'government', 'fund', 'unnamed'] as const;
export type PartyKind = (typeof partyKinds)[number];

export const layers = ['hardware', 'infrastructure', 'models', 'applications'] as const;
export type Layer = (typeof layers)[number];

/** What a register calls a party, checked for its form. */
const Registered = (scheme: IdentifierScheme, says: string, most: number): PropertyDecorator =>
  Text(says, { optional: true, most, refuses: (text) => faultOfIdentifier(scheme, text) });

export class Identifiers {
  @Registered('lei', 'Legal entity identifier (ISO 17442).', 20) lei?: string;
  @Registered('cik', 'Central index key of the US SEC.', 10) cik?: string;
  @Text('Ticker.', { optional: true, most: 20 }) ticker?: string;
  @Registered('isin', 'ISIN (ISO 6166).', 12) isin?: string;
  @Registered('wikidata', 'Wikidata item.', 20) wikidata?: string;
}

export class PartyRegistered extends Event('PartyRegistered', {
  version: 1,
  subject: 'party',
  introduces: true,
  fromTheBeginning: true,
  summary: 'A party that deals can name.',
  example: { name: 'OpenAI', kind: 'company', layers: ['models', 'applications'] },
}) {
  @Text('Its name.', { most: 120 }) name!: string;
  @OneOf(partyKinds, 'What it is.') kind!: PartyKind;
  @OneOf(layers, 'The layers it works in.', { list: true, optional: true }) layers?: Layer[];
  @PartySlug('The party it belongs to.', { optional: true }) parent?: string;
  @Nested(() => Identifiers, 'What others call it.', { optional: true }) identifiers?: Identifiers;
  @Whole('The month in which its fiscal year ends, 1 to 12.', { optional: true, least: 1, most: 12 })
  fiscalYearEndsIn?: number;
}

export class PartyAmended extends Event('PartyAmended', {
  version: 1,
  subject: 'party',
  summary: 'What is known of a party changed.',
  example: { name: 'OpenAI Group PBC' },
}) {
  @Text('Its name from now on.', { optional: true, most: 120 }) name?: string;
  @OneOf(partyKinds, 'What it is from now on.', { optional: true }) kind?: PartyKind;
  @OneOf(layers, 'The layers it works in from now on.', { list: true, optional: true }) layers?: Layer[];
  @PartySlug('The party it belongs to from now on.', { optional: true }) parent?: string;
  @Nested(() => Identifiers, 'What others call it.', { optional: true }) identifiers?: Identifiers;
  @Whole('The month in which its fiscal year ends, 1 to 12.', { optional: true, least: 1, most: 12 })
  fiscalYearEndsIn?: number;
}

export class PartyIdentified extends Event('PartyIdentified', {
  version: 1,
  subject: 'party',
  sets: ['goesBy', 'identifiedAs'],
  summary: 'A party that had no name turns out to be another.',
  example: { as: 'openai' },
}) {
  @PartySlug('The party that it is.') as!: string;
}

export class PartyMerged extends Event('PartyMerged', {
  version: 1,
  subject: 'party',
  sets: ['goesBy'],
  summary: 'A party became part of another; what is said of its own shares stays under its name.',
  example: { into: 'google' },
}) {
  @PartySlug('The party that goes on.') into!: string;
}

/** The totals that are of power; all others are of money. */
export const powerTotals = ['contracted-power', 'operating-power'] as const;

export const disclosedMeasures = [
  'commitments',
  'backlog',
  ...powerTotals,
  'invested',
  'guarantees',
  'leases',
  'purchase-obligations',
  'unrecorded-purchase-obligations',
  'capital-spending',
] as const;
export type DisclosedMeasure = (typeof disclosedMeasures)[number];

@Holds<TotalDisclosed>(
  'give either over or within',
  'within',
  ({ over, within }) => over === undefined || within === undefined,
)
export class TotalDisclosed extends Event('TotalDisclosed', {
  version: 1,
  subject: 'party',
  names: ['measure', 'at'],
  sets: ['disclosures'],
  summary: 'A total that the party itself reports: used to reconcile, never added.',
  example: { measure: 'commitments', amount: 'about 1.4T USD', at: '2025-10-28' },
}) {
  @OneOf(disclosedMeasures, 'What it is a total of.') measure!: DisclosedMeasure;
  @MoneyOrPower('The total.') amount!: Quantity;
  @VagueDate('The date or period it is about.') at!: string;
  @PartySlug('The one party towards which it is; all others when missing.', { optional: true })
  towards?: string;
  @Nested(
    () => Term,
    'When what it counts falls due; whenever it does when missing. Either this or within.',
    {
      optional: true,
    },
  )
  over?: Term;
  @Whole('Only what falls due within so many months after the date that it is about.', {
    optional: true,
    least: 1,
    most: 1200,
  })
  within?: number;
}

export class ValueStated extends Event('ValueStated', {
  version: 1,
  subject: 'party',
  names: ['counted', 'round'],
  sets: ['values'],
  summary: 'Somebody stated what all of the party is worth, before or after the money of a round.',
  example: { amount: '965B USD', counted: 'after', round: 'deal-anthropic-round-2026' },
}) {
  @Money('The value of the whole.') amount!: Quantity;
  @OneOf(['before', 'after'], 'Without the money of the round, or with it.') counted!: 'before' | 'after';
  @DealReference('The round.', { optional: true }) round?: string;
}
