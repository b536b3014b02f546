import { policies } from '../../../projections/kit/claims.js';
import { catalogue, type CatalogueEntry, type ParameterEntry } from '../catalogue.js';
import {
  day,
  flags,
  hash,
  listOf,
  object,
  ref,
  rests,
  says,
  type Schema,
  type Schemas,
  text,
  textOrNull,
  whole,
} from './kit.js';

const nameOf = (view: string): string =>
  view
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');

export const answerNameOf = (view: string): string => `${nameOf(view)}Answer`;

const measureOrNull: Schema = { anyOf: [ref('Measure'), { type: 'null' }] };

/** Keys and measures as declared; what a view derives at its edge stands beside them. */
const entry = ({ dimensions, measures }: CatalogueEntry, required: string[]): Schema => ({
  type: 'object',
  properties: {
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, textOrNull])),
    period: says('A period: 2027-Q4.', textOrNull),
    ...Object.fromEntries(measures.map((measure) => [measure, measureOrNull])),
    rests,
    flags: says(
      'derived, assumed, hypothetical, remainder (what the parts of a container leave of it), undisclosed, unbounded, rivals:n, …',
      flags,
    ),
    undisclosed: says('What is missing from it because nobody disclosed it.', listOf(text)),
  },
  required,
  additionalProperties: true,
});

const answer = (view: CatalogueEntry): Schema => ({
  ...object(
    {
      view: { const: view.name },
      question: says('The normalised question: asked again, it gives the same answer.', {
        type: 'object',
        additionalProperties: { type: ['string', 'integer'] },
      }),
      effectiveAt: day,
      knownAt: day,
      position: whole,
      policy: { type: 'string', enum: policies },
      viewHash: { ...hash, description: 'SHA-256 over the sorted cells of rows and totals.' },
      rows: listOf(entry(view, ['rests', 'flags'])),
      totals: says('One entry per combination of what is never added.', listOf(entry(view, []))),
      undisclosed: says('What is missing from the totals because nobody disclosed it.', listOf(text)),
      undated: says('What has no date.', listOf(text)),
      notes: says('What has to be known to read the numbers.', listOf(text)),
    },
    {
      hypothetical: says('It is asked through a scenario: this is not what was recorded.', { const: true }),
    },
    { open: true },
  ),
  description: `${view.summary} ${view.definition}`,
});

const change = says(
  'What changed of a number, end by end; null where one of the two is open or unknown.',
  object({
    low: ref('Whole'),
    point: { anyOf: [ref('Whole'), { type: 'null' }] },
    high: { anyOf: [ref('Whole'), { type: 'null' }] },
    relativeBp: says('Basis points of the baseline; "new" where that is nothing.', {
      anyOf: [{ type: ['integer', 'null'] }, { const: 'new' }],
    }),
    baseline: measureOrNull,
    scenario: measureOrNull,
  }),
);

export const viewSchemas = (): Schemas => ({
  Whole: says('A number in whole units; a decimal string beyond 2^53 − 1. Concentrations have decimals.', {
    anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?[0-9]+$' }],
  }),
  Measure: says(
    'Bounds of a number: high is null when it is open, point when it is unknown.',
    object({
      low: ref('Whole'),
      point: { anyOf: [ref('Whole'), { type: 'null' }] },
      high: { anyOf: [ref('Whole'), { type: 'null' }] },
    }),
  ),
  Change: change,
  ChangedEntry: {
    type: 'object',
    description: 'The keys of an entry, and the measures that differ.',
    additionalProperties: { anyOf: [textOrNull, ref('Change')] },
  },
  Catalogue: object({
    views: listOf(
      object({
        name: text,
        summary: text,
        definition: says('What its numbers mean.', text),
        dimensions: listOf(text),
        measures: listOf(text),
        formats: says('What its address may end in, beside nothing for JSON.', listOf(text)),
        parameters: listOf(
          object(
            { name: text, says: text },
            {
              oneOf: listOf(text),
              default: text,
              of: says('Taken with these values of the parameter `of` only.', listOf(text)),
            },
          ),
        ),
      }),
    ),
  }),
  ...Object.fromEntries(catalogue().map((view) => [answerNameOf(view.name), answer(view)])),
});

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
  parametersNamed('effectiveAt', 'knownAt', 'atPosition', 'policy');

export const scenarioParameter = (): Schema[] => parametersNamed('scenario');
