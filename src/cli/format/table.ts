import Table from 'cli-table3';
import { bold } from '../terminal.js';

export interface TextColumn {
  title: string;
  right?: boolean;
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Columns that line up, without borders: easy on the eye and on grep. */
export const tableText = (columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({
    head: columns.map(({ title }) => bold(title)),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
