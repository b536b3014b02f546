import { largestPage, usualPage } from '../../messages/read-log.js';
import { base } from '../address.js';
import { ref } from './kit.js';
import {
  answer,
  binary,
  pathsOfReadings,
  header,
  json,
  type Operation,
  path,
  type Paths,
  plainText,
  problemsOf,
  query,
  type GetOperation,
  readOperation,
} from './operation.js';

const after = query('after', 'Only what stands after this position.', { type: 'integer', minimum: 0 });

const recording: Operation = {
  operationId: 'recordEvents',
  tags: ['Log'],
  summary: 'Record events: all of them or none.',
  description:
    'One event, a list, or NDJSON with an event a line. At most 10,000 events; 16 MiB of JSON or 64 MiB of NDJSON.',
  parameters: [
    query('dryRun', 'Decide and show which numbers would move, but record nothing.', {
      type: 'string',
      enum: ['true', 'false'],
      default: 'false',
    }),
    query(
      'facts',
      'For whom they are: a key with the scope confidential records confidentially unless it says public.',
      { type: 'string', enum: ['public', 'confidential'] },
    ),
    header('Idempotency-Key', 'The same key with the same body gets the first answer again.', {
      type: 'string',
      minLength: 1,
      maxLength: 200,
    }),
    header(
      'If-Match',
      'On a write to one stream: the revision that it must have, in quotes; 0 for a new stream.',
      { type: 'string', pattern: '^"[0-9]{1,15}"$' },
    ),
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          anyOf: [
            ref('EventToRecord'),
            { type: 'array', minItems: 1, maxItems: 10_000, items: ref('EventToRecord') },
          ],
        },
      },
      ...plainText('application/x-ndjson', 'EventToRecord'),
    },
  },
  responses: {
    200: answer('A dry run: what would be recorded.', json(ref('Recording'))),
    201: answer('Recorded, or skipped because it was recorded before.', json(ref('Recording')), {
      'Idempotency-Replayed': {
        description: 'This is the first answer again.',
        schema: { type: 'string', enum: ['true'] },
      },
    }),
    ...problemsOf(400, 403, 409, 412, 413, 415, 422, 503),
  },
};

const page: GetOperation = {
  id: 'readLog',
  tag: 'Log',
  summary: 'Events in the order of the log.',
  says: 'A page.',
  content: json(ref('LogPage')),
  parameters: [
    query('stream', 'Only of this stream.', { type: 'string', maxLength: 200 }),
    query('type', 'Only of this type.', { type: 'string', maxLength: 60 }),
    after,
    query('limit', 'How many.', {
      type: 'integer',
      minimum: 1,
      maximum: largestPage,
      default: usualPage,
    }),
  ],
  problems: [400, 409, 503],
  headers: { Link: { description: 'The next page, as rel="next".', schema: { type: 'string' } } },
};

const readings: Record<string, GetOperation> = {
  [`${base}/events/{id}`]: {
    id: 'readEvent',
    tag: 'Log',
    summary: 'One event, with the warnings kept beside it.',
    says: 'The event.',
    content: json(ref('EventWithWarnings')),
    parameters: [path('id', 'Its id.')],
    problems: [400, 404, 503],
  },
  [`${base}/events.ndjson`]: {
    id: 'exportLog',
    tag: 'Log',
    summary: 'The whole log, an event a line: it can be recorded elsewhere.',
    says: 'RecordedEvent after RecordedEvent.',
    content: plainText('application/x-ndjson', 'RecordedEvent'),
    parameters: [after],
    problems: [400, 409, 503],
  },
  [`${base}/events.parquet`]: {
    id: 'exportLogParquet',
    tag: 'Log',
    summary: 'The whole log as Apache Parquet, an event to a row.',
    says: 'Its columns are the members of an event; event is the whole of it in its canonical bytes.',
    content: binary('application/vnd.apache.parquet'),
    parameters: [after],
    problems: [400, 409, 503],
  },
  [`${base}/events/stream`]: {
    id: 'followLog',
    tag: 'Log',
    summary: 'The log as it grows: server-sent events.',
    says: 'Each message has the position as its id, the event type as its event, and a CloudEvent as its data.',
    content: plainText('text/event-stream', 'CloudEvent'),
    parameters: [
      after,
      header('Last-Event-ID', 'Goes on after this position.', { type: 'string', pattern: '^[0-9]{1,15}$' }),
    ],
    problems: [400, 409, 503],
  },
  [`${base}/log/proof`]: {
    id: 'proveLog',
    tag: 'Log',
    summary: 'The head of the log and its hash, to be written down and compared later.',
    says: 'The head.',
    content: json(ref('Head')),
    problems: [400, 503],
  },
  [`${base}/log/verify`]: {
    id: 'verifyLog',
    tag: 'Log',
    summary: 'Every hash, revision and position checked again.',
    says: 'The verdict.',
    content: json(ref('Verdict')),
    problems: [400, 503],
  },
};

export const logPaths = (): Paths => ({
  [`${base}/events`]: { post: recording, ...readOperation(page) },
  ...pathsOfReadings(readings),
});
