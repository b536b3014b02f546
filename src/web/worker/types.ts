import { categoryOf, eventTypes } from '../../../events/index.js';
import { type FieldDeclaration, fieldsOf, type JsonSchema } from '../../../events/kit/declaration.js';
import type { EventType, Field, FieldContent } from './protocol.js';

/** The words that only one kind of quantity reads, and the measure in whose words it is said. */
const samples = [
  ['1 GW', 'amountKw'],
  ['1 USD', 'amountUsCents'],
  ['1%', 'amountBp'],
  ['5', 'amount'],
] as const;

/** The measure of a quantity; undefined of what is none. A whole number is no quantity: it reads no words. */
export const measureOf = (field: FieldDeclaration): string | undefined =>
  field.is === 'words' || field.schema().anyOf === undefined
    ? undefined
    : samples.find(([words]) => {
        const read = field.read(words);
        return typeof read === 'object' && field.accepts(read);
      })?.[1];

/** Names of parts of a deal stand under these members. */
const parts: ReadonlySet<string> = new Set(['tranche', 'payment', 'warrant']);

const isPlace = ({ pattern = '' }: JsonSchema): boolean => String(pattern).includes('\\/');
const isDeal = ({ pattern = '' }: JsonSchema): boolean => String(pattern).startsWith('^deal-');

const kindOf = (field: FieldDeclaration, schema: JsonSchema): FieldContent => {
  if (field.nested) return 'group';
  if (schema.type === 'object') return 'json';
  if (schema.enum) return 'choice';
  if (field.is === 'date' || field.is === 'party') return field.is;
  if (parts.has(field.name)) return 'own';
  if (isPlace(schema)) return 'place';
  if (isDeal(schema)) return 'deal';
  if (measureOf(field) !== undefined) return 'quantity';
  return schema.type === 'integer' ? 'whole' : schema.type === 'boolean' ? 'yes-or-no' : 'text';
};

const fieldOf = (field: FieldDeclaration): Field => {
  const schema = field.schema();
  const isList = schema.type === 'array';
  const one = isList ? (schema.items as JsonSchema) : schema;
  const measure = measureOf(field);
  return {
    name: field.name,
    says: field.says,
    isOptional: field.optional,
    isList,
    kind: kindOf(field, one),
    choices: (one.enum ?? []).map(String),
    ...(measure !== undefined && { measure }),
    fields: field.nested ? fieldsOf(field.nested()).map(fieldOf) : [],
  };
};

/** The event types as their declarations have them: the form of each is made from this. */
export const typesOf = (): EventType[] =>
  eventTypes.map((declared) => ({
    type: declared.type,
    summary: declared.about.summary,
    subject: declared.about.subject,
    introduces: declared.about.introduces === true,
    category: categoryOf(declared) ?? null,
    fields: fieldsOf(declared).map(fieldOf),
  }));
