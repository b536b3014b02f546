import fc, { type Arbitrary } from 'fast-check';
import { description } from '../e2e/http-described.js';
import { known, weird, wordOf } from './request-words.js';

type Schema = Readonly<Record<string, unknown>>;

/** A request as it goes over the wire; `kind` is the operation of the description that it was made for. */
export interface DrawnRequest {
  kind: string;
  method: string;
  address: string;
  headers: Record<string, string>;
  body?: string;
}

const schemas = description.components.schemas;
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

const numberOf = ({ minimum, maximum }: Schema): Arbitrary<number> => {
  const [min, max] = [minimum ?? -5, maximum ?? 1_000_000].map(Number);
  return fc.oneof(
    fc.constantFrom(min!, max!, min! - 1, max! + 1, min! + 0.5),
    fc.integer({ min: min!, max: max! }),
  );
};

const objectOf = ({ properties = {}, required = [] }: Schema, depth: number): Arbitrary<unknown> => {
  const members = Object.entries(properties as Record<string, Schema>);
  const needed = new Set(required as string[]);
  const models = Object.fromEntries(
    members.map(([name, schema]) => [
      name,
      needed.has(name) || depth < 3 ? valueOf(schema, depth + 1, name) : fc.constant(undefined),
    ]),
  );
  const requiredKeys = members.map(([name]) => name).filter((name) => needed.has(name));
  return fc.oneof(
    { weight: 12, arbitrary: fc.record(models, { requiredKeys }) },
    { weight: 1, arbitrary: fc.record(models, { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.record(models, { requiredKeys }),
          fc.constantFrom('extra', 'valeu', '__proto__', 'id'),
          weird,
        )
        .map(([body, name, value]) => ({ ...body, [name]: value })),
    },
  );
};

/** A value with one thing in it replaced, left out or named otherwise. */
const spoilt = (value: unknown): Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null) return weird;
  const entries = Object.entries(value);
  if (entries.length === 0) return weird;
  const put = (changed: [string, unknown][]): unknown =>
    Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
  return fc.tuple(fc.nat(entries.length - 1), fc.nat(7)).chain(([at, how]) => {
    const [name, inner] = entries[at]!;
    if (how === 0) return fc.constant(put(entries.toSpliced(at, 1)));
    if (how === 1) return fc.constant(put(entries.toSpliced(at, 1, [`${name}s`, inner])));
    return spoilt(inner).map((changed) => put(entries.toSpliced(at, 1, [name, changed])));
  });
};

const kept = (value: unknown): Arbitrary<unknown> => fc.oneof(fc.constant(value), spoilt(value));

const plainly = (schema: Schema, depth: number, name: string): Arbitrary<unknown> => {
  const { $ref, anyOf, oneOf, allOf, type, items, examples } = schema;
  if (Array.isArray(examples) && depth < 3) return fc.constantFrom<unknown>(...examples).chain(kept);
  if (typeof $ref === 'string') return valueOf(schemas[$ref.split('/').at(-1)!]!, depth, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
  const among = [anyOf, oneOf, allOf].find(Array.isArray) as Schema[] | undefined;
  if (among)
    return fc.oneof(...among.map((one) => fc.constant(one))).chain((one) => valueOf(one, depth, name));
  const [named] = [type].flat();
  if (named === 'array')
    return fc.array(isSchema(items) && depth < 5 ? valueOf(items, depth + 1, name) : weird, { maxLength: 3 });
  if (named === 'number' || named === 'integer') return numberOf(schema);
  if (named === 'boolean') return fc.boolean();
  if (named === 'string') return wordOf(name);
  return isSchema(schema.properties) ? objectOf(schema, depth) : weird;
};

/** Mostly what the schema says, now and then something else in its place. Drawn late: schemas go round. */
const valueOf = (schema: Schema, depth = 0, name = ''): Arbitrary<unknown> =>
  fc.nat(24).chain((chance) => (chance === 0 ? weird : plainly(schema, depth, name)));

/** Text as it is, cut short, doubled, with a character put in, or far too deep. */
const mangled = (text: string): Arbitrary<string> =>
  fc
    .tuple(fc.nat(19), fc.nat(text.length), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([how, at, some]) => {
      if (how === 0) return text.slice(0, at);
      if (how === 1) return text.slice(0, at) + some + text.slice(at);
      if (how === 2) return text + text;
      if (how === 3) return `${'['.repeat(at * 20)}${text}${']'.repeat(at * 20)}`;
      return text;
    });

const written = (value: unknown): string => JSON.stringify(value) ?? '';

const bodyOf = (type: string, schema: Schema): Arbitrary<string> => {
  if (/json/.test(type) && isSchema(schema['x-each']))
    return fc
      .array(valueOf(schema['x-each']).map(written), { maxLength: 4 })
      .map((lines) => lines.join('\n'))
      .chain(mangled);
  if (/json/.test(type)) return valueOf(schema).map(written).chain(mangled);
  const cell = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 8 }));
  return fc
    .array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 })
    .map((rows) => ['provider,customer,size,date', ...rows.map((row) => row.join(','))].join('\n'))
    .chain(mangled);
};

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : written(value));

