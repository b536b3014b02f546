import { schemaOf } from '../../../events/kit/schema.js';
import { Lever } from '../../simulator/goals/levers.js';
import { at, object, ref, describeSchema, type Schema, type ComponentSchemas, text } from './kit.js';

const open: Schema = object({}, {}, { open: true });
const integer: Schema = { type: 'integer' };

const sense: Schema = { type: 'string', enum: ['atLeast', 'atMost'] };

/** Of one lever, with the value that reaches a level. */
const singleGoal = (target: Schema): Schema =>
  object(
    {
      lever: describeSchema('The assumption that is turned; edits read it as {"assumption": name}.', text),
      least: integer,
      most: integer,
      target,
    },
    { step: { type: 'integer', minimum: 1 }, find: { type: 'string', enum: ['smallest', 'largest'] } },
  );

const jointGoal = (target: Schema): Schema => {
  const { properties } = target;
  return object({
    levers: { type: 'array', minItems: 1, maxItems: 8, items: ref('Lever') },
    targets: {
      type: 'array',
      minItems: 1,
      maxItems: 8,
      items: { ...target, properties: { ...properties, sense } },
    },
  });
};

/** The question what it would take, of one lever or of several. */
export const goalSchemas = (target: Schema, parent: Schema): ComponentSchemas => {
  const schemas: Record<string, Schema> = {};
  const lever = schemaOf(Lever, schemas, at);
  return {
    ...schemas,
    Lever: lever,
    Goal: object(
      {
        edits: { type: 'array', maxItems: 200, items: ref('Edit') },
        views: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: { ...open, properties: { view: text }, required: ['view'] },
        },
        goal: { anyOf: [singleGoal(target), jointGoal(target)] },
      },
      { parent, assumptions: open },
    ),
  };
};
