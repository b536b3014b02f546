import { Event } from '../kit/declaration.js';
import { JsonObject, Text, Whole } from '../kit/fields.js';

/** How many edits a version has at most; those of its parents come on top. */
export const mostEdits = 200;

export class ScenarioSaved extends Event('ScenarioSaved', {
  version: 1,
  subject: 'scenario',
  sets: ['versions[]'],
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
  @Text('The version that it began as a copy of, as scenario@version.', { optional: true, most: 150 })
  forkedFrom?: string;
  @Whole('The position up to which what was recorded has been taken into account.', { optional: true })
  rebasedTo?: number;
  @JsonObject('The edits, in order.', { list: { least: 0, most: mostEdits } })
  edits!: Record<string, unknown>[];
  @JsonObject('Assumptions by name.', { optional: true }) assumptions?: Record<string, unknown>;
  @Whole('The seed of its draws.', { optional: true }) seed?: number;
}
