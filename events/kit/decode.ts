import { type ValidationError, validateSync } from 'class-validator';
import { checksOf, type DeclaredClass, fieldsOf, type FieldContext } from './declaration.js';
import { hiddenIn } from './hidden.js';
import { isPlainObject, pointerTo } from './json.js';
import { meantName } from './nearest.js';
import type { Problem } from './problem.js';

export { isPlainObject };
export type { Problem };

/** What was asked for, or everything that is wrong with what was sent. */
export type Result<T> = { value: T; problems?: undefined } | { value?: undefined; problems: Problem[] };

/** All values, or everything that is wrong with any of them. */
export const allOrProblems = <T>(results: readonly Result<T>[]): Result<T[]> => {
  const problems = results.flatMap((result) => result.problems ?? []);
  return problems.length > 0
    ? { problems }
    : { value: results.flatMap((result) => (result.problems ? [] : [result.value])) };
};

/** So many slips are looked up, and the rest is told alike: a body of very many names takes no many times its length. */
const mostMeant = 3;

/** What is wrong with members that are no fields; that one was meant is said where it is likely. */
const unknownFields = (unknown: readonly string[], names: readonly string[], pointer: string): Problem[] => {
  const fields = `the fields are ${names.join(', ')}`;
  const detail = `is not a field here; ${fields}`;
  return unknown.map((key) => {
    const meant = unknown.length > mostMeant ? undefined : meantName(key, names);
    const pointed = pointerTo(pointer, key);
    return meant === undefined
      ? { pointer: pointed, detail }
      : { pointer: pointed, detail: `is not a field here: "${meant}" may be meant; ${fields}` };
  });
};

/** Builds the declared object out of plain JSON: reads words, descends into nested values, names what isn't declared. */
const assemble = (
  declared: DeclaredClass,
  raw: Record<string, unknown>,
  pointer: string,
  problems: Problem[],
  reading?: FieldContext,
): Record<string, unknown> => {
  const fields = fieldsOf(declared);
  const unknown = Object.keys(raw).filter((key) => !fields.some((field) => field.name === key));
  if (unknown.length > 0)
    problems.push(
      ...unknownFields(
        unknown,
        fields.map((field) => field.name),
        pointer,
      ),
    );
  const value = new declared() as Record<string, unknown>;
  for (const field of fields) {
    if (!Object.hasOwn(raw, field.name) || raw[field.name] === undefined) continue;
    const given = raw[field.name];
    // An optional field that is null would pass for a missing one, and be kept as what no schema allows.
    if (given === null && field.optional) {
      problems.push({
        pointer: `${pointer}/${field.name}`,
        detail: `${field.name} must not be null: leave it out`,
      });
      continue;
    }
    const refused = reading?.isRecorded ? undefined : field.refuses?.(given);
    if (refused !== undefined) problems.push({ pointer: `${pointer}/${field.name}`, detail: refused });
    value[field.name] = field.nested
      ? descend(field.nested(), given, `${pointer}/${field.name}`, problems, reading)
      : field.read(given, reading);
  }
  return value;
};

const descend = (
  declared: DeclaredClass,
  given: unknown,
  pointer: string,
  problems: Problem[],
  reading?: FieldContext,
): unknown => {
  if (Array.isArray(given))
    return given.map((item, index) => descend(declared, item, `${pointer}/${index}`, problems, reading));
  return isPlainObject(given) ? assemble(declared, given, pointer, problems, reading) : given;
};

/** What is wrong with a kind of value, before what is wrong with the value. */
const kindsFirst = [
  'isArray',
  'isString',
  'isInt',
  'isBoolean',
  'isNumber',
  'isLength',
  'arrayMinSize',
  'arrayMaxSize',
];

/** The one thing that is wrong with a value: the rest of what it breaks follows from it. */
export const sentenceOf = (constraints: Readonly<Record<string, string>>): string | undefined => {
  const name = kindsFirst.find((kind) => kind in constraints) ?? Object.keys(constraints)[0];
  return name === undefined ? undefined : constraints[name];
};

const sentences = (error: ValidationError): string[] => {
  if (error.value === undefined && !error.children?.length) return [`${error.property} is required`];
  const sentence = sentenceOf(error.constraints ?? {});
  return sentence === undefined ? [] : [sentence];
};

