import { problemKinds } from '../problem-kinds.js';
import { type ParameterObject, ref, type Schema } from './kit.js';
import { refusalExamples } from './refusal-examples.js';

export type Operation = Schema;
export type Paths = Record<string, Record<string, Operation>>;

export const json = (schema: Schema): Schema => ({ 'application/json': { schema } });
/** Text; `of` is what each of its lines or messages holds, once it is read as JSON. */
export const plainText = (type: string, of?: string): Schema => ({
  [type]: { schema: { type: 'string', ...(of && { contentSchema: ref(of) }) } },
});

/** Bytes that are no text. */
export const binary = (type: string): Schema => ({
  [type]: { schema: { type: 'string', format: 'binary' } },
});

export const answer = (description: string, content: Schema, headers?: Schema): Schema => ({
  description,
  content,
  ...(headers && { headers }),
});

const statusTitles = (status: number): string =>
  Object.values(problemKinds)
    .filter((kind) => kind.status === status)
    .map(({ title }) => `${title}.`)
    .join(' ');

const retryAfter = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };

const allow = {
  Allow: { description: 'The methods that the address takes.', schema: { type: 'string' } },
};

const entityTag = { ETag: { description: 'Names these bytes.', schema: { type: 'string' } } };
const notModified = { description: 'It still is what If-None-Match names.', headers: entityTag };
const isWhole = (content: Schema): boolean => !('text/event-stream' in content);

const challenge = {
  'WWW-Authenticate': { description: 'How a key is sent.', schema: { type: 'string' } },
};

const headersOf: Readonly<Record<number, Schema>> = {
  401: challenge,
  405: allow,
  429: retryAfter,
  503: retryAfter,
};

/** What a refusal of a status says, with the examples that there are. */
export const problemContent = (status: number): Schema => {
  const examples = refusalExamples(status);
  const content = { schema: ref('Problem'), ...(Object.keys(examples).length > 0 && { examples }) };
  return { 'application/problem+json': content };
};

const problemOf = (status: number): Schema =>
  answer(statusTitles(status), problemContent(status), headersOf[status]);

const nameOf = (status: number): string => `Problem${status}`;

/** Refusals by their status: told once, for all operations. */
export const problemResponses = (): Schema =>
  Object.fromEntries(
    [...new Set(Object.values(problemKinds).map(({ status }) => status))]
      .sort()
      .map((status) => [nameOf(status), problemOf(status)]),
  );

/** Keys, the name of the server, how often it is asked, faults, and a server that stops or is late. */
const ofAnyAddress = [401, 403, 421, 429, 500, 503];

/** Answers of these statuses, and of those that any address may give. */
export const problemsOf = (...statuses: number[]): Schema =>
  Object.fromEntries(
    [...statuses, ...ofAnyAddress].map((status) => [
      String(status),
      { $ref: `#/components/responses/${nameOf(status)}` },
    ]),
  );

export const query = (name: string, description: string, schema: Schema): ParameterObject => ({
  name,
  in: 'query',
  description,
  required: false,
  schema,
});
export const path = (name: string, description: string): ParameterObject => ({
  name,
  in: 'path',
  description,
  required: true,
  schema: { type: 'string', maxLength: 200 },
});
export const header = (name: string, description: string, schema: Schema): ParameterObject => ({
  name,
  in: 'header',
  description,
  required: false,
  schema,
});

const prefer = header(
  'Prefer',
  'With respond-async the answer is worked out as a job, and this one only says where.',
  { type: 'string', maxLength: 200 },
);

const started: Schema = {
  description: 'A job works on it; its address is in Location.',
  headers: {
    Location: { description: 'The address of the job.', schema: { type: 'string', format: 'uri-reference' } },
    'Preference-Applied': { description: 'What of Prefer was done.', schema: { const: 'respond-async' } },
  },
};

/** What may take long may be asked for as a job. An order is told the job, too. */
export const asJob = {
  parameter: prefer,
  response: { 202: started },
  orderResponse: { 202: { ...started, content: json(ref('Job')) } },
};

/** A question that is asked by GET. */
export interface GetOperation {
  id: string;
  tag: string;
  summary: string;
  says: string;
  content: Schema;
  parameters?: ParameterObject[];
  problems?: number[];
  headers?: Schema;
  /** It may take long: then a job may work on it. */
  isWork?: boolean;
}

export const readOperation = ({
  id,
  tag,
  summary,
  says,
  content,
  parameters = [],
  problems = [400],
  headers,
  isWork,
}: GetOperation): Record<string, Operation> => ({
  get: {
    operationId: id,
    tags: [tag],
    summary,
    parameters: isWork ? [...parameters, asJob.parameter] : parameters,
    responses: {
      200: answer(says, content, { ...entityTag, ...headers }),
      ...(isWork && asJob.response),
      ...(isWhole(content) && { 304: notModified }),
      ...problemsOf(...problems),
    },
  },
});

/** Questions by their address. */
export const pathsOfReadings = (readings: Readonly<Record<string, GetOperation>>): Paths =>
  Object.fromEntries(Object.entries(readings).map(([address, one]) => [address, readOperation(one)]));
