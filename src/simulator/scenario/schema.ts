import { capitalize } from '../../../projections/wording/capitalize.js';
import type { JsonSchema } from '../../../events/kit/declaration.js';
import { schemaOf, type Schemas } from '../../../events/kit/schema.js';
import { MonteCarlo } from './asks.js';
import { scenarioMembers } from './scenario.js';
import { editKinds } from './read-edits.js';
import { TargetFields } from './targets.js';

const editNameOf = (op: string): string => `${capitalize(op)}Edit`;

/** Any member of an edit may be read off an assumption instead. */
const allowAssumed = (
  properties: Readonly<Record<string, JsonSchema>>,
  at: string,
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { anyOf: [schema, { $ref: `${at}Assumed` }] }]),
  );

const chance: Readonly<Record<string, JsonSchema>> = {
  probability: {
    description: 'The chance that the edit is made; a coin of its own.',
    type: 'number',
    minimum: 0,
    maximum: 1,
  },
  variable: { description: "The name of the edit's coin.", type: 'string' },
};

/** The schemas of all edits, of `Edit`, which is one of them, and of `Assumed`; they refer to each other by `at` + name. */
const editSchemas = (at: string): Schemas => {
  const schemas: Schemas = {};
  for (const { op, summary, declared } of editKinds) {
    const fields = schemaOf(declared, schemas, at);
    schemas[editNameOf(op)] = {
      ...fields,
      title: op,
      description: summary,
      properties: { op: { const: op }, ...allowAssumed(fields.properties, at), ...chance },
      required: ['op', ...fields.required],
    };
  }
  return {
    ...schemas,
    Assumed: {
      description: 'Read off the assumption of this name.',
      type: 'object',
      properties: { assumption: { type: 'string' } },
      required: ['assumption'],
      additionalProperties: false,
    },
    Edit: {
      description: 'One edit of a scenario.',
      oneOf: editKinds.map(({ op }) => ({ $ref: at + editNameOf(op) })),
    },
  };
};

/** Which schema an edit's `op` stands for. */
export const schemaOfOp = (at: string): Record<string, string> =>
  Object.fromEntries(editKinds.map(({ op }) => [op, at + editNameOf(op)]));

/** The seed may be given once for the whole scenario. */
const monteCarlo = (schemas: Schemas, at: string): JsonSchema => {
  const declared = schemaOf(MonteCarlo, schemas, at);
  const targets = { ...declared.properties.targets, items: { $ref: `${at}Target` } };
  return {
    ...declared,
    description: scenarioMembers.monteCarlo.says,
    properties: { ...declared.properties, targets },
    required: ['draws'],
  };
};

/** A scenario as it is sent to be run and as it stands in a file. */
const scenarioSchema = (schemas: Schemas, at: string): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(scenarioMembers).map(([name, member]) => [
      name,
      { description: member.says, ...('form' in member ? member.form(at) : monteCarlo(schemas, at)) },
    ]),
  ),
  anyOf: [{ required: ['edits'] }, { required: ['parent'] }],
  additionalProperties: false,
});

/** The schemas of a scenario and of all that it is made of; they refer to each other by `at` + name. */
export const scenarioSchemas = (at: string): Schemas => {
  const schemas = editSchemas(at);
  schemas.Target = schemaOf(TargetFields, schemas, at);
  schemas.Scenario = scenarioSchema(schemas, at);
  return schemas;
};

/** The published schema of a scenario file: JSON Schema 2020-12. */
export const scenarioFileSchema = (): JsonSchema => {
  const { Scenario: scenario, ...definitions } = scenarioSchemas('#/$defs/');
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Scenario',
    description:
      'A what-if over the ledger: YAML or JSON, the same for the interface, the command line and the page.',
    ...scenario,
    $defs: definitions,
  };
};
