import { base } from '../address.js';
import { sheetTypes } from '../sheet-body.js';
import { ref } from './kit.js';
import { answer, json, type Operation, type Paths, problemsOf, query } from './operation.js';

const text = { type: 'string' };
const file = { type: 'string', format: 'binary' };

const parameters = {
  record: { type: 'string', enum: ['true', 'false'], default: 'false' },
  mapping: {
    ...text,
    description:
      'JSON: {kind?, sheet?, columns? {header or letters: role}, values? {role: what stands for all rows}, parties? {name: slug}}; or the mapping of an answer, edited.',
  },
  changes: {
    ...text,
    description:
      'Whether we were wrong or the world changed: wrong, world or skip for all, or each by its cell, as "Sheet1!D17:wrong,Sheet1!E4:world" or a JSON object.',
  },
};

const importing: Operation = {
  operationId: 'importSheet',
  tags: ['Log'],
  summary: 'Take in a sheet as people keep it: shown first, recorded all or nothing.',
  description:
    "CSV or a workbook of at most 16 MiB, 5,000 rows and 500 columns, the SEC's facts of a company (companyfacts.json, at most 64 MiB), or a package of the Open Cap Table Format (.ocf, application/zip); its name in Content-Disposition. Nothing is recorded unless record=true. docs/import.md says how they are read.",
  parameters: Object.entries(parameters).map(
    ([name, { description = 'Record it.', ...schema }]: [string, Record<string, unknown>]) =>
      query(name, String(description), schema),
  ),
  requestBody: {
    required: true,
    content: {
      ...Object.fromEntries(sheetTypes.map((type) => [type, { schema: type === 'text/csv' ? text : file }])),
      'application/json': {
        schema: { type: 'object', description: 'What the SEC serves for a company: companyfacts.' },
      },
      'multipart/form-data': {
        schema: { type: 'object', properties: { file, ...parameters }, required: ['file'] },
      },
    },
  },
  responses: {
    200: answer(
      'A dry run: every cell as it was read, every error, and what would be recorded.',
      json(ref('Import')),
    ),
    201: answer('Recorded; nothing new where the ledger says all of it.', json(ref('Import'))),
    ...problemsOf(400, 403, 409, 413, 415, 422, 503),
  },
};

export const importPaths = (): Paths => ({ [`${base}/imports`]: { post: importing } });
