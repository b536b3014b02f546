import { base } from '../address.js';
import { object, ref, text } from './kit.js';
import {
  answer,
  type GetOperation,
  header,
  json,
  type Operation,
  path,
  type Paths,
  pathsOfReadings,
  plainText,
  problemsOf,
  readOperation,
} from './operation.js';

const id = path('id', 'Its id: firm-chips-of-openai.');

const watch = {
  ...object(
    {
      name: { type: 'string', minLength: 1, maxLength: 120 },
      view: { type: 'string', minLength: 1, maxLength: 60 },
      measure: {
        type: 'string',
        minLength: 1,
        maxLength: 60,
        description: 'A measure of the view: firmKw, or firm.',
      },
    },
    {
      question: {
        type: 'object',
        additionalProperties: text,
        description: 'The view’s parameters, but no dates. With `by` each row is watched, else the totals.',
      },
      moreThan: {
        type: 'string',
        pattern: '^(?:[0-9]{1,6}(?:\\.[0-9]{1,2})?%|[0-9]{1,18})$',
        default: '0',
        description: 'A part of what was told last, or a whole number in the unit of the measure.',
      },
    },
  ),
  examples: [
    {
      name: 'Firm chips of OpenAI',
      view: 'compute-capacity',
      measure: 'firm',
      question: { consumer: 'openai', layer: 'chips' },
      moreThan: '5%',
    },
  ],
};

const keeping: Operation = {
  operationId: 'keepWatch',
  tags: ['Feeds'],
  summary: 'Be told when a number moves by more than you let pass.',
  requestBody: { required: true, content: json(watch) },
  responses: {
    201: answer('It is watched from now on.', json(ref('Watch'))),
    ...problemsOf(400, 403, 409, 413, 415, 422, 503),
  },
};

const dropping: Operation = {
  operationId: 'dropWatch',
  tags: ['Feeds'],
  summary: 'Watch it no more; what it told is forgotten.',
  parameters: [id],
  responses: { 204: { description: 'It is gone.' }, ...problemsOf(400, 403, 404) },
};

const readings: Record<string, GetOperation> = {
  [`${base}/watches/{id}/feed.atom`]: {
    id: 'readWatchFeed',
    tag: 'Feeds',
    summary: 'What a watch told last, for feed readers.',
    says: 'Atom (RFC 4287).',
    content: plainText('application/atom+xml'),
    parameters: [id],
    problems: [400, 404],
  },
  [`${base}/watches/{id}/events`]: {
    id: 'followWatch',
    tag: 'Feeds',
    summary: 'What a watch tells: server-sent events.',
    says: 'Messages named moved, with the number of the alert as their id and a CloudEvent as their data.',
    content: plainText('text/event-stream', 'CloudAlert'),
    parameters: [
      id,
      header('Last-Event-ID', 'Goes on after this alert; begins with the first when missing.', {
        type: 'string',
        pattern: '^[0-9]{1,15}$',
      }),
    ],
    problems: [400, 404],
  },
};

const list: GetOperation = {
  id: 'listWatches',
  tag: 'Feeds',
  summary: 'Which numbers are watched.',
  says: 'The watches.',
  content: json(ref('WatchList')),
};

const one: GetOperation = {
  id: 'showWatch',
  tag: 'Feeds',
  summary: 'A watch with what it told last.',
  says: 'The watch, and its last 50 alerts, the newest first.',
  content: json(ref('WatchShown')),
  parameters: [id],
  problems: [400, 404],
};

export const watchPaths = (): Paths => ({
  [`${base}/watches`]: { ...readOperation(list), post: keeping },
  [`${base}/watches/{id}`]: { ...readOperation(one), delete: dropping },
  ...pathsOfReadings(readings),
});
