/**
 * The cells of a sheet (RFC 4180, with commas, semicolons or tabs, whichever the first line has more of). The
 * library for this is an eighth of what the page's script may weigh.
 */
export const cellsOf = (text: string): string[][] => {
  const [first = ''] = text.split(/\r?\n/, 1);
  const separator = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const rows: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n"]*))(${separator}|\\r?\\n|$)`, 'gy');
  const source = text.replace(/^\u{FEFF}/u, '');
  while (cell.lastIndex < source.length) {
    const [, quoted, plain = '', end] = cell.exec(source) ?? [];
    if (end === undefined) throw new Error(`line ${rows.length}: a quotation mark is not closed`);
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end !== separator && end !== '') rows.push([]);
  }
  return rows;
};
