import Table from 'cli-table3';
import { bold } from '../terminal.js';
import { fitGrid, type TextTable } from './fit.js';

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

const drawn = ({ titles, right, rows }: TextTable): string => {
  const table = new Table({
    head: titles.map((title) => title.split('\n').map(bold).join('\n')),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: right.map((isRight) => (isRight ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};

/** How wide what is written may be: as wide as the terminal; a pipe or a file has no end. */
const widthOfOutput = (): number =>
  process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : Infinity;

/** Columns that line up, without borders: easy on the eye and on grep. No line is wider than the terminal. */
export const tableText = (
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width = widthOfOutput(),
): string => {
  const grid = {
    titles: columns.map(({ title }) => title),
    right: columns.map(({ right = false }) => right),
    rows,
  };
  return fitGrid(grid, width).map(drawn).join('\n\n');
};
