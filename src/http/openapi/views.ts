import { catalogue, type CatalogueEntry, type ParameterEntry } from '../catalogue.js';
import { viewParts } from './answers.js';
import { ref, type Schema, type ComponentSchemas, textOrNull } from './kit.js';

const nameOf = (view: string): string =>
  view
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');

export const answerNameOf = (view: string): string => `${nameOf(view)}Answer`;

const measureOrNull: Schema = { anyOf: [ref('Measure'), { type: 'null' }] };

const widenSchema = (part: Schema, properties: Schema): Schema => ({
  ...part,
  properties: { ...properties, ...(part.properties as Schema) },
});

/** Keys and measures as declared; what a view derives at its edge stands beside them. */
const entry = (part: Schema, { dimensions, measures }: CatalogueEntry): Schema =>
  widenSchema(part, {
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, textOrNull])),
    ...Object.fromEntries(measures.map((measure) => [measure, measureOrNull])),
  });

const answer = (view: CatalogueEntry): Schema => {
  const properties = viewParts.answer.properties as Record<string, Schema>;
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

export const viewSchemas = (): ComponentSchemas =>
  Object.fromEntries(catalogue().map((view) => [answerNameOf(view.name), answer(view)]));

export const parameterOf = ({ name, says: meaning, oneOf, default: usual, of }: ParameterEntry): Schema => ({
  name,
  in: 'query',
  description: of ? `${meaning} Taken when of is ${of.join(', ')}.` : meaning,
  required: false,
  schema: { type: 'string', ...(oneOf && { enum: oneOf }), ...(usual !== undefined && { default: usual }) },
});

const parametersNamed = (...names: string[]): Schema[] =>
  catalogue()[0]!
    .parameters.filter(({ name }) => names.includes(name))
    .map(parameterOf);

/** The parameters that cut the log: of every view, and of deals and parties. */
export const cutParameters = (): Schema[] =>
  parametersNamed('effectiveAt', 'knownAt', 'atPosition', 'policy', 'rests');

export const scenarioParameter = (): Schema[] => parametersNamed('scenario');
