import { scenarioFileSchema } from '../../simulator/scenario/schema.js';

/** The JSON Schema of a scenario file, as docs/scenario.schema.json keeps it. */
export const scenarioFileText = (): string => `${JSON.stringify(scenarioFileSchema(), null, 2)}\n`;