// A header holds what HTTP lets it hold; the rest is tried on a bare socket.
const asHeader = (value: unknown): string =>
  asText(value)
    .replaceAll(/[^\u0020-\u007e]/g, '')
    .trim();

/** `encodeURIComponent` throws at half a character. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const requestOf = (method: string, template: string, operation: Operation): Arbitrary<DrawnRequest> => {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    fc
      .tuple(fc.nat(parameter.in === 'path' ? 0 : 5), valueOf(parameter.schema, 1, parameter.name))
      .map(([left, value]) => ({ ...parameter, isSent: left === 0, text: asText(value), value })),
  );
  const types = Object.entries(operation.requestBody?.content ?? {});
  const body: Arbitrary<{ type?: string; body?: string }> =
    types.length === 0
      ? fc.constant({})
      : fc.constantFrom(...types).chain(([type, { schema }]) =>
          fc.record({
            type: fc.oneof(
              { weight: 15, arbitrary: fc.constant(type) },
              { weight: 1, arbitrary: fc.constant('a/b') },
            ),
            body: bodyOf(type, schema),
          }),
        );
  return fc.tuple(fc.tuple(...parameters), body).map(([drawn, sent]) => {
    const sentOnes = drawn.filter(({ isSent }) => isSent);
    const path = drawn
      .filter((one) => one.in === 'path')
      .reduce((address, { name, text }) => address.replace(`{${name}}`, encoded(text) || '-'), template);
    const query = sentOnes
      .filter((one) => one.in === 'query')
      .map(({ name, text }) => `${name}=${encoded(text)}`)
      .join('&');
    const headers = Object.fromEntries(
      sentOnes
        .filter((one) => one.in === 'header')
        .map(({ name, value }) => [name.toLowerCase(), asHeader(value)]),
    );
    return {
      kind: `${method.toUpperCase()} ${template}`,
      method: method.toUpperCase(),
      address: query === '' ? path : `${path}?${query}`,
      headers: sent.type === undefined ? headers : { ...headers, 'content-type': sent.type },
      ...(sent.body !== undefined && { body: sent.body }),
    };
  });
};

const operations = Object.entries(
  description.paths as unknown as Record<string, Record<string, Operation>>,
).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ template, method, operation })),
);

const streaming = new Set(
  operations
    .filter(({ operation }) =>
      Object.values(operation.responses).some(({ content }) => content && 'text/event-stream' in content),
    )
    .map(({ method, template }) => `${method.toUpperCase()} ${template}`),
);

/** Whether an answer may be an event stream, which does not end by itself. */
export const mayStream = ({ kind }: DrawnRequest): boolean => streaming.has(kind);

/** Every operation of the description as often as any other, whatever it takes. */
export const requests: Arbitrary<DrawnRequest> = fc
  .constantFrom(...operations)
  .chain(({ method, template, operation }) => requestOf(method, template, operation));

/** A request as it is written on a socket, with up to three of its bytes changed, added or taken away. */
export const bytesOf = (host: string): Arbitrary<Buffer> =>
  fc
    .tuple(requests, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { maxLength: 3 }))
    .map(([{ method, address, headers, body = '' }, changes]) => {
      const all = {
        host,
        connection: 'close',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      const bytes = [...Buffer.from([`${method} ${address} HTTP/1.1`, ...lines, '', body].join('\r\n'))];
      for (const [at, byte, added] of changes)
        bytes.splice(at % bytes.length, added === 0 ? 0 : 1, ...[byte].slice(added - 1));
      return Buffer.from(bytes);
    });
