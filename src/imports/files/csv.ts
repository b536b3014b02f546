import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { ImportedSheet, SheetCell, SheetRow } from '../sheet.js';
import { textFrom } from './encoding.js';
import { mostCellText, mostColumns, mostRows, mostUnpackedBytes } from './limits.js';
import { UnreadableSheet } from './unreadable-sheet.js';

const separators = [',', ';', '\t', '|'];

/** The separator that the first lines have most of. */
const separatorOf = (text: string): string => {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n|\r/)
    .filter((line) => !line.startsWith('#'))
    .slice(0, 10);
  const most = (one: string): number => Math.max(0, ...lines.map((line) => line.split(one).length));
  return separators.reduce((best, one) => (most(one) > most(best) ? one : best));
};

const formula = 'is a formula: only a workbook keeps what it comes to. Save the sheet with values';

/** Our own sheets put an apostrophe before what a spreadsheet would run. */
const cellOf = (text: string): SheetCell | undefined => {
  if (text === '') return undefined;
  if (text.length > mostCellText)
    return { text: text.slice(0, 100), fault: `has more than ${mostCellText} characters` };
  if (/^'[=+\-@\t\r]/.test(text)) return { text: text.slice(1) };
  return /^=./.test(text) ? { text, fault: formula } : { text };
};

const refuseWide = (record: readonly string[], row: number): void => {
  if (record.length > mostColumns)
    throw new UnreadableSheet(
      `row ${row} has ${record.length} columns; a sheet may have ${mostColumns}`,
      true,
    );
};

const refuseLong = (row: number): void => {
  if (row > mostRows)
    throw new UnreadableSheet(`the sheet has more than ${mostRows} rows: import it in parts`, true);
};

const recordsIn = (text: string): string[][] => {
  let row = 0;
  return parse(text, {
    delimiter: separatorOf(text),
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: mostUnpackedBytes / 64,
    on_record: (record: string[]) => {
      refuseLong(++row);
      refuseWide(record, row);
      return record;
    },
  }) as unknown as string[][];
};

/** The sheet of a text file: commas, semicolons, tabs or bars (RFC 4180). Throws UnreadableSheet. */
export const sheetOfCsv = (bytes: Uint8Array): ImportedSheet => {
  const { text, note } = textFrom(bytes);
  try {
    const rows = recordsIn(text).map((record, index): SheetRow => ({
      number: index + 1,
      cells: record.map(cellOf),
    }));
    return { name: 'Sheet1', rows, sheets: [], notes: note === undefined ? [] : [note] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isHuge = error.code === 'CSV_MAX_RECORD_SIZE';
    throw new UnreadableSheet(
      isHuge
        ? 'a row is larger than a sheet may have; is a quote never closed?'
        : `the file is no CSV: ${error.message}`,
      isHuge,
    );
  }
};
