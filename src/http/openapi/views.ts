import { capitalize } from '../../../projections/wording/capitalize.js';
import { catalogue, type CatalogueEntry, type ParameterEntry } from '../catalogue.js';
import { viewParts } from './answers.js';
import { type ParameterObject, ref, type Schema, type ComponentSchemas, textOrNull } from './kit.js';

const nameOf = (view: string): string => view.split('-').map(capitalize).join('');

export const answerNameOf = (view: string): string => `${nameOf(view)}Answer`;

const measureOrNull: Schema = { anyOf: [ref('Measure'), { type: 'null' }] };

const widenSchema = (part: Schema, properties: Readonly<Record<string, Schema>>): Schema => ({
  ...part,
  properties: { ...properties, ...part.properties },
});

/** Keys and measures as declared; what a view derives at its edge stands beside them. */
const entry = (part: Schema, { dimensions, measures }: CatalogueEntry): Schema =>
  widenSchema(part, {
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, textOrNull])),
    ...Object.fromEntries(measures.map((measure) => [measure, measureOrNull])),
  });

const answer = (view: CatalogueEntry): Schema => {
  const { properties = {} } = viewParts.answer;
  const tables = { rows: viewParts.row, totals: viewParts.total };
  return {
    ...viewParts.answer,
    properties: {
      ...properties,
      view: { const: view.name },
      ...Object.fromEntries(
        Object.entries(tables).map(([name, part]) => [
          name,
          { ...properties[name], items: entry(part, view) },
        ]),
      ),
    },
    description: `${view.summary} ${view.definition}`,
  };
};

export const viewSchemas = (): ComponentSchemas => ({
  ...Object.fromEntries(catalogue().map((view) => [answerNameOf(view.name), answer(view)])),
  ViewAnswer: {
    anyOf: catalogue().map(({ name }) => ref(answerNameOf(name))),
    description: 'The answer of any view.',
  },
});

export const parameterOf = ({
  name,
  says: meaning,
  oneOf,
  default: usual,
  of,
}: ParameterEntry): ParameterObject => ({
  name,
  in: 'query',
  description: of ? `${meaning} Taken when of is ${of.join(', ')}.` : meaning,
  required: false,
  schema: { type: 'string', ...(oneOf && { enum: oneOf }), ...(usual !== undefined && { default: usual }) },
});

const parametersNamed = (...names: string[]): ParameterObject[] => {
  const [{ parameters } = { parameters: [] }] = catalogue();
  return parameters.filter(({ name }) => names.includes(name)).map(parameterOf);
};

/** The parameters that cut the log: of every view, and of deals and parties. */
export const cutParameters = (): ParameterObject[] =>
  parametersNamed('effectiveAt', 'knownAt', 'atPosition', 'policy', 'rests');

export const scenarioParameter = (): ParameterObject[] => parametersNamed('scenario');
