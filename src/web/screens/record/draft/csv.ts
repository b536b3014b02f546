/** A line of a sheet, with its number in the file: of the last one where a cell goes over several. */
export interface SheetLine {
  number: number;
  cells: readonly string[];
}

const separators = [',', ';', '\t'];

/** The separator that the first line has most of. */
const separatorOf = (text: string): string => {
  const [first = ''] = text.split(/\r?\n/, 1);
  return separators.reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
};

/** The lines of a sheet that say something (RFC 4180, with commas, semicolons or tabs). Throws what is wrong with it. */
export const linesOf = async (text: string): Promise<SheetLine[]> => {
  // Few come to the page with a sheet: the reader is fetched for those who do.
  const { parse } = await import('csv-parse/browser/esm/sync');
  const records = parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as { info: { lines: number }; record: string[] }[];
  return records.map(({ info, record }) => ({ number: info.lines, cells: record }));
};
