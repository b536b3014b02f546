import { schemaOf } from '../../../events/kit/schema.js';
import { editKinds } from '../../simulator/scenario.js';
import { at, flags, hash, listOf, object, ref, says, type Schema, type Schemas, text, whole } from './kit.js';

const open = (properties: Record<string, Schema>): Schema => object(properties, {}, { open: true });

const editNameOf = (op: string): string => `${op[0]!.toUpperCase()}${op.slice(1)}Edit`;

const editSchemas = (): Schemas => {
  const schemas: Record<string, Schema> = {};
  for (const { op, summary, declared } of editKinds) {
    const fields = schemaOf(declared, schemas, at) as { properties: Schema; required: string[] };
    schemas[editNameOf(op)] = {
      ...fields,
      title: op,
      description: summary,
      properties: { op: { const: op }, ...fields.properties },
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

/** Beside the ids of events, a hypothetical row rests on the edits that made it. */
const side = open({
  rows: listOf(open({ rests: listOf(text), flags })),
  totals: listOf(open({})),
  viewHash: hash,
});

/** What a scenario is made of, out of the declarations of its edits, and what it answers. */
export const scenarioSchemas = (): Schemas => ({
  ...editSchemas(),
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
      assumptions: open({}),
    },
  ),
  ScenarioAnswer: object(
    {
      base: object({ position: whole, hash }),
      effects: listOf(
        open({
          edit: whole,
          status: { type: 'string', enum: ['applied', 'no-effect'] },
          touched: listOf(text),
        }),
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
    {},
    { open: true },
  ),
});
