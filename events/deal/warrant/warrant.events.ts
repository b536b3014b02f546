import { Event } from '../../kit/declaration.js';
import { Money, Nested, PartySlug, Slug, VagueDate, Whole } from '../../kit/fields.js';
import type { Quantity } from '../../kit/quantity.js';
import { Condition } from '../condition/condition.events.js';

export class WarrantTranche {
  @Whole('The shares that vest together.', { least: 1 }) shares!: number;
  @Nested(() => Condition, 'All of these must hold.', { list: true }) conditions!: Condition[];
}

export class WarrantIssued extends Event('WarrantIssued', {
  version: 1,
  subject: 'warrant',
  introduces: true,
  summary: 'A right to buy shares was issued, which vests in tranches.',
  example: {
    warrant: 'w',
    holder: 'openai',
    issuer: 'amd',
    shares: 160_000_000,
    strike: '0.01 USD',
    expiresOn: '2030-10-05',
    tranches: [{ shares: 26_666_667, conditions: [{ energized: '1 GW' }, { named: 'price-target-1' }] }],
  },
}) {
  @Slug('The warrant, new within this deal.') warrant!: string;
  @PartySlug('Who may buy.') holder!: string;
  @PartySlug('Whose shares they are.') issuer!: string;
  @Whole('All shares it covers.', { least: 1 }) shares!: number;
  @Money('The price of a share.') strike!: Quantity;
  @VagueDate('When it runs out.', { optional: true }) expiresOn?: string;
  @Nested(() => WarrantTranche, 'The shares that vest together, and on what; in order.', {
    list: true,
    optional: true,
  })
  tranches?: WarrantTranche[];
}

export class WarrantVested extends Event('WarrantVested', {
  version: 1,
  subject: 'warrant',
  sets: ['vested[]'],
  summary: 'Shares of a warrant vested.',
  example: { warrant: 'w', shares: 26_666_667 },
  repeatable: true,
}) {
  @Slug('The warrant.') warrant!: string;
  @Whole('The shares that vested.', { least: 1 }) shares!: number;
}

export const warrantEvents = [WarrantIssued, WarrantVested] as const;
