import { Event, Holds } from '../kit/declaration.js';
import { Money, OneOf, Part, PartySlug, Slug, Text, VagueDate, YesOrNo } from '../kit/fields.js';
import type { Quantity } from '../kit/quantity.js';
import { type Layer, layers } from '../party/party.events.js';

export class MarketDefined extends Event('MarketDefined', {
  version: 1,
  subject: 'market',
  introduces: true,
  fromTheBeginning: true,
  summary: 'A market whose shares somebody publishes.',
  example: {
    name: 'Cloud infrastructure services',
    layer: 'infrastructure',
    metric: 'revenue',
    scope: 'worldwide',
  },
}) {
  @Text('Its name.', { most: 120 }) name!: string;
  @OneOf(layers, 'The layer it belongs to.') layer!: Layer;
  @Text('What is counted: revenue, units, users, …', { most: 120 }) metric!: string;
  @Text('What is in it, and where.') scope!: string;
}

const statements = ['measured', 'estimated', 'forecast'] as const;
export type StatementKind = (typeof statements)[number];

@Holds<ShareReported>('leave others out unless it is true', 'others', ({ others }) => others !== false)
@Holds<ShareReported>(
  'give exactly one of party, parties and others',
  'party',
  ({ party, parties, others }) => [party, parties, others].filter((one) => one !== undefined).length === 1,
)
export class ShareReported extends Event('ShareReported', {
  version: 1,
  subject: 'market',
  names: ['publisher', 'party', 'parties', 'others', 'period'],
  sets: ['shares'],
  summary:
    "A publisher reported a party's share of a market, the combined share of several, or that of all others.",
  example: { publisher: 'synergy', party: 'aws', period: '2025-Q3', share: '29%' },
}) {
  @Slug('Who published it.') publisher!: string;
  @PartySlug('The party. Either this, parties or others.', { optional: true }) party?: string;
  @PartySlug('The parties whose combined share it is. Either this, party or others.', {
    optional: true,
    list: true,
  })
  parties?: string[];
  @YesOrNo('True when it is what the publisher leaves to all that it does not name.', { optional: true })
  others?: boolean;
  @VagueDate('The period it is about.') period!: string;
  @Part('The share.') share!: Quantity;
  @OneOf(statements, 'How the publisher came by it.', { optional: true }) stated?: StatementKind;
}

export class MarketSizeReported extends Event('MarketSizeReported', {
  version: 1,
  subject: 'market',
  names: ['publisher', 'period'],
  sets: ['sizes'],
  summary: 'A publisher reported the size of a market.',
  example: { publisher: 'synergy', period: '2025-Q3', size: 'about 107B USD' },
}) {
  @Slug('Who published it.') publisher!: string;
  @VagueDate('The period it is about.') period!: string;
  @Money('The size.') size!: Quantity;
}
