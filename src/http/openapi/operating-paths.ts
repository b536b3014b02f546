import { problemKinds } from '../problem-kinds.js';
import { ref } from './kit.js';
import {
  answer,
  type Operation,
  problemContent,
  problemsOf,
  pathsOfReadings,
  json,
  path,
  type Paths,
  plainText,
  type GetOperation,
} from './operation.js';

const page = plainText('text/html');

const readings: Record<string, GetOperation> = {
  '/health/live': {
    id: 'live',
    tag: 'Operating',
    summary: 'The process runs.',
    says: 'It does.',
    content: json(ref('Live')),
    problems: [],
  },
  '/health/ready': {
    id: 'ready',
    tag: 'Operating',
    summary: 'The views have caught up with the log, and the store can be written.',
    says: 'They have, and it can.',
    content: json(ref('Ready')),
    problems: [503],
  },
  '/metrics': {
    id: 'metrics',
    tag: 'Operating',
    summary:
      'Numbers of the running process: appends, conflicts, how far views are behind, answers, streams.',
    says: 'Text that Prometheus reads. With keys, one that may read is asked for, where anybody may read the ledger, too.',
    content: plainText('text/plain'),
    problems: [],
  },
  '/openapi.json': {
    id: 'openapi',
    tag: 'Operating',
    summary: 'This document.',
    says: 'OpenAPI 3.1.',
    content: json({ type: 'object' }),
    problems: [],
  },
  '/datapackage.json': {
    id: 'dataPackage',
    tag: 'Operating',
    summary: 'Log, deals, parties and views as one data package.',
    says: 'Data Package 2.0: where each file is; deals, parties and views pinned to today and the head of the log.',
    content: json({ type: 'object' }),
    problems: [400],
  },
  '/schemas/scenario.json': {
    id: 'scenarioSchema',
    tag: 'Operating',
    summary: 'What a scenario file may hold, for editors and programs that check one.',
    says: 'JSON Schema 2020-12.',
    content: { 'application/schema+json': { schema: { type: 'object' } } },
    problems: [],
  },
  '/clients/gigaledger.py': {
    id: 'pythonClient',
    tag: 'Operating',
    summary: 'A client of this interface in Python: one file, which needs nothing but Python 3.9.',
    says: 'The module.',
    content: plainText('text/x-python'),
    problems: [],
  },
  '/docs': {
    id: 'docs',
    tag: 'Operating',
    summary: 'This document as a page on which it can be tried.',
    says: 'The page.',
    content: page,
    problems: [],
  },
  '/docs/problems': {
    id: 'problems',
    tag: 'Operating',
    summary: 'What can go wrong.',
    says: 'The page.',
    content: page,
    problems: [],
  },
  '/docs/problems/{kind}': {
    id: 'problem',
    tag: 'Operating',
    summary: 'One kind of problem, and what to do about it.',
    says: 'The page.',
    content: page,
    parameters: [
      { ...path('kind', 'Its name.'), schema: { type: 'string', enum: Object.keys(problemKinds) } },
    ],
    problems: [404],
  },
};

const assistants: Operation = {
  operationId: 'askAsAssistant',
  tags: ['Operating'],
  summary: 'The assistants’ door: the Model Context Protocol, a message at a time.',
  description:
    'Tools named like the questions that people ask; nothing is kept between two requests. Drafts are recorded only with a key that may record. Accept must name application/json and text/event-stream.',
  requestBody: { required: true, content: json({ type: 'object' }) },
  responses: {
    200: answer('The answer to the message, as JSON-RPC.', json({ type: 'object' })),
    202: answer('It was a notification: there is nothing to say.', json({})),
    400: answer('No message of the protocol, as JSON-RPC; or no JSON at all, as a problem.', {
      ...json({ type: 'object' }),
      ...problemContent(400),
    }),
    406: answer('Accept does not name both types; as JSON-RPC.', json({ type: 'object' })),
    ...problemsOf(413, 415, 422),
  },
};

export const operatingPaths = (): Paths => ({
  ...pathsOfReadings(readings),
  '/mcp': { post: assistants },
});
