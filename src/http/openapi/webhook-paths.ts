import { eventTypes } from '../../../events/index.js';
import { exampleAddress } from '../../webhooks/hook.js';
import { base } from '../address.js';
import { object, ref, text, whole } from './kit.js';
import {
  answer,
  type GetOperation,
  json,
  type Operation,
  path,
  type Paths,
  problemsOf,
  readOperation,
} from './operation.js';

const id = path('id', 'Its id.');

const webhook = {
  ...object(
    {
      url: {
        type: 'string',
        format: 'uri',
        maxLength: 2_000,
        description: 'https, to a public address; others as the server is configured.',
      },
    },
    {
      watch: { ...text, description: 'A watch whose alerts are told; events are when missing.' },
      stream: { ...text, description: 'Events of this stream only.' },
      type: {
        type: 'string',
        enum: eventTypes.map(({ type }) => type),
        description: 'Events of this type only.',
      },
      after: {
        ...whole,
        description: 'Events after this position, alerts after this number; from now on when missing.',
      },
    },
  ),
  examples: [{ url: exampleAddress, watch: 'firm-chips-of-openai' }],
};

const keeping: Operation = {
  operationId: 'keepWebhook',
  tags: ['Feeds'],
  summary: 'Have an address told of alerts or events.',
  description:
    'Each is sent as a CloudEvent (1.0, structured, JSON), signed by Standard Webhooks, in order, at least once: the next when the one before was answered with 2xx.',
  requestBody: { required: true, content: json(webhook) },
  responses: {
    201: answer('It is told from now on. The secret is shown this once.', json(ref('WebhookMade'))),
    ...problemsOf(400, 403, 409, 413, 415, 422, 503),
  },
};

const resuming: Operation = {
  operationId: 'resumeWebhook',
  tags: ['Feeds'],
  summary: 'Try again at once, where it was, also when it was given up.',
  parameters: [id],
  responses: { 200: answer('How it fares.', json(ref('Webhook'))), ...problemsOf(400, 403, 404, 415) },
};

const dropping: Operation = {
  operationId: 'dropWebhook',
  tags: ['Feeds'],
  summary: 'Tell it nothing more.',
  parameters: [id],
  responses: { 204: { description: 'It is gone.' }, ...problemsOf(400, 403, 404) },
};

const list: GetOperation = {
  id: 'listWebhooks',
  tag: 'Feeds',
  summary: 'Which addresses are told, and how each fares.',
  says: 'The webhooks, without their secrets.',
  content: json(ref('WebhookList')),
};

const one: GetOperation = {
  id: 'showWebhook',
  tag: 'Feeds',
  summary: 'How a webhook fares.',
  says: 'The webhook, without its secret.',
  content: json(ref('Webhook')),
  parameters: [id],
  problems: [400, 404],
};

export const webhookPaths = (): Paths => ({
  [`${base}/webhooks`]: { ...readOperation(list), post: keeping },
  [`${base}/webhooks/{id}`]: { ...readOperation(one), delete: dropping },
  [`${base}/webhooks/{id}/resume`]: { post: resuming },
});
