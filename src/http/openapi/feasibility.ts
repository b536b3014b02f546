import { schemaOf } from '../../../events/kit/schema.js';
import { ResourceFields } from '../../simulator/feasibility/resources.js';
import { at, object, ref, describeSchema, type Schema, type ComponentSchemas, whole } from './kit.js';

const open: Schema = object({}, {}, { open: true });
/** The question whether there is enough for a plan. */
export const feasibilitySchemas = (parent: Schema): ComponentSchemas => {
  const schemas: Record<string, Schema> = {};
  const resource = schemaOf(ResourceFields, schemas, at);
  return {
    ...schemas,
    Resource: resource,
    FeasibilityQuestion: object(
      {
        edits: { type: 'array', maxItems: 200, items: ref('Edit') },
        question: describeSchema(
          '{effectiveAt?, knownAt?, policy?, timeline?, from?, to?}: the horizon.',
          open,
        ),
        resources: { type: 'array', minItems: 1, maxItems: 20, items: ref('Resource') },
      },
      {
        base: describeSchema('"live", or the position at which the log is cut.', {
          anyOf: [{ const: 'live' }, whole],
        }),
        parent,
        assumptions: open,
      },
    ),
  };
};
