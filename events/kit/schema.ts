import { type DeclaredClass, type EventClass, fieldsOf, type JsonSchema } from './declaration.js';

/** JSON Schema 2020-12 of everything that is declared, by name. */
export type Schemas = Record<string, JsonSchema>;

type ObjectSchema = JsonSchema & Required<Pick<JsonSchema, 'properties' | 'required'>>;

const isReference = (schema: unknown): schema is { nested: DeclaredClass } =>
  typeof schema === 'object' && schema !== null && 'nested' in schema && typeof schema.nested === 'function';

/** Puts a reference where a nested class is declared, and the class itself among the schemas. */
const resolveReferences = (schema: unknown, schemas: Schemas, at: string): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => resolveReferences(item, schemas, at));
  return typeof schema === 'object' && schema !== null ? membersResolved(schema, schemas, at) : schema;
};

const membersResolved = (schema: object, schemas: Schemas, at: string): JsonSchema => {
  if (isReference(schema)) {
    collect(schema.nested, schemas, at);
    return { $ref: `${at}${schema.nested.name}` };
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, resolveReferences(value, schemas, at)]),
  );
};

const collect = (declared: DeclaredClass, schemas: Schemas, at: string): void => {
  if (declared.name in schemas) return;
  schemas[declared.name] = {};
  schemas[declared.name] = schemaOf(declared, schemas, at);
};

/** What a member is, and behind it how anything of its kind is written. */
const describedBy = (says: string, { description, ...schema }: JsonSchema): JsonSchema => ({
  description: description === undefined ? says : `${says} ${description}`,
  ...schema,
});

/** The schema of a declared class; nested ones go into `schemas` and are referred to by `at` + their name. */
export const schemaOf = (declared: DeclaredClass, schemas: Schemas, at: string): ObjectSchema => {
  const fields = fieldsOf(declared);
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [
        field.name,
        describedBy(field.says, membersResolved(field.schema(), schemas, at)),
      ]),
    ),
    required: fields.filter((field) => !field.optional).map((field) => field.name),
    additionalProperties: false,
  };
};

/** The schemas of event bodies, by event type. */
export const schemasOf = (types: readonly EventClass[], at: string): Schemas => {
  const schemas: Schemas = {};
  for (const type of types)
    schemas[type.type] = {
      title: type.type,
      description: type.about.summary,
      ...schemaOf(type, schemas, at),
    };
  return schemas;
};
