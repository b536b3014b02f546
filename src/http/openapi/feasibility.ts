import { schemaOf } from '../../../events/kit/schema.js';
import { ResourceFields } from '../../simulator/feasibility/resources.js';
import { at, listOf, object, ref, says, type Schema, type Schemas, text, textOrNull, whole } from './kit.js';

const open: Schema = object({}, {}, { open: true });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const amount = ref('Whole');

const balance = object({
  period: text,
  supply: says('What is new in the period.', amount),
  available: says(
    'What there is for it, with what is left of the periods before where that carries over.',
    amount,
  ),
  use: amount,
  slack: says('What is left; below nothing it is short.', amount),
});
const left = object({ target: text, because: text });

const schedule = object({
  delayKwPeriods: says('Kilowatts times periods, where tranches may come in parts.', amount),
  binding: says(
    'The supplies that hold it back, with the kilowatt-periods that one unit more by then would save.',
    listOf(object({ resource: text, period: text, shadowPrice: { type: 'number' } })),
  ),
  later: listOf(object({ tranche: text, period: text, kw: amount })),
  inOnePiece: says(
    'The same with every tranche in one piece, as edits that can be run; null where only parts fit, or none was found within the limit of the solver.',
    orNull(
      object({
        delayKwPeriods: amount,
        edits: listOf(object({ op: { const: 'delay' }, target: text, months: whole })),
        resources: listOf(object({ name: text, periods: listOf(balance) })),
      }),
    ),
  ),
});

const conflict = object({
  tranches: listOf(object({ tranche: text, due: text, kw: amount })),
  payments: listOf(object({ payment: text, period: text, amountUsCents: amount })),
  supplies: listOf(object({ resource: text, period: text, available: amount })),
});

/** Whether there is enough for a plan. */
export const feasibilitySchemas = (parent: Schema): Schemas => {
  const schemas: Record<string, Schema> = {};
  const resource = schemaOf(ResourceFields, schemas, at);
  return {
    ...schemas,
    Resource: resource,
    FeasibilityQuestion: object(
      {
        edits: { type: 'array', maxItems: 200, items: ref('Edit') },
        question: says('{effectiveAt?, knownAt?, policy?, timeline?, from?, to?}: the horizon.', open),
        resources: { type: 'array', minItems: 1, maxItems: 20, items: ref('Resource') },
      },
      {
        base: says('"live", or the position at which the log is cut.', { anyOf: [{ const: 'live' }, whole] }),
        parent,
        assumptions: open,
      },
    ),
    Feasibility: object({
      base: object({ position: whole }),
      question: open,
      verdict: { type: 'string', enum: ['fits', 'fits-with-delays', 'fits-in-parts', 'does-not-fit'] },
      feasible: says('There is enough of everything as planned.', { type: 'boolean' }),
      firstViolated: orNull(object({ period: text, resources: listOf(text) })),
      resources: says(
        'In the order of their names.',
        listOf(
          object({
            name: text,
            kind: text,
            of: open,
            periods: listOf(balance),
            firstViolated: textOrNull,
            left: says('What it may have to meet, and nobody can tell how much of or when.', listOf(left)),
          }),
        ),
      ),
      schedule: says('The one with the least delay; null where the horizon has no room.', orNull(schedule)),
      conflict: says('What cannot all hold, none of which could be left out.', orNull(conflict)),
      relaxation: says(
        'The least more that would do, and the schedule that it makes room for.',
        orNull(object({ extra: listOf(object({ resource: text, period: text, more: amount })), schedule })),
      ),
    }),
  };
};
