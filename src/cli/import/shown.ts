import type { ImportAnswer } from '../../messages/import-sheet.js';
import { tableText } from '../format/table.js';
import { bold } from '../terminal.js';

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  tableText(
    titles.map((title) => ({ title })),
    rows,
  );

/** A table under its heading; nothing where it is empty. */
const section = (
  heading: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string[] => (rows.length === 0 ? [] : [`${bold(heading)}\n${table(titles, rows)}\n`]);

const mappingRows = ({ mapping: { columns, constants } }: ImportAnswer): string[][] => [
  ...columns.map(({ column, header, as, because, unit, period }) => [
    column,
    header,
    as,
    [because && `by its ${because === 'header' || because === 'values' ? because : 'mapping'}`, unit, period]
      .filter(Boolean)
      .join(', '),
  ]),
  ...constants.map(({ as, value, assumed }) => ['all', value, as, assumed ? 'assumed' : 'given']),
];

const partyRows = ({ parties: { recognised, proposed } }: ImportAnswer): string[][] => [
  ...recognised.map(({ written, party, by }) => [written, party, `known by its ${by}`]),
  ...proposed.map(({ written, party, like }) => [
    written,
    party,
    like === undefined ? 'new' : `new; is it ${like}?`,
  ]),
];

const cellRows = ({ cells }: ImportAnswer): string[][] =>
  cells.map(({ address, as, written, read, note = '' }) => [
    address,
    as,
    written.slice(0, 60),
    read.slice(0, 60),
    note,
  ]);

const placed = (found: readonly { address: string; detail: string }[]): string[][] =>
  found.map(({ address, detail }) => [address, detail]);

/** "1 row", "2 rows". */
export const countText = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const changeRows = ({ changes }: ImportAnswer): string[][] =>
  changes.map(({ address, of, ledger, sheet, stream }) => [address, of, ledger, sheet, stream]);

const duplicateRows = ({ duplicates }: ImportAnswer): string[][] =>
  duplicates.map(({ address, stream, because }) => [address, stream, because]);

/** Everything that a dry run says, in tables. */
export const importText = (answer: ImportAnswer): string => {
  const { file, sheet, rows, mapping, remembered } = answer;
  return [
    `${file}, ${sheet}: ${countText(rows, 'row')}, read as ${mapping.kind}${remembered ? ', as the last time' : ''}\n`,
    ...section('Columns', ['column', 'header', 'read as', ''], mappingRows(answer)),
    ...section('Cells', ['cell', 'as', 'written', 'read as', ''], cellRows(answer)),
    ...section('Parties', ['written', 'party', ''], partyRows(answer)),
    ...section('Known already', ['row', 'stream', ''], duplicateRows(answer)),
    ...section('Left out', ['cell', ''], placed(answer.leftOut)),
    ...section('Outliers', ['cell', ''], placed(answer.outliers)),
    ...section('Changes', ['cell', 'of', 'ledger', 'sheet', 'stream'], changeRows(answer)),
    ...section('Errors', ['cell', ''], placed(answer.errors)),
  ].join('\n');
};

/** What would come of it, in a line. */
export const summaryOf = ({ errors, changes, recording, events }: ImportAnswer): string =>
  [
    `${countText(recording?.events.length ?? events.length, 'event')} would be recorded`,
    countText(changes.length, 'change'),
    countText(errors.length, 'error'),
  ].join(', ');
