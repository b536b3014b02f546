import { csvText } from '../sheets/csv.js';
import { sheetOf } from '../sheets/entries.js';
import { markdownTable } from './markdown.js';
import type { Entry } from '../../projections/kit/line.js';

/** A list of things, and what it was read off. */
interface ListSheet {
  title: string;
  cited: readonly (readonly [string, string])[];
  entries: readonly Entry[];
}

const csv = ({ cited, entries }: ListSheet): string => {
  const { titles, lines } = sheetOf(entries);
  return csvText(
    cited.map(([name, value]) => `${name}: ${value}`),
    [titles, ...lines],
  );
};

const ndjson = ({ cited, entries }: ListSheet): string =>
  [{ entry: 'answer', ...Object.fromEntries(cited) }, ...entries.map((one) => ({ entry: 'row', ...one }))]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');

const markdown = ({ title, cited, entries }: ListSheet): string =>
  `# ${title}\n\n${cited.map(([name, value]) => `- ${name}: ${value}\n`).join('')}\n${markdownTable(entries)}`;

/** The ways in which a list is written beside JSON, by the ending of its address. */
export const listFormats = {
  csv: { type: 'text/csv; charset=utf-8', write: csv },
  ndjson: { type: 'application/x-ndjson', write: ndjson },
  md: { type: 'text/markdown; charset=utf-8', write: markdown },
} as const;

export type ListEnding = keyof typeof listFormats;
