import { Event } from '../kit/declaration.js';
import { JsonObject, Text, Whole } from '../kit/fields.js';

export class ScenarioSaved extends Event('ScenarioSaved', {
  version: 1,
  summary: 'A version of a scenario was saved; it is never folded into a view of the world.',
  example: {
    name: 'AMD slips a year',
    base: 'live',
    edits: [{ op: 'delay', target: 'deal-openai-amd-2025', months: 12 }],
    seed: 1,
  },
  repeatable: true,
}) {
  @Text('What it asks.', { most: 120 }) name!: string;
  @Text('"live", or the position it is pinned to.', { most: 20 }) base!: string;
  @Text('The scenario it builds on, as scenario@version.', { optional: true, most: 150 }) parent?: string;
  @JsonObject('The edits, in order.', { list: true }) edits!: Record<string, unknown>[];
  @JsonObject('Assumptions by name.', { optional: true }) assumptions?: Record<string, unknown>;
  @Whole('The seed of its draws.', { optional: true }) seed?: number;
}
