import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptExamples } from './example.js';

export const keptFile = join(import.meta.dirname, '../../../src/http/openapi/examples.json');

export const keptExamples = (): KeptExamples => JSON.parse(readFileSync(keptFile, 'utf8')) as KeptExamples;

/** What the clock or chance gives: no two servers say the same. */
const drawn: ReadonlySet<string> = new Set([
  'recordedAt',
  'savedAt',
  'createdAt',
  'startedAt',
  'endedAt',
  'requestId',
  'secret',
  // Of the log, whose events hold when they were recorded; and of what was read off it. A view's has another name.
  'hash',
  'resultHash',
]);

const drawnIn: readonly [RegExp, string][] = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'an instant'],
  [/\b(hash"?:? ?"?)[0-9a-f]{64}\b/g, '$1of the log'],
  // Of feeds and their entries, after the address that is asked.
  [/<id>urn:uuid:[^<]+/g, '<id>its id'],
  // Ids that the server makes: by time, or of a job or a webhook. Those of the record are made of what they name.
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, 'an id'],
];

const kinds = new Set(['object', 'string', 'number', 'boolean']);

const withoutTheMoment = (value: unknown, name = ''): unknown => {
  if (drawn.has(name) && value !== null && kinds.has(typeof value)) return `some ${typeof value}`;
  if (typeof value === 'string')
    return drawnIn.reduce((text, [pattern, instead]) => text.replace(pattern, instead), value);
  if (Array.isArray(value)) return value.map((one) => withoutTheMoment(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, one]) => [member, withoutTheMoment(one, member)]),
  );
};

const ofJobsAndWebhooks = /^(?:showJob|cancelJob|keepWebhook|listWebhooks|(?:show|resume|drop)Webhook)$/;
const someId = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;

/** An example as any server over the public record tells it, at any time. */
export const timeless = <Example extends { operation?: string; status: number }>(
  example: Example,
): unknown => {
  const plain = withoutTheMoment(example);
  const drawsIds = example.status === 202 || ofJobsAndWebhooks.test(example.operation ?? '');
  return drawsIds ? JSON.parse(JSON.stringify(plain).replace(someId, 'an id')) : plain;
};

/** The one that is kept stays as it is where only the moment differs. */
const keptOr = <Example extends { operation?: string; status: number }>(
  kept: readonly Example[],
  made: readonly Example[],
): Example[] => {
  const known = new Map(kept.map((one) => [JSON.stringify(timeless(one)), one]));
  return made.map((one) => known.get(JSON.stringify(timeless(one))) ?? one);
};

/** The examples as they are kept now that these were made: a difference is one that readers see. */
export const renewed = (kept: KeptExamples, made: KeptExamples): KeptExamples => ({
  answers: keptOr(kept.answers, made.answers),
  refusals: keptOr(kept.refusals, made.refusals),
});
