import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { answerTo, home, loadRecord, textOf, transcriptsOf } from './transcripts.js';

const document = 'docs/notebook.md';
const picture = 'docs/pictures/committed.svg';
const place = workplace();
let duck: DuckDBConnection;

/** A question in SQL with the table beneath it. */
const cells = /```sql\n([^]*?)```\n\n((?:\|.*\n)+)/g;

const tableOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\|[\s:|-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** What is unknown is an empty cell. */
const answeredTable = async (statement: string): Promise<string[][]> => {
  const answer = await duck.runAndReadAll(statement);
  const rows = answer
    .getRows()
    .map((row) => row.map((value) => (value === null ? '' : String(value).trim())));
  return [answer.columnNames(), ...rows];
};

const markdownOf = ([titles = [], ...rows]: string[][]): string =>
  [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');

/** `UPDATE_README=1` prints the tables and the picture anew; a person then reads what has changed. */
const update = async (): Promise<void> => {
  let text = textOf(document);
  for (const [whole, statement, table] of text.matchAll(cells))
    text = text.replace(whole, whole.replace(table!, markdownOf(await answeredTable(statement!))));
  writeFileSync(join(home, document), text);
  copyFileSync(join(place.folder, 'committed.svg'), join(home, picture));
};

beforeAll(async () => {
  await loadRecord(place);
  for (const { command } of transcriptsOf(textOf(document))) await answerTo(place, command);
  duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`SET file_search_path = '${place.folder}'`);
  if (process.env.UPDATE_README) await update();
}, 300_000);
afterAll(() => place.remove());

interface Row {
  period?: string;
  signedKw: { low: number };
  energizedKw: { low: number } | null;
  overdueKw: { low: number } | null;
}
interface View {
  rows: Row[];
  totals: Row[];
}

/** The view itself, asked as the notebook asks for the file of this name. */
const viewBehind = async (file: string): Promise<View> => {
  const { command } = transcriptsOf(textOf(document)).find(({ command: one }) => one.endsWith(file))!;
  const { stdout } = await place.run([...command.split(' ').slice(2, -2), '--json']);
  return JSON.parse(stdout) as View;
};

const gigawatts = (measure: { low: number } | null): string =>
  measure === null ? '' : (measure.low / 1e6).toFixed(3);

const [byQuarter, , late] = [...textOf(document).matchAll(cells)].map(([, , table]) => tableOf(table!));

describe(document, () => {
  it.each([...textOf(document).matchAll(cells)].map(([, statement]) => statement!))(
    'prints what DuckDB answers to: %s',
    async (statement) => {
      const [, , table] = [...textOf(document).matchAll(cells)].find(([, one]) => one === statement)!;
      expect(tableOf(table!)).toEqual(await answeredTable(statement));
    },
  );

  it('asks at least three questions', () =>
    expect([...textOf(document).matchAll(cells)].length).toBeGreaterThanOrEqual(3));

  it('has the numbers of the view, quarter by quarter', async () => {
    const { rows } = await viewBehind('quarters.parquet');
    expect(byQuarter!.slice(1).map((row) => row.slice(0, 3))).toEqual(
      rows.map(({ period, signedKw, energizedKw }) => [period, gigawatts(signedKw), gigawatts(energizedKw)]),
    );
  });

  it('adds up to the totals of the view', async () => {
    const { totals, rows } = await viewBehind('deals.parquet');
    const [total] = totals;
    const overdue = rows.filter(({ overdueKw }) => overdueKw !== null && overdueKw.low > 0);
    const [lateDeals, overduePower, , committed] = late![1]!;
    expect([lateDeals, overduePower, committed]).toEqual([
      String(overdue.length),
      gigawatts(total!.overdueKw),
      gigawatts(total!.signedKw),
    ]);
  });

  it('shows the figure as the product draws it', () => {
    expect(textOf(document)).toContain(picture.replace('docs/', ''));
    expect(readFileSync(join(place.folder, 'committed.svg'), 'utf8')).toBe(textOf(picture));
  });
});