const flatten = (errors: readonly ValidationError[], pointer: string): Problem[] =>
  errors.flatMap((error) => [
    ...sentences(error).map((detail) => ({ pointer: `${pointer}/${error.property}`, detail })),
    ...flatten(error.children ?? [], `${pointer}/${error.property}`),
  ]);

const plainMembers = (value: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const members: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const copy = plainCopy(value[key]);
    // What is said of an object's prototype is a member like others.
    if (key === '__proto__') Object.defineProperty(members, key, { ...asMember, value: copy });
    else members[key] = copy;
  }
  return members;
};

const asMember = { enumerable: true, configurable: true, writable: true };

const plainCopy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plainCopy);
  return isPlainObject(value) ? plainMembers(value) : value;
};

/** Whether nothing is wrong with a value: what the validator would find, without asking it. */
export const isValid = (declared: DeclaredClass, value: Readonly<Record<string, unknown>>): boolean =>
  fieldsOf(declared).every(({ name, optional, accepts, nested }) => {
    const given = value[name];
    if (given === undefined || given === null) return optional;
    if (!accepts(given)) return false;
    const isValidWithin = (one: unknown): boolean =>
      nested === undefined || (isPlainObject(one) && isValid(nested(), one));
    return Array.isArray(given) ? given.every(isValidWithin) : isValidWithin(given);
  });

/** What is wrong with a value, in the validator's words: it takes many times as long as to see that nothing is. */
const problemsOfFields = (
  declared: DeclaredClass,
  value: Record<string, unknown>,
  pointer: string,
): Problem[] =>
  isValid(declared, value)
    ? []
    : flatten(
        validateSync(value, { forbidUnknownValues: false, validationError: { target: false } }),
        pointer,
      );

/** What doesn't hold between the fields of a value, and of the values nested in it. */
const problemsOfChecks = (
  declared: DeclaredClass,
  value: Record<string, unknown>,
  pointer: string,
): Problem[] => {
  const problems: Problem[] = [];
  for (const { says, at, holds } of checksOf(declared))
    if (!holds(value)) problems.push({ pointer: `${pointer}/${at}`, detail: says });
  for (const { name, nested } of fieldsOf(declared))
    if (nested && value[name] !== undefined)
      problems.push(...problemsWithin(nested(), value[name], `${pointer}/${name}`));
  return problems;
};

/** What is wrong with a text that has invisible characters is that: the rest follows from it. */
const withHidden = (problems: readonly Problem[], hidden: readonly Problem[]): Problem[] => {
  const places = new Set(hidden.map((one) => one.pointer));
  return [...hidden, ...problems.filter((one) => !places.has(one.pointer))];
};

const problemsWithin = (declared: DeclaredClass, inner: unknown, pointer: string): Problem[] => {
  if (Array.isArray(inner))
    return inner.flatMap((one, index) => problemsWithin(declared, one, `${pointer}/${index}`));
  return isPlainObject(inner) ? problemsOfChecks(declared, inner, pointer) : [];
};

/**
 * Decodes what comes from outside into a declared class: every problem at once, each with its place. What was recorded before may hold what
 * is refused today.
 */
export const decodeAs = <T extends object>(
  declared: new () => T,
  raw: unknown,
  pointer = '',
  reading?: FieldContext,
): Result<T> => decodeMembers(declared, raw, pointer, reading) as Result<T>;

/** The same for a class that is known by its declaration only. */
export const decodeMembers = (
  declared: DeclaredClass,
  raw: unknown,
  pointer = '',
  reading?: FieldContext,
): Result<Record<string, unknown>> => {
  if (!isPlainObject(raw)) return { problems: [{ pointer, detail: 'must be an object' }] };
  const problems: Problem[] = [];
  const instance = assemble(declared, raw, pointer, problems, reading);
  problems.push(...problemsOfFields(declared, instance, pointer));
  if (problems.length === 0) problems.push(...problemsOfChecks(declared, instance, pointer));
  const all = reading?.isRecorded ? problems : withHidden(problems, hiddenIn(raw, pointer));
  return all.length > 0 ? { problems: all } : { value: plainMembers(instance) };
};
