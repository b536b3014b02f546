import { categoryOf, eventTypes } from '../../../events/index.js';
import { type FieldDeclaration, fieldsOf, type JsonSchema } from '../../../events/kit/declaration.js';
import type { EventType, Field } from './protocol.js';

const kindOf = (field: FieldDeclaration, schema: JsonSchema): Field['kind'] => {
  if (field.nested || schema.type === 'array' || schema.type === 'object') return 'json';
  if (schema.enum) return 'choice';
  return schema.type === 'integer' ? 'whole' : schema.type === 'boolean' ? 'yes-or-no' : 'text';
};

const fieldOf = (field: FieldDeclaration): Field => {
  const schema = field.schema();
  return {
    name: field.name,
    says: field.says,
    isOptional: field.optional,
    kind: kindOf(field, schema),
    choices: (schema.enum ?? []).map(String),
  };
};

/** The event types as their declarations have them: the form of each is made from this. */
export const typesOf = (): EventType[] =>
  eventTypes.map((declared) => ({
    type: declared.type,
    summary: declared.about.summary,
    category: categoryOf(declared) ?? null,
    fields: fieldsOf(declared).map(fieldOf),
    example: declared.about.example,
  }));
