import { schemaOf } from '../../../events/kit/schema.js';
import { Lever } from '../../simulator/goals/levers.js';
import { at, listOf, object, ref, says, type Schema, type Schemas, text, whole } from './kit.js';

const open: Schema = object({}, {}, { open: true });
const integer: Schema = { type: 'integer' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const witness = object({ x: integer, value: { type: 'number' }, passes: { type: 'boolean' } });

const sense: Schema = { type: 'string', enum: ['atLeast', 'atMost'] };

/** Of one lever, with the value that reaches a level. */
const single = (target: Schema): Schema =>
  object(
    {
      lever: says('The assumption that is turned; edits read it as {"assumption": name}.', text),
      least: integer,
      most: integer,
      target,
    },
    { step: { type: 'integer', minimum: 1 }, find: { type: 'string', enum: ['smallest', 'largest'] } },
  );

const several = (target: Schema): Schema => {
  const { properties } = target as { properties: Schema };
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

const mix: Record<string, Schema> = {
  cost: whole,
  levers: listOf(object({ lever: text, x: integer, steps: whole, cost: whole })),
  targets: listOf(
    object({ target: whole, value: integer, level: integer, sense, reaches: { type: 'boolean' } }),
  ),
};

const together = object({
  method: { const: 'programme' },
  found: says('The cheapest setting that reaches every target; null where none does.', orNull(object(mix))),
  beyond: says(
    'Of each lever that is turned, one step less, which fails.',
    listOf(object({ ...mix, lever: text, passes: { type: 'boolean' } })),
  ),
  best: says('Where nothing reaches every target, the setting that comes nearest.', orNull(object(mix))),
  conflict: says(
    'The places of targets that cannot be had together; null where they can, or where that is not proven.',
    orNull(listOf(whole)),
  ),
  optimality: says('How sure it is that no setting is cheaper.', {
    type: 'string',
    enum: ['proven', 'if-apart', 'unproven'],
  }),
  meet: says('Some levers act on each other.', { type: 'boolean' }),
  tried: says('How many settings were replayed.', whole),
});

const one = object({
  method: { type: 'string', enum: ['bisection', 'scan'] },
  found: says('The value that was sought, and that it passes; null where nothing does.', orNull(witness)),
  beyond: says('The step next to it, which fails; null at the end of the range.', orNull(witness)),
  best: says('Where nothing passes, the best there is.', orNull(witness)),
  tried: whole,
});

/** What it would take, of one lever or of several. */
export const goalSchemas = (target: Schema, parent: Schema): Schemas => {
  const schemas: Record<string, Schema> = {};
  const lever = schemaOf(Lever, schemas, at);
  return {
    ...schemas,
    Lever: lever,
    Goal: object(
      {
        edits: { type: 'array', maxItems: 200, items: ref('Edit') },
        views: { type: 'array', minItems: 1, maxItems: 20, items: { ...open, required: ['view'] } },
        goal: { anyOf: [single(target), several(target)] },
      },
      { parent, assumptions: open },
    ),
    GoalAnswer: { anyOf: [one, together] },
  };
};
