import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateBy } from 'class-validator';
import {
  type DeclaredClass,
  declareField,
  type FieldNature,
  type JsonSchema,
  type FieldContext,
} from './declaration.js';

/** How many values a list may have. */
interface Extent {
  least: number;
  most: number;
}

export interface FieldOptions {
  optional?: boolean;
  /** A list of such values; at least one and at most a hundred, unless it says otherwise. */
  list?: boolean | Extent;
}

/** What a kind of value is: its schema, what it must be, and how it is read. */
export interface FieldKind {
  schema: JsonSchema | (() => JsonSchema);
  checks: (each: { each: boolean }) => PropertyDecorator[];
  read?: (value: unknown, reading?: FieldContext) => unknown;
  nested?: () => DeclaredClass;
  is?: FieldNature;
  /** Why a value is refused before it is read. */
  refuses?: (value: unknown) => string | undefined;
}

const identity = (value: unknown): unknown => value;

const usualExtent: Extent = { least: 1, most: 100 };

const listChecks = ({ least, most }: Extent): PropertyDecorator[] => [
  IsArray(),
  ArrayMinSize(least),
  ArrayMaxSize(most),
];

/** Declares a field: its validation and its documentation are the same line. */
export const field =
  (says: string, kind: FieldKind, { optional = false, list = false }: FieldOptions = {}): PropertyDecorator =>
  (prototype, name) => {
    const readOne = kind.read ?? identity;
    const schemaOfOne = (): JsonSchema => (typeof kind.schema === 'function' ? kind.schema() : kind.schema);
    const extent = typeof list === 'object' ? list : usualExtent;
    declareField(prototype.constructor, {
      name: String(name),
      says,
      optional,
      schema: () =>
        list
          ? { type: 'array', minItems: extent.least, maxItems: extent.most, items: schemaOfOne() }
          : schemaOfOne(),
      read: list
        ? (value, reading) =>
            Array.isArray(value) ? value.map((one: unknown) => readOne(one, reading)) : value
        : readOne,
      ...(kind.nested && { nested: kind.nested }),
      ...(kind.is && { is: kind.is }),
      ...(kind.refuses && { refuses: kind.refuses }),
    });
    const checks = [
      ...(optional ? [IsOptional()] : []),
      ...(list ? listChecks(extent) : []),
      ...kind.checks({ each: list !== false }),
    ];
    for (const check of checks) check(prototype, name);
  };

/** A check of our own on one value, or on each of a list. */
export const check =
  (name: string, passes: (value: unknown) => boolean, says: (value: unknown) => string) =>
  (each: { each: boolean }) =>
    ValidateBy(
      {
        name,
        validator: { validate: passes, defaultMessage: (args) => `${args?.property} ${says(args?.value)}` },
      },
      each,
    );
