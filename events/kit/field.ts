import { IsOptional, ValidateNested } from 'class-validator';
import {
  type DeclaredClass,
  declareField,
  type FieldNature,
  type JsonSchema,
  type FieldContext,
} from './declaration.js';
import { listOf, type ValueCheck } from './value-checks.js';

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
  /** Of a nested value its own fields are checked, too. */
  checks: readonly ValueCheck[];
  read?: (value: unknown, reading?: FieldContext) => unknown;
  nested?: () => DeclaredClass;
  is?: FieldNature;
  /** Why a value is refused before it is read. */
  refuses?: (value: unknown) => string | undefined;
}

const identity = (value: unknown): unknown => value;

const usualExtent: Extent = { least: 1, most: 100 };

const passAll = (checks: readonly ValueCheck[], value: unknown): boolean =>
  checks.every(({ passes }) => passes(value));

/** Whether a value that is there is what its kind must be, its own fields aside. */
const acceptance = (
  { checks }: FieldKind,
  listChecks: readonly ValueCheck[] | undefined,
): ((value: unknown) => boolean) =>
  listChecks
    ? (value) =>
        Array.isArray(value) && passAll(listChecks, value) && value.every((one) => passAll(checks, one))
    : (value) => passAll(checks, value);

/** Declares a field: its validation and its documentation are the same line. */
export const field =
  (says: string, kind: FieldKind, { optional = false, list = false }: FieldOptions = {}): PropertyDecorator =>
  (prototype, name) => {
    const readOne = kind.read ?? identity;
    const schemaOfOne = (): JsonSchema => (typeof kind.schema === 'function' ? kind.schema() : kind.schema);
    const extent = typeof list === 'object' ? list : usualExtent;
    const listChecks = list ? listOf(extent.least, extent.most) : undefined;
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
      accepts: acceptance(kind, listChecks),
      ...(kind.nested && { nested: kind.nested }),
      ...(kind.is && { is: kind.is }),
      ...(kind.refuses && { refuses: kind.refuses }),
    });
    const each = { each: list !== false };
    const decorators = [
      ...(optional ? [IsOptional()] : []),
      ...(listChecks ?? []).map(({ decorate }) => decorate({ each: false })),
      ...(kind.nested ? [ValidateNested(each)] : []),
      ...kind.checks.map(({ decorate }) => decorate(each)),
    ];
    for (const decorate of decorators) decorate(prototype, name);
  };
