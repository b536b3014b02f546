import {
  arrayMaxSize,
  ArrayMaxSize,
  arrayMinSize,
  ArrayMinSize,
  isArray,
  IsArray,
  isBoolean,
  IsBoolean,
  isIn,
  IsIn,
  isInt,
  IsInt,
  isString,
  IsString,
  isUUID,
  IsUUID,
  length,
  Length,
  matches,
  Matches,
  max,
  Max,
  min,
  Min,
  ValidateBy,
} from 'class-validator';

/** Of a list each value is meant. */
interface EachOption {
  each: boolean;
  message?: string;
}

/**
 * What a value must be, twice: as the decorator that says in words what is wrong, and as the function that the
 * decorator asks, for values in which nothing is wrong.
 */
export interface ValueCheck {
  readonly decorate: (each: EachOption) => PropertyDecorator;
  readonly passes: (value: unknown) => boolean;
}

const valueCheck = (
  passes: (value: unknown) => boolean,
  decorate: (each: EachOption) => PropertyDecorator,
): ValueCheck => ({ passes, decorate });

/** The same check, that says it in other words. */
export const saidAs = ({ passes, decorate }: ValueCheck, message: string): ValueCheck => ({
  passes,
  decorate: (each) => decorate({ ...each, message }),
});

export const anyString = valueCheck(isString, IsString);
export const wholeNumber = valueCheck((value) => isInt(value), IsInt);
export const yesOrNo = valueCheck(isBoolean, IsBoolean);
export const anyUuid = valueCheck(
  (value) => isUUID(value, 'all'),
  (each) => IsUUID('all', each),
);

export const lengthWithin = (least: number, most: number): ValueCheck =>
  valueCheck(
    (value) => length(value, least, most),
    (each) => Length(least, most, each),
  );

export const matching = (pattern: RegExp): ValueCheck =>
  valueCheck(
    (value) => typeof value === 'string' && matches(value, pattern),
    (each) => Matches(pattern, each),
  );

export const oneOf = (values: readonly string[]): ValueCheck =>
  valueCheck(
    (value) => isIn(value, values),
    (each) => IsIn([...values], each),
  );

export const atLeast = (least: number): ValueCheck =>
  valueCheck(
    (value) => min(value, least),
    (each) => Min(least, each),
  );

export const atMost = (most: number): ValueCheck =>
  valueCheck(
    (value) => max(value, most),
    (each) => Max(most, each),
  );

/** A list with so many values. */
export const listOf = (least: number, most: number): readonly ValueCheck[] => [
  valueCheck(isArray, () => IsArray()),
  valueCheck(
    (value) => arrayMinSize(value, least),
    () => ArrayMinSize(least),
  ),
  valueCheck(
    (value) => arrayMaxSize(value, most),
    () => ArrayMaxSize(most),
  ),
];

/** A check of our own on one value, or on each of a list. */
export const check = (
  name: string,
  passes: (value: unknown) => boolean,
  says: (value: unknown) => string,
): ValueCheck =>
  valueCheck(passes, (each) =>
    ValidateBy(
      {
        name,
        validator: { validate: passes, defaultMessage: (args) => `${args?.property} ${says(args?.value)}` },
      },
      each,
    ),
  );
