import type { RecordedEvent } from '../../events/kit/envelope.js';
import { viewNamed } from '../../projections/index.js';
import type { Entry } from '../../projections/kit/line.js';
import type { View } from '../../projections/kit/view.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';
import { type EntrySheet, sheetOf } from '../sheets/entries.js';
import { answerMarkdown } from './markdown.js';
import { answerCsv } from '../sheets/view.js';

/** What is looked up beside an answer. */
export interface AnswerLookup {
  /** The events of these ids, as far as they are recorded. */
  events: (ids: readonly string[]) => Promise<readonly RecordedEvent[]>;
  /** The parties as they are known at the cut of an answer. */
  parties: (
    cut: Readonly<Record<'effectiveAt' | 'knownAt' | 'atPosition', string>>,
  ) => Promise<readonly Entry[]>;
}

interface Format {
  /** Its media type. */
  type: string;
  /** The views that can be written so; all where it says nothing. */
  fits?: (view: View) => boolean;
  /** What the question has to ask for, whatever was asked. */
  asks?: Readonly<Record<string, string>>;
  write: (answer: ViewAnswer, lookup: AnswerLookup) => string | Promise<string | Uint8Array>;
}

const answerLines = (answer: ViewAnswer): string => {
  const { rows, totals, ...rest } = answer;
  const entries = [
    { entry: 'answer', ...rest },
    ...rows.map((row) => ({ entry: 'row', ...row })),
    ...totals.map((total) => ({ entry: 'total', ...total })),
  ];
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
};

const viewOf = ({ view, question }: ViewAnswer): View | undefined =>
  viewNamed(view, { of: String(question.of) });

/** The rows of an answer as a sheet, with its columns also where it has none. */
export const rowsOf = (answer: ViewAnswer): EntrySheet => {
  const { by, timeline } = answer.question;
  return sheetOf(answer.rows, viewOf(answer)?.measures, [
    ...String(by ?? '')
      .split(',')
      .filter(Boolean),
    ...(timeline === undefined ? [] : ['period']),
  ]);
};

const restsOf = ({ rows }: ViewAnswer): string[] => [...new Set(rows.flatMap(({ rests }) => rests))];

const answerWorkbook = async (answer: ViewAnswer, lookup: AnswerLookup): Promise<Uint8Array> => {
  const { workbookBytes } = await import('./workbook.js');
  const view = viewOf(answer);
  return workbookBytes(rowsOf(answer), {
    definition: view?.definition ?? '',
    cited: citation(answer),
    notes: answer.notes,
    undisclosed: answer.undisclosed,
    undated: answer.undated,
    sources: await lookup.events(restsOf(answer)),
  });
};

const answerParquet = async (answer: ViewAnswer): Promise<Uint8Array> => {
  const { sheetParquet } = await import('./parquet.js');
  const view = viewOf(answer);
  return sheetParquet(rowsOf(answer), [...citation(answer), ['definition', view?.definition ?? '']]);
};

const answerStatements = async (answer: ViewAnswer, lookup: AnswerLookup): Promise<string> => {
  const { ownershipStatements } = await import('./beneficial-ownership/statements.js');
  const { effectiveAt, knownAt, position } = answer;
  const parties = await lookup.parties({ effectiveAt, knownAt, atPosition: String(position) });
  const warrants: readonly Entry[] = Array.isArray(answer.warrants) ? answer.warrants : [];
  const rests = [...restsOf(answer), ...warrants.flatMap((warrant) => warrant.rests ?? [])];
  const events = await lookup.events([...new Set(rests)]);
  return `${JSON.stringify(ownershipStatements(answer, events, parties), null, 2)}\n`;
};

/** The ways in which an answer is written beside JSON, by the ending of its address. */
export const formats: Readonly<Record<string, Format | undefined>> = Object.assign(
  Object.create(null) as Record<string, Format>,
  {
    csv: { type: 'text/csv; charset=utf-8', write: answerCsv },
    ndjson: { type: 'application/x-ndjson', write: answerLines },
    md: { type: 'text/markdown; charset=utf-8', write: answerMarkdown },
    xlsx: {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      write: answerWorkbook,
    },
    parquet: { type: 'application/vnd.apache.parquet', write: answerParquet },
    'bods.json': {
      type: 'application/json; charset=utf-8',
      fits: ({ traits }: View) => traits?.tellsOwnership === true,
      asks: { by: 'holder,issuer', rests: 'all' },
      write: answerStatements,
    },
  },
);

/** How a view may be written, by its ending. */
export const endingsOf = (view: View | undefined): string[] =>
  Object.entries(formats).flatMap(([ending, format]) =>
    format?.fits === undefined || (view && format.fits(view)) ? [ending] : [],
  );
