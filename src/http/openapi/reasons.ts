import { policies } from '../../../projections/kit/claims.js';
import {
  day,
  id,
  ids,
  listOf,
  object,
  ref,
  says,
  type Schema,
  type Schemas,
  text,
  textOrNull,
  whole,
} from './kit.js';

const measureOrNull: Schema = { anyOf: [ref('Measure'), { type: 'null' }] };
const endOrNull: Schema = { anyOf: [ref('Whole'), { type: 'null' }] };
const reach = object({ low: ref('Whole'), high: endOrNull });
const policy: Schema = { type: 'string', enum: policies };
const anything: Schema = { type: 'object', additionalProperties: true };

const evidence: Record<string, Schema> = { id, type: text, effectiveOn: text, knownOn: day, body: anything };
const sourced: Record<string, Schema> = { source: anything, quote: text };

const number = object(
  {
    view: text,
    of: says('The tranche or the payment.', text),
    measure: text,
    value: measureOrNull,
    rests: says('The ids of the events it rests on.', ids),
  },
  {
    span: says('The lowest and highest over all selections of rival claims.', reach),
    byPolicy: says('What each policy makes of it, where they differ.', {
      type: 'object',
      additionalProperties: measureOrNull,
    }),
  },
);

const moved = object({
  view: text,
  by: text,
  of: says('Whether it stands in the rows, the totals or another table.', text),
  keys: { type: 'object', additionalProperties: textOrNull },
  measure: text,
  from: measureOrNull,
  to: measureOrNull,
  difference: object({ low: ref('Whole'), point: endOrNull, high: endOrNull }),
  relativeBp: { anyOf: [{ type: ['integer', 'null'] }, { const: 'new' }] },
  rests: says('The events that moved it.', ids),
});

const cut = object({ effectiveAt: day, knownAt: day, atPosition: whole });

/** Why numbers are what they are, and what moved them. */
export const reasonSchemas = (): Schemas => ({
  Why: object({
    effectiveAt: day,
    knownAt: day,
    position: whole,
    policy,
    deal: text,
    claims: says(
      'Events that state one occurrence differently, and the policies that pick each.',
      listOf(
        object({ root: id, claims: listOf(object({ ...evidence, pickedBy: listOf(policy) }, sourced)) }),
      ),
    ),
    numbers: listOf(number),
    wouldChange: says('The numbers that another policy would change, as places in the list.', listOf(whole)),
    evidence: listOf(object(evidence, sourced)),
  }),
  Changes: object({
    from: cut,
    to: cut,
    events: listOf(
      object({
        id,
        position: whole,
        stream: text,
        type: text,
        effectiveOn: text,
        knownOn: day,
        source: { anyOf: [anything, { type: 'null' }] },
        body: anything,
      }),
    ),
    moved: listOf(moved),
    notes: listOf(text),
  }),
});
