/** What one import may hold; docs/import.md says so, and a file beyond it is refused before it is read to its end. */
export const mostSheetBytes = 16 * 1024 * 1024;
/** The facts of a company: a long history has 10 MiB. */
export const mostFilingsBytes = 64 * 1024 * 1024;
export const mostRows = 5_000;
export const mostColumns = 500;
/** What a workbook may unpack to. */
export const mostUnpackedBytes = 64 * 1024 * 1024;
/** What one cell may hold, in characters: as much as a spreadsheet lets it. */
export const mostCellText = 32_767;
