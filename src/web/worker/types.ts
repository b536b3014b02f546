import { eventTypes, streams } from '../../../events/index.js';
import { type FieldDeclaration, fieldsOf, type JsonSchema } from '../../../events/kit/declaration.js';
import type { EventType, Field } from './protocol.js';

const kindOf = (field: FieldDeclaration, schema: JsonSchema): Field['kind'] => {
  if (field.nested || schema.type === 'array' || schema.type === 'object') return 'json';
  if (Array.isArray(schema.enum)) return 'choice';
  return schema.type === 'integer' ? 'whole' : schema.type === 'boolean' ? 'yes-or-no' : 'text';
};

const fieldOf = (field: FieldDeclaration): Field => {
  const schema = field.schema();
  return {
    name: field.name,
    says: field.says,
    isOptional: field.optional,
    kind: kindOf(field, schema),
    choices: Array.isArray(schema.enum) ? (schema.enum as string[]) : [],
  };
};

/** The event types as their declarations have them: the form of each is made from this. */
export const typesOf = (): EventType[] =>
  eventTypes.map((declared) => ({
    type: declared.type,
    summary: declared.about.summary,
    category:
      streams.find((stream) => (stream.events as readonly unknown[]).includes(declared))?.category ?? null,
    fields: fieldsOf(declared).map(fieldOf),
    example: declared.about.example,
  }));
