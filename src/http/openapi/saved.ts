import { schemaOf } from '../../../events/kit/schema.js';
import { mostEdits } from '../../../events/scenario/scenario.events.js';
import { Adoption } from '../../messages/adopt-edits.js';
import { at, object, ref, describeSchema, type Schema, type ComponentSchemas, text, whole } from './kit.js';

const anything: Schema = { type: 'object', additionalProperties: true };
const name: Schema = { type: 'string', minLength: 1, maxLength: 120 };
const base = describeSchema('"live", or the position at which the log is cut.', {
  anyOf: [{ const: 'live' }, whole],
});
const reference = describeSchema('A saved scenario: scenario-late-chips, or scenario-late-chips@2.', text);
const stream = describeSchema('Its stream.', {
  type: 'string',
  pattern: '^scenario-[a-z0-9]+(?:-[a-z0-9]+)*$',
});
const edits: Schema = { type: 'array', maxItems: mostEdits, items: ref('Edit') };
const dryRun: Schema = { type: 'boolean' };
/** What saves a scenario and goes on with it. */
export const savingSchemas = (): ComponentSchemas => {
  const nested: Record<string, Schema> = {};
  const adoption = schemaOf(Adoption, nested, at);
  return {
    ScenarioToSave: object(
      { name, edits },
      {
        id: describeSchema('An existing one gets a new version; made out of the name when missing.', stream),
        base,
        parent: reference,
        assumptions: anything,
        seed: whole,
        expectedVersion: describeSchema('The latest version that there is; 0 for a new scenario.', whole),
      },
    ),
    ScenarioFork: object({ name }, { id: stream }),
    ScenarioRebase: object(
      {},
      {
        to: describeSchema('The position up to which it counts; the head of the log when missing.', whole),
        resolve: describeSchema('What to do with an edit in conflict, by its number.', {
          type: 'object',
          additionalProperties: { type: 'string', enum: ['keep', 'drop'] },
        }),
        dryRun,
      },
    ),
    ScenarioAdoption: object(
      { edits: { type: 'array', minItems: 1, maxItems: mostEdits, items: adoption } },
      { dryRun },
    ),
  };
};
