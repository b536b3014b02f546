import { viewNamed } from '../../../projections/index.js';
import { endingsOf, formats } from '../../formats/answers.js';
import { base } from '../address.js';
import { catalogue, type CatalogueEntry } from '../catalogue.js';
import { lookParameters } from '../figure-look.js';
import { drawings } from '../view-formats.js';
import { type CitationFormat, citationFormatNames, citationFormats } from '../../citations/formats.js';
import { ref, text } from './kit.js';
import {
  pathsOfReadings,
  json,
  path,
  type Paths,
  plainText,
  binary,
  query,
  type GetOperation,
} from './operation.js';
import { answerNameOf, parameterOf } from './views.js';

const mediaType = (ending: string): string => formats[ending]!.type.split(';')[0]!;

const contentOf = (ending: string): GetOperation['content'] => {
  if (ending === 'bods.json') return json({ type: 'array', items: { type: 'object' } });
  return ending === 'xlsx' || ending === 'parquet' ? binary(mediaType(ending)) : plainText(mediaType(ending));
};

const readingsOf = ({ name, summary, parameters }: CatalogueEntry): [string, GetOperation][] => {
  const address = `${base}/views/${name}`;
  const shared = { tag: 'Views', parameters: parameters.map(parameterOf), problems: [400, 409, 503] };
  const plainly: GetOperation = {
    ...shared,
    id: name,
    summary,
    says: 'The answer.',
    content: json(ref(answerNameOf(name))),
    problems: [...shared.problems, 422],
    isWork: true,
  };
  const written = endingsOf(viewNamed(name)).map((ending): [string, GetOperation] => [
    `${address}.${ending}`,
    {
      ...shared,
      id: `${name}-${ending.replace('.', '-')}`,
      summary: `${summary} As ${ending}.`,
      says: 'The same answer.',
      content: contentOf(ending),
    },
  ]);
  const drawn = Object.entries(drawings).map(([ending, type]): [string, GetOperation] => [
    `${address}.${ending}`,
    {
      ...shared,
      id: `${name}-${ending}`,
      summary: `${summary} Drawn, as ${ending}.`,
      says: 'Its charts, with everything needed to cite them; 404 where the answer has none.',
      content: ending === 'svg' ? plainText(type) : binary(type),
      parameters: [...shared.parameters, ...lookParameters.map(parameterOf)],
      problems: [400, 404, 409, 503],
    },
  ]);
  return [[address, plainly], ...written, ...drawn];
};

const list: GetOperation = {
  id: 'listViews',
  tag: 'Views',
  summary: 'What may be asked.',
  says: 'The views with their parameters.',
  content: json(ref('Catalogue')),
};

const mediaTypeOf = (name: CitationFormat): string => citationFormats[name].type.split(';')[0]!;

const citationContent = {
  ...plainText(mediaTypeOf('text')),
  ...plainText(mediaTypeOf('markdown')),
  ...plainText(mediaTypeOf('bibtex')),
  [mediaTypeOf('csl')]: { schema: { type: 'array', items: { type: 'object' } } },
};

const cite: GetOperation = {
  id: 'citeNumber',
  tag: 'Views',
  summary: 'One number of a view, cited.',
  says: 'As text, Markdown, BibTeX or CSL-JSON.',
  content: citationContent,
  parameters: [
    path('view', 'The view; the question must have one row.'),
    { ...query('measure', 'The measure in it: headlineKw, or headline.', text), required: true },
    {
      ...query(
        'question',
        'Every parameter of that view, each under its own name: by=provider&provider=amd.',
        {
          type: 'object',
          additionalProperties: text,
        },
      ),
      style: 'form',
      explode: true,
    },
    query('as', 'How it is written.', { type: 'string', enum: citationFormatNames, default: 'text' }),
  ],
  problems: [400, 404, 409, 503],
};

export const viewPaths = (): Paths =>
  pathsOfReadings({
    [`${base}/views`]: list,
    [`${base}/cite/{view}`]: cite,
    ...Object.fromEntries(catalogue().flatMap(readingsOf)),
  });
