import { categoryOf, eventTypes } from '../../../events/index.js';
import type { Category, EventClass } from '../../../events/kit/declaration.js';
import { Submission } from '../../../events/kit/envelope.js';
import { schemaOf, schemasOf } from '../../../events/kit/schema.js';
import {
  at,
  day,
  hash,
  id,
  instant,
  listOf,
  ref,
  describeSchema,
  type Schema,
  type ComponentSchemas,
} from './kit.js';

const submissionOf = (type: string): string => `${type}Submission`;

const streamName: Readonly<Record<Category, string>> = {
  deal: 'deal-openai-amd-2025',
  party: 'party-openai',
  market: 'market-cloud-infrastructure',
  stake: 'stake-microsoft-openai',
  scenario: 'scenario-late-chips',
};

const submission = (type: EventClass, envelope: Schema): Schema => ({
  ...envelope,
  title: submissionOf(type.type),
  description: type.about.summary,
  properties: { ...envelope.properties, type: { const: type.type }, body: ref(type.type) },
  examples: [{ stream: streamName[categoryOf(type) ?? 'deal'], type: type.type, body: type.about.example }],
});

const recordedSchema = (envelope: Schema): Schema => {
  const { expectedRevision: _, ...properties } = envelope.properties ?? {};
  return {
    type: 'object',
    description:
      'An event of the log, with what the store assigned. The body has the shape of its type and version.',
    properties: {
      ...properties,
      id,
      type: { type: 'string', enum: eventTypes.map(({ type }) => type) },
      version: { type: 'integer', minimum: 1 },
      knownOn: day,
      revision: describeSchema('The place in its stream, from 1.', { type: 'integer', minimum: 1 }),
      position: describeSchema('The place in the whole log, from 1.', { type: 'integer', minimum: 1 }),
      recordedAt: instant,
      hash: {
        ...hash,
        description: 'SHA-256 over the canonical form (RFC 8785) of the event, chained to the event before.',
      },
    },
    required: [
      'id',
      'stream',
      'type',
      'version',
      'effectiveOn',
      'knownOn',
      'body',
      'revision',
      'position',
      'recordedAt',
      'hash',
    ],
    additionalProperties: false,
  };
};

const eventSubmission = (): Schema => ({
  description: 'One event as it is sent to the ledger.',
  oneOf: eventTypes.map(({ type }) => ref(submissionOf(type))),
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(eventTypes.map(({ type }) => [type, at + submissionOf(type)])),
  },
});

const withWarnings = (event: Schema): Schema => ({
  ...event,
  description: 'An event of the log with the warnings kept beside it.',
  properties: { ...event.properties, warnings: listOf(ref('Warning')) },
  required: [...(event.required ?? []), 'warnings'],
});

/** An event, or a line of an export, which another store gave its place to. */
const eventToRecord: Schema = {
  description:
    'An event, or a line of an export: what the other store assigned is left aside and assigned anew.',
  anyOf: [ref('EventSubmission'), ref('RecordedEvent')],
};

/** Everything about events that can be sent or read, out of their own declarations. */
export const eventSchemas = (): ComponentSchemas => {
  const declared: ComponentSchemas = schemasOf(eventTypes, at);
  const envelope = schemaOf(Submission, declared, at);
  const event = recordedSchema(envelope);
  return {
    ...declared,
    ...Object.fromEntries(eventTypes.map((type) => [submissionOf(type.type), submission(type, envelope)])),
    EventSubmission: eventSubmission(),
    RecordedEvent: event,
    EventWithWarnings: withWarnings(event),
    EventToRecord: eventToRecord,
  };
};
