import type { ReadCell } from '../../../../imports/rows/readings.js';
import type { SheetReply } from './ordered-sheet.js';

/** What a cell was written as and read as, or what is wrong with it. */
export interface ShownCell {
  reading?: ReadCell;
  faults: readonly string[];
  /** What stands out of what others say, or was left out. */
  remarks: readonly string[];
}

export interface ShownRow {
  number: number;
  cells: ReadonlyMap<string, ShownCell>;
  isWrong: boolean;
}

/** "Sheet1!D17" as its column and its row; a sheet's name may have an exclamation mark of its own. */
export const placeIn = (address: string): { column: string; row: number } => {
  const [, column = '', row = '0'] = /([A-Z]*)(\d+)$/.exec(address) ?? [];
  return { column, row: Number(row) };
};

interface OpenCell {
  reading?: ReadCell;
  faults: string[];
  remarks: string[];
}

class OpenRows {
  readonly #rows = new Map<number, Map<string, OpenCell>>();

  at(address: string): OpenCell {
    const { column, row } = placeIn(address);
    const cells = this.#rows.get(row) ?? new Map<string, OpenCell>();
    const cell = cells.get(column) ?? { faults: [], remarks: [] };
    this.#rows.set(row, cells.set(column, cell));
    return cell;
  }

  get all(): ShownRow[] {
    return [...this.#rows]
      .map(([number, cells]) => ({
        number,
        cells,
        isWrong: [...cells.values()].some(({ faults }) => faults.length > 0),
      }))
      .sort((one, other) => one.number - other.number);
  }
}

/** The rows of a sheet as its reader knows them, each cell with what became of it. */
export const rowsOf = ({ cells, errors, leftOut, outliers, mapping }: SheetReply): ShownRow[] => {
  const rows = new OpenRows();
  for (const reading of cells) rows.at(reading.address).reading = reading;
  for (const { address, detail } of errors) rows.at(address).faults.push(detail);
  for (const { address, detail } of [...leftOut, ...outliers]) rows.at(address).remarks.push(detail);
  return rows.all.filter(({ number }) => number > mapping.headerRow);
};
