import { problemKinds } from '../problem-kinds.js';
import { ref } from './kit.js';
import { pathsOfReadings, json, path, type Paths, plainText, type GetOperation } from './operation.js';

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
  '/openapi.json': {
    id: 'openapi',
    tag: 'Operating',
    summary: 'This document.',
    says: 'OpenAPI 3.1.',
    content: json({ type: 'object' }),
    problems: [],
  },
  '/schemas/scenario.json': {
    id: 'scenarioSchema',
    tag: 'Operating',
    summary: 'What a scenario file may hold, for editors and programs that check one.',
    says: 'JSON Schema 2020-12.',
    content: { 'application/schema+json': { schema: { type: 'object' } } },
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

export const operatingPaths = (): Paths => pathsOfReadings(readings);
