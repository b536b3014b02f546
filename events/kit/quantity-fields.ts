import { isISO4217CurrencyCode } from 'class-validator';
import { type JsonSchema } from './declaration.js';
import { field, type FieldKind, type FieldOptions } from './field.js';
import { bases, type Basis, type Dimension, qualifiers } from './quantity.js';
import { check } from './value-checks.js';
import { type ReadingOptions, readWords } from './words/reader.js';
import { UnreadableWords } from './words/unreadable.js';

const isWhole = (value: unknown, dimension: Dimension): boolean =>
  Number.isSafeInteger(value)
    ? Number(value) >= 0
    : dimension === 'money' && typeof value === 'string' && /^[1-9]\d{15,29}$/.test(value);

const quantityKeys = new Set(['low', 'point', 'high', 'qualifier', 'text', 'currency', 'basis']);

/** The canonical object, as people or an export may send it. */
const isCanonical = (value: Readonly<Record<string, unknown>>, dimensions: readonly Dimension[]): boolean => {
  const { low, point, high, qualifier, currency, basis, text: words } = value;
  const dimension =
    currency === undefined
      ? dimensions.find((one) => one !== 'money')
      : dimensions.find((one) => one === 'money');
  if (!dimension || !Object.keys(value).every((key) => quantityKeys.has(key))) return false;
  if (!isWhole(low, dimension) || !qualifiers.some((one) => one === qualifier)) return false;
  if (![point, high].every((end) => end === null || isWhole(end, dimension))) return false;
  if (words !== undefined && (typeof words !== 'string' || words.length > 100)) return false;
  if (currency !== undefined && (typeof currency !== 'string' || !isISO4217CurrencyCode(currency)))
    return false;
  if (basis !== undefined && !bases.some((one) => one === basis)) return false;
  if (qualifier === 'undisclosed' && (low !== 0 || point !== null || high !== null)) return false;
  const ends = [low, point, high].filter((end) => end !== null).map((end) => BigInt(String(end)));
  const rises = ends.every((end, index) => ends.slice(0, index).every((before) => before <= end));
  return rises && (dimension !== 'part' || ends.every((end) => end <= 10_000n));
};

/** Of several ways to be unreadable, the one that can say what to write instead. */
const likeliestFault = (faults: readonly UnreadableWords[]): UnreadableWords | undefined =>
  faults.find(({ offers }) => offers.length > 0) ?? faults[0];

const readQuantity =
  (dimensions: readonly Dimension[], options: ReadingOptions) =>
  (value: unknown): unknown => {
    if (dimensions[0] === 'pieces' && isWhole(value, 'pieces'))
      return { low: value, point: value, high: value, qualifier: 'exactly' };
    if (typeof value !== 'string') return value;
    const readings = dimensions.map((dimension) => readWords(value, dimension, options));
    const read = readings.find((reading) => !(reading instanceof UnreadableWords));
    return read ?? likeliestFault(readings.filter((reading) => reading instanceof UnreadableWords));
  };

const needsCurrency = (value: Readonly<Record<string, unknown>>, dimensions: readonly Dimension[]): boolean =>
  dimensions.length === 1 && dimensions[0] === 'money' && !('currency' in value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isQuantity = (
  dimensions: readonly Dimension[],
  allow: { undisclosedMoney: boolean } = { undisclosedMoney: true },
) =>
  check(
    'isQuantity',
    (value) => {
      if (value instanceof UnreadableWords || !isObject(value)) return false;
      if (value.qualifier === 'undisclosed' && allow.undisclosedMoney)
        return isCanonical(value, [...dimensions, 'power']);
      return !needsCurrency(value, dimensions) && isCanonical(value, dimensions);
    },
    (value) =>
      value instanceof UnreadableWords
        ? value.detail
        : 'must be words such as "at least 10 GW", "~27%" or "up to $100B", or {low, point, high, qualifier, text} in whole units',
  );

const wholeSchema: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '^[1-9][0-9]{15,29}$' },
  ],
};

const quantitySchema = (
  unit: string,
  words: string[],
  more: Record<string, JsonSchema> = {},
): JsonSchema => ({
  anyOf: [
    { type: 'string', maxLength: 100, description: 'As the source words it.', examples: words },
    {
      type: 'object',
      description: `Bounds in ${unit}.`,
      properties: {
        low: wholeSchema,
        point: { anyOf: [wholeSchema, { type: 'null' }] },
        high: { anyOf: [wholeSchema, { type: 'null' }] },
        qualifier: { type: 'string', enum: qualifiers },
        text: { type: 'string', maxLength: 100 },
        ...more,
      },
      required: ['low', 'point', 'high', 'qualifier'],
      additionalProperties: false,
    },
  ],
});

const currencySchema: JsonSchema = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.' };
const basisSchema: JsonSchema = {
  type: 'string',
  enum: ['it', 'facility', 'grid', 'unstated'] satisfies Basis[],
};

const schemas: Record<Dimension, JsonSchema> = {
  power: quantitySchema('kilowatts', ['at least 10 GW', '750 MW IT', '2.8-3.1 GW', 'undisclosed'], {
    basis: basisSchema,
  }),
  money: quantitySchema(
    "the currency's minor units (US cents)",
    ['38B USD', 'up to $100B', '€1.2bn', 'undisclosed'],
    { currency: currencySchema },
  ),
  part: quantitySchema('basis points', ['29%', '~27%', 'over 80%']),
  pieces: {
    anyOf: [
      { type: 'integer', minimum: 0, description: 'Exactly so many.' },
      quantitySchema('pieces', ['hundreds of thousands', '400,000']),
    ],
  },
};

const quantity = (
  dimensions: readonly [Dimension, ...Dimension[]],
  options: ReadingOptions = {},
): FieldKind => ({
  schema:
    dimensions.length === 1
      ? schemas[dimensions[0]]
      : { anyOf: dimensions.map((dimension) => schemas[dimension]) },
  read: readQuantity(dimensions, options),
  checks: [isQuantity(dimensions)],
});

export const Power = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['power']), options);
export const Money = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['money']), options);
/** An amount a month; "$30B a year" is a twelfth of it. */
export const MoneyPerMonth = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['money'], { perMonth: true }), options);
export const Part = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['part']), options);
export const Pieces = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['pieces']), options);
/** Accelerators counted as so many H100: "100,000 H100e". */
export const H100Equivalents = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['pieces'], { equivalents: true }), options);
export const MoneyOrPower = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, quantity(['money', 'power']), options);
