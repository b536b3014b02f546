import { scenarioSchemas as scenarioParts, schemaOfOp } from '../../simulator/scenario/schema.js';
import { feasibilitySchemas } from './feasibility.js';
import { goalSchemas } from './goals.js';
import { at, describeSchema, type ComponentSchemas, text } from './kit.js';
import { savingSchemas } from './saved.js';

/** Documents of OpenAPI say by which member one of several schemas is told from the others. */
const requestSchemas = (): ComponentSchemas => {
  const { Edit: edit, ...schemas } = scenarioParts(at);
  return {
    ...schemas,
    Edit: { ...edit, discriminator: { propertyName: 'op', mapping: schemaOfOp(at) } },
  };
};

const parent = describeSchema(
  'A saved scenario that it builds on, its latest version unless it says which: its edits come first, and its base counts where there is none here.',
  text,
);

/** What is asked of scenarios, out of the declarations of edits, levers and resources. */
export const scenarioSchemas = (): ComponentSchemas => ({
  ...requestSchemas(),
  ...goalSchemas(scenarioParts(at).Target!, parent),
  ...feasibilitySchemas(parent),
  ...savingSchemas(),
});
