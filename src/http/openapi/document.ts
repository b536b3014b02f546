import type { OpenAPIObject } from '@nestjs/swagger';
import { answerSchemas } from './answers.js';
import { eventSchemas } from './events.js';
import { exemplifiedPaths } from './examples.js';
import { problemResponses } from './operation.js';
import { paths } from './paths.js';
import { scenarioSchemas } from './scenarios.js';
import { viewSchemas } from './views.js';

/** The description of the interface, read off the declarations of events, views, edits and problems. */
export const openApi = (): OpenAPIObject =>
  ({
    openapi: '3.1.0',
    info: {
      title: 'gigaledger',
      version: '0.1.0',
      summary: 'An event-sourced ledger of AI-compute deals.',
      description:
        'Names end in their unit: …Kw, …UsCents, …Bp, …Days, …Count, …On (a calendar date), …At (an instant). A measure is {low, point, high} in whole units: high is null when open, point when unknown.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    // A ledger without keys asks for none.
    security: [{}, { key: [] }],
    tags: [
      { name: 'Log', description: 'What happened: recorded once, never changed.' },
      { name: 'Views', description: 'What follows from it at a cut of the log.' },
      { name: 'Deals', description: 'Deals and parties one by one.' },
      { name: 'Feeds', description: 'Being told when numbers move.' },
      { name: 'Scenarios', description: 'What would follow if.' },
      { name: 'Jobs', description: 'Long work: looked at, followed, called off.' },
      { name: 'Operating', description: 'Health and documentation.' },
    ],
    paths: exemplifiedPaths(paths()),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access key, made by `gigaledger keys create`.',
        },
      },
      responses: problemResponses(),
      schemas: { ...eventSchemas(), ...viewSchemas(), ...scenarioSchemas(), ...answerSchemas() },
    },
  }) as unknown as OpenAPIObject;
