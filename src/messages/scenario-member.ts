import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import type { JsonSchema } from '../../events/kit/declaration.js';
import {
  type ScenarioMemberName,
  scenarioMemberNames,
  scenarioMembers,
} from '../simulator/scenario/scenario.js';

type Checks = () => PropertyDecorator;

const typeChecks: Readonly<Record<string, Checks>> = {
  string: IsString,
  integer: IsInt,
  boolean: IsBoolean,
  array: IsArray,
  object: IsObject,
};

const limitChecks: Readonly<Record<string, (limit: number) => PropertyDecorator>> = {
  minLength: MinLength,
  maxLength: MaxLength,
  minItems: ArrayMinSize,
  maxItems: ArrayMaxSize,
  minimum: Min,
  maximum: Max,
};

/** The checks of a value that is of one type; whoever reads the message checks the others. */
const checksOf = (schema: JsonSchema): PropertyDecorator[] => [
  ...(typeof schema.type === 'string' ? [typeChecks[schema.type]] : []).flatMap((check) => check?.() ?? []),
  ...Object.entries(limitChecks).flatMap(([limit, check]) => {
    const value = schema[limit];
    return typeof value === 'number' ? check(value) : [];
  }),
];

/** The declared schema of a member; what is declared as a class is an object here. */
const schemaOf = (name: ScenarioMemberName): JsonSchema => {
  const member = scenarioMembers[name];
  return 'form' in member ? member.form('') : { type: 'object' };
};

const isGiven = (_message: object, value: unknown): boolean => value !== undefined;

/** Checks a member of a message as a scenario's member of that name is declared; it may be missing. */
export const ScenarioMember =
  (name: ScenarioMemberName): PropertyDecorator =>
  (prototype, property) => {
    for (const check of [ValidateIf(isGiven), ...checksOf(schemaOf(name))]) check(prototype, property);
  };

/** A message with every member of a scenario, each as it is declared. */
export const WithScenarioMembers: ClassDecorator = ({ prototype }) => {
  for (const name of scenarioMemberNames) ScenarioMember(name)(prototype, name);
};
