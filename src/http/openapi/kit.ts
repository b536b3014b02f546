import type { JsonSchema } from '../../../events/kit/declaration.js';

export type Schema = JsonSchema;
/** A parameter of an operation, with the schema of its values. */
export type ParameterObject = Readonly<Record<string, unknown>>;
export type ComponentSchemas = Record<string, Schema>;

const hasParts = (value: unknown): value is ComponentSchemas => typeof value === 'object' && value !== null;

/** What a part of the document has under a name, each by its own name; nothing where it has none. */
export const partsOf = (whole: Schema, name: string): Readonly<ComponentSchemas> => {
  const parts = whole[name];
  return hasParts(parts) ? parts : {};
};

/** With one more under its name; a second of the same name is numbered. */
export const withName = (
  named: Readonly<ComponentSchemas>,
  name: string,
  one: Schema,
): Readonly<ComponentSchemas> => {
  const names = [name, ...Object.keys(named).map((_, index) => `${name}-${index + 2}`)];
  const free = names.find((each) => !(each in named));
  return free === undefined ? named : { ...named, [free]: one };
};

export const at = '#/components/schemas/';
export const ref = (name: string): Schema => ({ $ref: at + name });

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer', minimum: 0 };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const describeSchema = (description: string, schema: Schema): Schema => ({ ...schema, description });

/** An object whose members are all there; `optional` ones may be missing. */
export const object = (
  properties: Record<string, Schema>,
  optional: Record<string, Schema> = {},
  more: { open?: boolean } = {},
): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: more.open ?? false,
});

export const hash = describeSchema('SHA-256 in lower-case hexadecimal.', {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
});
export const id: Schema = { type: 'string', format: 'uuid' };
export const day: Schema = { type: 'string', format: 'date' };
export const instant: Schema = { type: 'string', format: 'date-time' };
