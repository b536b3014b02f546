import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  isISO4217CurrencyCode,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { keptDate, readDate } from './date.js';
import {
  categories,
  type DeclaredClass,
  declareField,
  type FieldNature,
  type JsonSchema,
  type FieldContext,
} from './declaration.js';
import { tidyText } from './hidden.js';
import { bases, type Basis, type Dimension, type Quantity, qualifiers } from './quantity.js';
import { type ReadingOptions, readWords } from './words/reader.js';
import { isWebAddress } from './web-address.js';
import { UnreadableWords } from './words/unreadable.js';

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

interface FieldKind {
  schema: JsonSchema | (() => JsonSchema);
  checks: (each: { each: boolean }) => PropertyDecorator[];
  read?: (value: unknown, reading?: FieldContext) => unknown;
  nested?: () => DeclaredClass;
  is?: FieldNature;
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
const field =
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

const text = (most: number): FieldKind => ({
  is: 'words',
  schema: { type: 'string', minLength: 1, maxLength: most },
  read: (value) => (typeof value === 'string' ? tidyText(value) : value),
  checks: (each) => [IsString(each), Length(1, most, each)],
});

export const Text = (says: string, options?: FieldOptions & { most?: number }): PropertyDecorator =>
  field(says, text(options?.most ?? 300), options);

/** The address of a page that anybody can open: http or https with a host. */
export const WebAddress = (says: string, options?: FieldOptions): PropertyDecorator => {
  const kind = text(mostAddress);
  const schema = {
    type: 'string',
    format: 'uri',
    pattern: '^https?://',
    minLength: 1,
    maxLength: mostAddress,
  };
  return field(says, { ...kind, schema, refuses: refuseAddress }, options);
};

const mostAddress = 2_000;

const refuseAddress = (value: unknown): string | undefined =>
  typeof value !== 'string' || isWebAddress(tidyText(value))
    ? undefined
    : 'must be an address of the web: http:// or https:// and a host';

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const patternKind = (pattern: RegExp, like: string): FieldKind => ({
  schema: { type: 'string', pattern: pattern.source, maxLength: 120 },
  checks: (each) => [
    IsString(each),
    Length(1, 120, each),
    Matches(pattern, { ...each, message: `$property must be written like ${like}` }),
  ],
});

const slug = patternKind(slugPattern, '"openai" or "gw-1": lower-case letters, digits and single hyphens');

export const Slug = (says: string, options?: FieldOptions): PropertyDecorator => field(says, slug, options);

/** The slug of a party. */
export const PartySlug = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { ...slug, is: 'party' }, options);

export const TrancheReference = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, patternKind(/^deal-[a-z0-9-]+\/[a-z0-9-]+$/, '"deal-openai-amd-2025/gw-1"'), options);

export const DealReference = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, patternKind(/^deal-[a-z0-9]+(?:-[a-z0-9]+)*$/, '"deal-openai-amd-2025"'), options);

export const StreamName = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    patternKind(
      new RegExp(`^(?:${categories.join('|')})-[a-z0-9]+(?:-[a-z0-9]+)*$`),
      '"deal-openai-amd-2025" or "party-openai"',
    ),
    options,
  );

export const EventId = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    {
      schema: { type: 'string', format: 'uuid' },
      checks: (each) => [IsUUID('all', each)],
      read: (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    },
    options,
  );

export const OneOf = (values: readonly string[], says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    { schema: { type: 'string', enum: values }, checks: (each) => [IsIn([...values], each)] },
    options,
  );

export const Whole = (
  says: string,
  {
    least = 0,
    most = Number.MAX_SAFE_INTEGER,
    ...options
  }: FieldOptions & { least?: number; most?: number } = {},
): PropertyDecorator =>
  field(
    says,
    {
      schema: { type: 'integer', minimum: least, maximum: most },
      checks: (each) => [IsInt(each), Min(least, each), Max(most, each)],
    },
    options,
  );

/** Above nothing, in at most three decimals: kept as its digits, so that reckoning with it is exact. */
const decimalPattern = /^(?=.*[1-9])(?:0|[1-9]\d{0,5})(?:\.\d{1,3})?$/;

const isDecimal = (value: unknown): boolean => typeof value === 'string' && decimalPattern.test(value);

const readDecimal = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** A number with decimals, written as one or as its digits. */
export const Decimal = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    {
      schema: {
        anyOf: [
          { type: 'string', pattern: decimalPattern.source },
          { type: 'number', exclusiveMinimum: 0, maximum: 999_999 },
        ],
        examples: ['1.4', 2],
      },
      read: readDecimal,
      checks: (each) => [
        check(
          'isDecimal',
          isDecimal,
          () => 'must be a number above nothing with at most three decimals, such as 1.4',
        )(each),
      ],
    },
    options,
  );

const exactKw = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const read = readWords(value, 'power');
  return read instanceof UnreadableWords || read.low !== read.high ? value : read.low;
};

/** Kilowatts as a number, or one exact power in words. */
export const Kilowatts = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    {
      schema: {
        anyOf: [
          { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
          { type: 'string', examples: ['2 GW'] },
        ],
      },
      read: exactKw,
      checks: (each) => [
        IsInt({ ...each, message: '$property must be whole kilowatts, or one power such as "2 GW"' }),
        Min(0, each),
        Max(Number.MAX_SAFE_INTEGER, each),
      ],
    },
    options,
  );

