import type { ImportedSheet } from '../sheet.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import type { PackedParts } from './packed-parts.js';
import { readBook, type Workbook } from './workbook/book.js';
import { readCells } from './workbook/cells.js';

const namesOf = (sheets: Workbook['sheets']): string[] => sheets.map(({ name }) => name);

const sheetNamed = ({ sheets }: Workbook, wanted: string | undefined): Workbook['sheets'][number] => {
  const found =
    wanted === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new UnreadableSheet(
    wanted === undefined
      ? 'the workbook has no sheet'
      : `the workbook has no sheet "${wanted}"; it has ${namesOf(sheets).join(', ')}`,
  );
};

/** A sheet of a workbook (ECMA-376): the one that is named, else the first. Throws UnreadableSheet. */
export const sheetOfWorkbook = async (parts: PackedParts, wanted?: string): Promise<ImportedSheet> => {
  const book = await readBook(parts);
  const { name, part } = sheetNamed(book, wanted);
  const others = book.sheets.filter((sheet) => sheet.part !== part && !sheet.isHidden);
  return {
    name,
    sheets: namesOf(book.sheets.filter((sheet) => sheet.part === part || !sheet.isHidden)),
    rows: await readCells(parts.read(part), book),
    notes:
      others.length > 0
        ? [
            `Only the sheet ${name} is read; the others are ${namesOf(others).join(', ')}: "sheet" in the mapping names one.`,
          ]
        : [],
  };
};
