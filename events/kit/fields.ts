import { keptDate, readDate } from './date.js';
import { categories, type DeclaredClass, type JsonSchema, type FieldContext } from './declaration.js';
import { field, type FieldKind, type FieldOptions } from './field.js';
import { tidyText } from './hidden.js';
import {
  anyString,
  anyUuid,
  atLeast,
  atMost,
  check,
  lengthWithin,
  matching,
  oneOf,
  saidAs,
  wholeNumber,
  yesOrNo,
} from './value-checks.js';
import { readWords } from './words/reader.js';
import { isWebAddress } from './web-address.js';
import { UnreadableWords } from './words/unreadable.js';

export type { FieldOptions } from './field.js';
export {
  Power,
  Money,
  MoneyPerMonth,
  Part,
  Pieces,
  H100Equivalents,
  MoneyOrPower,
} from './quantity-fields.js';

const text = (most: number): FieldKind => ({
  is: 'words',
  schema: { type: 'string', minLength: 1, maxLength: most },
  read: (value) => (typeof value === 'string' ? tidyText(value) : value),
  checks: [anyString, lengthWithin(1, most)],
});

interface TextOptions extends FieldOptions {
  most?: number;
  /** Why a new text is refused that a recorded one may have; undefined when it isn't. */
  refuses?: (text: string) => string | undefined;
}

export const Text = (
  says: string,
  { most = 300, refuses, ...options }: TextOptions = {},
): PropertyDecorator =>
  field(
    says,
    {
      ...text(most),
      ...(refuses && {
        refuses: (value: unknown) => (typeof value === 'string' ? refuses(tidyText(value)) : undefined),
      }),
    },
    options,
  );

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
  checks: [
    anyString,
    lengthWithin(1, 120),
    saidAs(matching(pattern), `$property must be written like ${like}`),
  ],
});

const slug = patternKind(slugPattern, '"openai" or "gw-1": lower-case letters, digits and single hyphens');

export const Slug = (says: string, options?: FieldOptions): PropertyDecorator => field(says, slug, options);

/** The slug of a party; where the ledger is at hand it may be named by an identifier instead. */
export const PartySlug = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { ...slug, is: 'party', read: readParty }, options);

const readParty = (value: unknown, reading?: FieldContext): unknown =>
  typeof value === 'string' ? (reading?.partyCalled?.(value) ?? value) : value;

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
      checks: [anyUuid],
      read: (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    },
    options,
  );

export const OneOf = (values: readonly string[], says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { schema: { type: 'string', enum: values }, checks: [oneOf(values)] }, options);

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
      checks: [wholeNumber, atLeast(least), atMost(most)],
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
      checks: [
        check(
          'isDecimal',
          isDecimal,
          () => 'must be a number above nothing with at most three decimals, such as 1.4',
        ),
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
      checks: [
        saidAs(wholeNumber, '$property must be whole kilowatts, or one power such as "2 GW"'),
        atLeast(0),
        atMost(Number.MAX_SAFE_INTEGER),
      ],
    },
    options,
  );

export const YesOrNo = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { schema: { type: 'boolean' }, checks: [yesOrNo] }, options);

export const dateSchema: JsonSchema = {
  type: 'string',
  description:
    'A date with its precision: 2025-11-03, 2025-11, 2025-Q4, 2026-H2, 2026, 2026~ or an interval 2025-11/2032-11; or words such as "mid-2027" or "oracle FY26 Q3", which are kept behind their interval.',
  examples: ['2025-11-03', '2026-H2', '2025-11/2032-11'],
};

const isVagueDate = check(
  'isVagueDate',
  (value) => typeof value === 'string' && readDate(value) !== undefined,
  (value) =>
    value instanceof UnreadableWords ? value.detail : 'must be a date like 2025-11-03, 2026-Q4 or mid-2027',
);

const readVagueDate = (value: unknown, reading?: FieldContext): unknown =>
  typeof value === 'string' ? keptDate(value, reading?.calendars) : value;

export const VagueDate = (says: string, options?: FieldOptions): PropertyDecorator =>
  field(says, { is: 'date', schema: dateSchema, checks: [isVagueDate], read: readVagueDate }, options);

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
      checks: [isJsonObject],
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
  field(says, { schema: { type: 'object', additionalProperties: true }, checks: [isJsonObject] }, options);