export const YesOrNo = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { schema: { type: 'boolean' }, checks: (each) => [IsBoolean(each)] }, options);

export const dateSchema: JsonSchema = {
  type: 'string',
  description:
    'A date with its precision: 2025-11-03, 2025-11, 2025-Q4, 2026-H2, 2026, 2026~ or an interval 2025-11/2032-11; or words such as "mid-2027" or "oracle FY26 Q3", which are kept behind their interval.',
  examples: ['2025-11-03', '2026-H2', '2025-11/2032-11'],
};

const check =
  (name: string, passes: (value: unknown) => boolean, says: (value: unknown) => string) =>
  (each: { each: boolean }) =>
    ValidateBy(
      {
        name,
        validator: { validate: passes, defaultMessage: (args) => `${args?.property} ${says(args?.value)}` },
      },
      each,
    );

const isVagueDate = check(
  'isVagueDate',
  (value) => typeof value === 'string' && readDate(value) !== undefined,
  (value) =>
    value instanceof UnreadableWords ? value.detail : 'must be a date like 2025-11-03, 2026-Q4 or mid-2027',
);

const readVagueDate = (value: unknown, reading?: FieldContext): unknown =>
  typeof value === 'string' ? keptDate(value, reading?.calendars) : value;

export const VagueDate = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    { is: 'date', schema: dateSchema, checks: (each) => [isVagueDate(each)], read: readVagueDate },
    options,
  );

const isWhole = (value: unknown, dimension: Dimension): boolean =>
  Number.isSafeInteger(value)
    ? Number(value) >= 0
    : dimension === 'money' && typeof value === 'string' && /^[1-9]\d{15,29}$/.test(value);

const quantityKeys = new Set(['low', 'point', 'high', 'qualifier', 'text', 'currency', 'basis']);

/** The canonical object, as people or an export may send it. */
const isCanonical = (
  value: Record<string, unknown>,
  dimensions: readonly Dimension[],
): value is Record<string, unknown> & Quantity => {
  const { low, point, high, qualifier, currency, basis, text: words } = value;
  const dimension =
    currency === undefined
      ? dimensions.find((one) => one !== 'money')
      : dimensions.find((one) => one === 'money');
  if (!dimension || !Object.keys(value).every((key) => quantityKeys.has(key))) return false;
  if (!isWhole(low, dimension) || !(qualifiers as readonly unknown[]).includes(qualifier)) return false;
  if (![point, high].every((end) => end === null || isWhole(end, dimension))) return false;
  if (words !== undefined && (typeof words !== 'string' || words.length > 100)) return false;
  if (currency !== undefined && (typeof currency !== 'string' || !isISO4217CurrencyCode(currency)))
    return false;
  if (basis !== undefined && !(bases as readonly unknown[]).includes(basis)) return false;
  if (qualifier === 'undisclosed' && (low !== 0 || point !== null || high !== null)) return false;
  const ends = [low, point, high].filter((end) => end !== null).map((end) => BigInt(end as string));
  const rises = ends.every((end, index) => index === 0 || ends[index - 1]! <= end);
  return rises && (dimension !== 'part' || ends.every((end) => end <= 10_000n));
};

/** Of several ways to be unreadable, the one that can say what to write instead. */
const likeliestFault = (faults: readonly UnreadableWords[]): UnreadableWords =>
  faults.find(({ offers }) => offers.length > 0) ?? faults[0]!;

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

const needsCurrency = (value: object, dimensions: readonly Dimension[]): boolean =>
  dimensions.length === 1 && dimensions[0] === 'money' && !('currency' in value);

const isQuantity = (
  dimensions: readonly Dimension[],
  allow: { undisclosedMoney: boolean } = { undisclosedMoney: true },
) =>
  check(
    'isQuantity',
    (value) => {
      if (
        value instanceof UnreadableWords ||
        typeof value !== 'object' ||
        value === null ||
        Array.isArray(value)
      )
        return false;
      if ((value as Quantity).qualifier === 'undisclosed' && allow.undisclosedMoney)
        return isCanonical(value as Record<string, unknown>, [...dimensions, 'power']);
      return !needsCurrency(value, dimensions) && isCanonical(value as Record<string, unknown>, dimensions);
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
  checks: (each) => [isQuantity(dimensions)(each)],
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

/** A value with declared fields of its own. */
export const Nested = (
  nested: () => DeclaredClass,
  says: string,
  options?: FieldOptions,
): PropertyDecorator =>
  field(
    says,
    {
      schema: () => ({ nested: nested() }),
      nested,
      checks: (each) => [ValidateNested(each), isJsonObject(each)],
    },
    options,
  );

const isJsonObject = check(
  'isJsonObject',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  () => 'must be an object',
);

/** An object that is checked elsewhere: the body of another event type, an edit of a scenario. */
export const JsonObject = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(
    says,
    { schema: { type: 'object', additionalProperties: true }, checks: (each) => [isJsonObject(each)] },
    options,
  );
