import { schemaOf } from '../../../events/kit/schema.js';
import { editKinds } from '../../simulator/scenario.js';
import { at, flags, hash, listOf, object, ref, says, type Schema, type Schemas, text, whole } from './kit.js';

const open = (properties: Record<string, Schema>): Schema => object(properties, {}, { open: true });

const editNameOf = (op: string): string => `${op[0]!.toUpperCase()}${op.slice(1)}Edit`;

const endOrNull: Schema = { anyOf: [ref('Whole'), { type: 'null' }] };
const anything: Schema = {};

/** Any member of an edit may be read off an assumption instead. */
const orAssumed = (properties: Schema): Schema =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { anyOf: [schema, ref('Assumed')] }]),
  );

const chance: Record<string, Schema> = {
  probability: says('The chance that the edit is made; a coin of its own.', {
    type: 'number',
    minimum: 0,
    maximum: 1,
  }),
  variable: says("The name of the edit's coin.", text),
};

const target = object(
  {},
  {
    view: says('The place of the view in the list.', whole),
    measure: text,
    only: open({}),
    by: says('A period of its timeline.', text),
    level: says('A level to reach, in whole units.', ref('Whole')),
  },
);

const monteCarlo: Schema = says(
  'Draws of everything uncertain.',
  object(
    { draws: { type: 'integer', minimum: 1, maximum: 100_000 }, seed: whole },
    { targets: listOf(target) },
  ),
);

const witness = object({ x: { type: 'integer' }, value: { type: 'number' }, passes: { type: 'boolean' } });
const witnessOrNull: Schema = { anyOf: [witness, { type: 'null' }] };

/** What is told of one number of one view. */
const number: Record<string, Schema> = {
  view: anything,
  measure: text,
  only: open({}),
  by: { type: ['string', 'null'] },
};

const uncertainty: Record<string, Schema> = {
  monteCarlo: open({
    method: { type: 'string', enum: ['exact', 'sampled'] },
    draws: whole,
    seed: whole,
    variables: listOf(open({ id: text, kind: text })),
    targets: listOf(open({ ...number, fan: open({ label: text, periods: listOf(open({})) }) })),
  }),
  attribution: listOf(
    open({
      ...number,
      difference: endOrNull,
      parts: listOf(open({ edit: whole, op: text, value: endOrNull })),
    }),
  ),
  tornado: listOf(open({ ...number, bars: listOf(open({ variable: text, edit: whole })) })),
};

const editSchemas = (): Schemas => {
  const schemas: Record<string, Schema> = {};
  for (const { op, summary, declared } of editKinds) {
    const fields = schemaOf(declared, schemas, at) as { properties: Schema; required: string[] };
    schemas[editNameOf(op)] = {
      ...fields,
      title: op,
      description: summary,
      properties: { op: { const: op }, ...orAssumed(fields.properties), ...chance },
      required: ['op', ...fields.required],
    };
  }
  return {
    ...schemas,
    Edit: {
      description: 'One edit of a scenario.',
      oneOf: editKinds.map(({ op }) => ref(editNameOf(op))),
      discriminator: {
        propertyName: 'op',
        mapping: Object.fromEntries(editKinds.map(({ op }) => [op, at + editNameOf(op)])),
      },
    },
  };
};

const parent = says(
  'A saved scenario that it builds on, its latest version unless it says which: its edits come first, and its base counts where there is none here.',
  text,
);

/** Beside the ids of events, a hypothetical row rests on the edits that made it. */
const side = open({
  rows: listOf(open({ rests: listOf(text), flags })),
  totals: listOf(open({})),
  viewHash: hash,
});

/** What a scenario is made of, out of the declarations of its edits, and what it answers. */
export const scenarioSchemas = (): Schemas => ({
  ...editSchemas(),
  Assumed: says('Read off the assumption of this name.', object({ assumption: text })),
  Scenario: object(
    {
      edits: { type: 'array', maxItems: 200, items: ref('Edit') },
      views: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        items: { ...open({ view: text }), description: 'A view with its parameters.' },
      },
    },
    {
      base: says('"live", or the position at which the log is cut.', { anyOf: [{ const: 'live' }, whole] }),
      parent,
      assumptions: open({}),
      monteCarlo,
      attribution: says('Which edit the difference is owed to.', { type: 'boolean' }),
      tornado: says('How far each uncertain input moves the answer by itself.', { type: 'boolean' }),
    },
  ),
  Goal: object(
    {
      edits: { type: 'array', maxItems: 200, items: ref('Edit') },
      views: { type: 'array', minItems: 1, maxItems: 20, items: open({ view: text }) },
      goal: object(
        {
          lever: says('The assumption that is turned; edits read it as {"assumption": name}.', text),
          least: { type: 'integer' },
          most: { type: 'integer' },
          target,
        },
        { step: { type: 'integer', minimum: 1 }, find: { type: 'string', enum: ['smallest', 'largest'] } },
      ),
    },
    { parent, assumptions: open({}) },
  ),
  GoalAnswer: object({
    method: { type: 'string', enum: ['bisection', 'scan'] },
    found: says('The value that was sought, and that it passes; null where nothing does.', witnessOrNull),
    beyond: says('The step next to it, which fails; null at the end of the range.', witnessOrNull),
    best: says('Where nothing passes, the best there is.', witnessOrNull),
    tried: whole,
  }),
  ScenarioAnswer: object(
    {
      base: object({ position: whole, hash }),
      effects: listOf(
        object(
          {
            edit: says('Its number, those of a parent first.', whole),
            status: { type: 'string', enum: ['applied', 'no-effect'] },
            touched: listOf(text),
          },
          { from: says('The saved version that the edit is from, as scenario@version.', text) },
          { open: true },
        ),
      ),
      orderDependent: says(
        'Pairs of edits whose order matters.',
        listOf({ type: 'array', items: whole, minItems: 2, maxItems: 2 }),
      ),
      views: listOf(
        open({
          view: text,
          baseline: side,
          scenario: side,
          difference: open({ rows: listOf(ref('ChangedEntry')), totals: listOf(ref('ChangedEntry')) }),
        }),
      ),
      resultHash: hash,
    },
    uncertainty,
    { open: true },
  ),
});
