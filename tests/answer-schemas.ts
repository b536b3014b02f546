import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src', 'http', 'openapi');
export const keptFile = join(folder, 'answers.json');

export const keptSchemas = (): string => readFileSync(keptFile, 'utf8');

type Definitions = Readonly<Record<string, object>>;

const at = '#/definitions/';

/** Types by name, with the document's name for each; every other type is said where it is used. */
const documentNames = (file: string): Map<string, string> => {
  const exported = readFileSync(file, 'utf8').matchAll(/^export type \{([^}]+)\}/gm);
  return new Map(
    [...exported].flatMap(([, names]) =>
      names!.split(',').map((one): [string, string] => {
        const [type, name = type] = one.trim().split(' as ');
        return [type!, name!];
      }),
    ),
  );
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object may hold beyond its members is said of each: some are open on purpose. */
const spelledOut = (schema: Record<string, unknown>): Record<string, unknown> =>
  'properties' in schema && schema.type === 'object' && !('additionalProperties' in schema)
    ? { ...schema, additionalProperties: true }
    : schema;

const inlined = (value: unknown, definitions: Definitions, names: ReadonlyMap<string, string>): unknown => {
  const again = (one: unknown): unknown => inlined(one, definitions, names);
  if (Array.isArray(value)) return value.map(again);
  if (!isPlain(value)) return value;
  const { $ref, ...beside } = value;
  const rest = spelledOut(
    Object.fromEntries(Object.entries(beside).map(([name, one]) => [name, again(one)])),
  );
  if (typeof $ref !== 'string') return rest;
  const type = decodeURIComponent($ref.slice(at.length));
  return names.has(type)
    ? { $ref: `#/components/schemas/${names.get(type)}`, ...rest }
    : { ...(again(definitions[type]) as object), ...rest };
};

/** The schemas of the types that a file exports, as the document names them. */
export const madeSchemas = (file = join(folder, 'answer-types.ts')): string => {
  const { definitions = {} } = createGenerator({
    path: file,
    tsconfig: join(root, 'tsconfig.json'),
    expose: 'export',
    jsDoc: 'extended',
    topRef: true,
    // The compiler that the project has checks the types already.
    skipTypeCheck: true,
  }).createSchema('*');
  const names = documentNames(file);
  const made = [...names].map(([type, name]): [string, unknown] => [
    name,
    inlined(definitions[type], definitions as Definitions, names),
  ]);
  return `${JSON.stringify(Object.fromEntries(made.sort()), null, 2)}\n`;
};
