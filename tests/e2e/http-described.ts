import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { openApi } from '../../src/http/openapi/document.js';

interface Response {
  content?: Record<string, Content>;
}
interface Content {
  schema?: unknown;
  example?: unknown;
  examples?: Record<string, { summary: string; value: unknown }>;
}
export interface Described {
  operationId: string;
  parameters?: { name: string; in: string; example?: unknown }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Response | { $ref: string }>;
}

export const description = openApi() as unknown as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Record<string, unknown>>; responses: Record<string, Response> };
};

/** What an operation says of a status: at its place, or in what is said once for all operations. */
export const responseOf = ({ responses }: Described, status: string): Response | undefined => {
  const response = responses[status];
  if (response === undefined || !('$ref' in response)) return response;
  return description.components.responses[response.$ref.split('/').at(-1) ?? ''];
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(description, 'openapi');

const validators = new Map<string, ValidateFunction>();

/** The validator of what stands at these steps of the description. */
export const validatorAt = (...steps: string[]): ValidateFunction => {
  const pointer = steps
    .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const found = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
  validators.set(pointer, found);
  return found;
};

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

/** The ones without a parameter come first. */
const patterns = Object.keys(description.paths)
  .sort((left, right) => Number(left.includes('{')) - Number(right.includes('{')))
  .map((template) => ({ template, pattern: patternOf(template) }));

/** The address in the description. */
export const templateOf = (address: string): string | undefined => {
  const [path = ''] = address.split('?');
  return patterns.find(({ pattern }) => pattern.test(path))?.template;
};

const validate = (validator: ValidateFunction, body: unknown, place: string): void => {
  if (validator(body)) return;
  const errors = (validator.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  throw new Error(`${place} is not as described:\n${errors.join('\n')}`);
};

/** Where the response of a status stands in the description. */
const stepsTo = ({ responses }: Described, template: string, method: string, status: number): string[] => {
  const response = responses[String(status)]!;
  return '$ref' in response
    ? response.$ref.split('/').slice(1)
    : ['paths', template, method, 'responses', String(status)];
};

/** Throws when an answer is not what the description says of its address. */
export const assertDescribed = (
  method: string,
  address: string,
  { status, headers }: globalThis.Response,
  body: unknown,
): void => {
  const template = templateOf(address);
  const operation = template === undefined ? undefined : description.paths[template]![method.toLowerCase()];
  const place = `${method} ${address} → ${status}`;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  if (!operation) {
    if (method !== 'HEAD') validate(validatorAt('components', 'schemas', 'Problem'), body, place);
    return;
  }
  const response = responseOf(operation, String(status));
  if (!response) throw new Error(`${place} is not described`);
  if (!response.content && type === '') return;
  if (!(type in (response.content ?? {}))) throw new Error(`${place} is ${type}, which is not described`);
  if (body !== undefined)
    validate(
      validatorAt(...stepsTo(operation, template!, method.toLowerCase(), status), 'content', type, 'schema'),
      body,
      place,
    );
};
