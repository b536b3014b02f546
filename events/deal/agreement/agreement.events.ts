import { Event } from '../../kit/declaration.js';
import { DealReference, Nested, OneOf, PartySlug, Slug, Text } from '../../kit/fields.js';
import { type DealKind, dealKinds, type Stage, stages } from '../deal.words.js';

export class DealParty {
  @PartySlug('The party.') party!: string;
  @Slug('What it does in the deal: customer, provider, supplier, investor, developer, …') role!: string;
}

export class DealAnnounced extends Event('DealAnnounced', {
  version: 1,
  subject: 'deal',
  introduces: true,
  summary: 'An agreement, or a programme of them, became public.',
  example: {
    title: 'OpenAI buys computing from AWS',
    kind: 'cloud-services',
    stage: 'signed',
    parties: [
      { party: 'openai', role: 'customer' },
      { party: 'aws', role: 'provider' },
    ],
  },
}) {
  @Text('What it is, in a few words.') title!: string;
  @OneOf(dealKinds, 'The kind of agreement.') kind!: DealKind;
  @Nested(() => DealParty, 'Who takes part, and as what.', { list: true }) parties!: DealParty[];
  @OneOf(stages, 'How far it has come.') stage!: Stage;
}

export class DealAmended extends Event('DealAmended', {
  version: 1,
  subject: 'deal',
  summary: 'The title or the kind of a deal was put differently, or its terms changed in words.',
  example: { title: 'OpenAI buys more computing from AWS', terms: 'Exclusivity ends.' },
}) {
  @Text('The title from now on.', { optional: true }) title?: string;
  @OneOf(dealKinds, 'The kind from now on.', { optional: true }) kind?: DealKind;
  @Text('What changed, where no other event type says it.', { optional: true }) terms?: string;
}

export class PartyJoined extends Event('PartyJoined', {
  version: 1,
  subject: 'deal',
  names: ['party'],
  sets: ['parties[]'],
  summary: 'A party joined a deal, or took on a further role in it.',
  example: { party: 'nvidia', role: 'supplier' },
}) {
  @PartySlug('The party.') party!: string;
  @Slug('What it does in the deal.') role!: string;
}

export class PartyLeft extends Event('PartyLeft', {
  version: 1,
  subject: 'deal',
  names: ['party'],
  sets: ['parties'],
  reads: ['parties[]'],
  summary: 'A party left a deal.',
  example: { party: 'nvidia' },
}) {
  @PartySlug('The party.') party!: string;
}

export class StageReached extends Event('StageReached', {
  version: 1,
  subject: 'tranche',
  sets: ['stage'],
  summary: 'A deal, or one tranche of it, reached a stage.',
  example: { stage: 'signed' },
}) {
  @OneOf(stages, 'The stage it is in from now on.') stage!: Stage;
  @Slug('The tranche; the whole deal when missing.', { optional: true }) tranche?: string;
  @DealReference('The deal that takes its place, when it is superseded.', { optional: true }) by?: string;
}

export const agreementEvents = [DealAnnounced, DealAmended, PartyJoined, PartyLeft, StageReached] as const;
