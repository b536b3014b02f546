import type { FieldDeclaration, JsonSchema } from '../../../events/kit/declaration.js';
import { dateSchema } from '../../../events/kit/fields.js';
import type { Quantity } from '../../../events/kit/quantity.js';
import { measureText } from '../../../projections/wording/measure.js';

const units = [
  ['kilowatts', 'power in kilowatts', 'Kw'],
  ['minor units', 'money in minor units (US cents)', 'UsCents'],
  ['basis points', 'a part in basis points', 'Bp'],
  ['pieces', 'pieces', ''],
] as const;

const unitsIn = (schema: JsonSchema): (typeof units)[number][] => {
  const text = JSON.stringify(schema);
  return 'anyOf' in schema
    ? units.filter(([word]) => text.includes(`Bounds in`) && new RegExp(`Bounds in [^.]*${word}`).test(text))
    : [];
};

const isList = (schema: JsonSchema): schema is JsonSchema & { items: JsonSchema } => schema.type === 'array';
const oneOf = (schema: JsonSchema): JsonSchema => (isList(schema) ? schema.items : schema);

export const isDate = (field: FieldDeclaration): boolean => oneOf(field.schema()) === dateSchema;

/** A quantity in words, in the unit of its field. */
export const quantityText = (field: FieldDeclaration, { low, point, high, currency }: Quantity): string => {
  const suffix =
    currency === undefined
      ? (unitsIn(oneOf(field.schema())).find(([, , one]) => one !== 'UsCents')?.[2] ?? '')
      : 'UsCents';
  return measureText(`amount${suffix}`, { low, point, high }, { currency });
};

const wholeNumberText = ({ minimum, maximum }: JsonSchema): string =>
  Number(maximum) < Number.MAX_SAFE_INTEGER
    ? `whole number, ${minimum} to ${maximum}`
    : `whole number, at least ${minimum}`;

const scalar = (schema: JsonSchema): string => {
  if (schema === dateSchema) return 'date';
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (schema.type === 'integer') return wholeNumberText(schema);
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'object' || 'nested' in schema) return 'object';
  if (schema.format === 'uuid') return 'event id';
  if (schema.format === 'uri') return 'address';
  return typeof schema.pattern === 'string'
    ? schema.pattern.includes('/')
      ? 'deal-…/name'
      : 'name'
    : 'text';
};

/** What may stand in a field: "power in kilowatts, as words or bounds", "date", "firm | optional". */
export const kindOf = (field: FieldDeclaration): string => {
  const schema = field.schema();
  const one = oneOf(schema);
  const found = unitsIn(one);
  const text =
    found.length > 0 ? `${found.map(([, says]) => says).join(', or ')}; words or bounds` : scalar(one);
  return isList(schema) ? `list of: ${text}` : text;
};
