import { describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { imported, proposed, readingAt } from './sheets-given.js';
import { textCell, workbookOf, zipped } from '../zipped.js';

const head = ['Date', 'Customer', 'Provider', 'Value', 'Capacity', 'Due', 'Status'];
const csv = `${head.join(',')}\n2025-11-03,Lab One,Cloud A,$38B over seven years,1.5 GW,2026-H2,signed\n`;
const row = (...cells: string[]): string => `<row r="2">${cells.join('')}</row>`;
const headRow = `<row r="1">${head.map((text, index) => textCell(`${'ABCDEFG'[index]}1`, text)).join('')}</row>`;
const bookWith = (...cells: string[]): Uint8Array =>
  workbookOf(
    `<sheetData>${headRow}${row(textCell('A2', '2025-11-03'), textCell('B2', 'Lab One'), textCell('C2', 'Cloud A'), ...cells)}</sheetData>`,
  );

describe('A workbook that another program made', () => {
  it('is the same file as its CSV: recorded after it, it says nothing new', async () => {
    const book = await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            head,
            [
              new Date('2025-11-03T00:00:00Z'),
              'Lab One',
              'Cloud A',
              '$38B over seven years',
              '1.5 GW',
              '2026-H2',
              'signed',
            ],
          ],
        },
      ],
    });
    const again = await proposed(book, await imported(csv));
    expect([again.events, again.changes, again.faults]).toEqual([[], [], []]);
    expect(again.duplicates).toHaveLength(1);
  });

  it('shows numbers as their cells do: per cent, dollars, dates', async () => {
    const shares = await writeXlsx({
      sheets: [
        {
          name: 'Q3',
          rows: [
            ['Company', 'Q1 2025', 'Q2 2025'],
            ['Cloud A', 0.29, 0.3],
          ],
          cells: new Map([
            ['1,1', { value: 0.29, style: { numFmt: '0%' } }],
            ['1,2', { value: 0.3, style: { numFmt: '0.0%' } }],
          ]),
        },
      ],
    });
    const read = await proposed(shares);
    expect(readingAt(read, 'Q3!B2')).toBe('share: 29% (exactly)');
    expect(readingAt(read, 'Q3!C2')).toBe('share: 30% (exactly)');
  });

  it('of several sheets is the one that the mapping names', async () => {
    const book = await writeXlsx({
      sheets: [
        { name: 'Notes', rows: [['a', 'b']] },
        {
          name: 'My deals',
          rows: csv
            .trim()
            .split('\n')
            .map((line) => line.split(',')),
        },
      ],
    });
    const read = await proposed(book, undefined, { mapping: { sheet: 'My deals' } });
    expect(readingAt(read, "'My deals'!E2")).toBe('power: 1.5 GW (exactly)');
    await expect(proposed(book, undefined, { mapping: { sheet: 'None' } })).rejects.toThrow(
      /it has Notes, My deals/,
    );
  });
});

describe('A formula', () => {
  it('counts with the value that it came to, and says so', async () => {
    const read = await proposed(bookWith('<c r="E2" t="str"><f>CONCAT(1," GW")</f><v>1 GW</v></c>'));
    expect(readingAt(read, 'Sheet1!E2')).toBe('power: 1 GW (exactly)');
    expect(read.readings.find(({ address }) => address === 'Sheet1!E2')?.note).toMatch(/formula/);
  });
  it('without a value is an error of its cell', async () => {
    const { faults } = await proposed(bookWith('<c r="E2"><f>A1*2</f></c>'));
    expect(faults).toMatchObject([{ address: 'Sheet1!E2' }]);
  });
  it('in a text file is an error of its cell', async () => {
    const { faults } = await proposed(csv.replace('1.5 GW', '=1+1'));
    expect(faults).toMatchObject([{ address: 'Sheet1!E2' }]);
  });
});

describe('Merged cells', () => {
  it('hold for each of their rows, but what is counted is counted once', async () => {
    const book = workbookOf(
      `<sheetData>${headRow}${row(textCell('A2', '2025-11-03'), textCell('B2', 'Lab One'), textCell('C2', 'Cloud A'), textCell('D2', '$10B'))}` +
        `<row r="3">${textCell('A3', '2026-03-03')}${textCell('C3', 'Cloud B')}${textCell('E3', '1 GW')}</row></sheetData>` +
        '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="D2:D3"/></mergeCells>',
    );
    const { events } = await proposed(book);
    const payments = events.filter(({ event }) => event.type === 'PaymentCommitted');
    expect(payments.map(({ event }) => event.body.amount)).toEqual(['$10B']);
    expect(
      events
        .filter(({ event }) => event.type === 'CapacityCommitted')
        .map(({ event }) => event.body.consumer),
    ).toEqual(['lab-one']);
  });
});

const megabyte = 1024 * 1024;

describe('A file that would harm', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    [
      'a zip bomb',
      () => workbookOf('', { 'xl/sharedStrings.xml': `<sst>${' '.repeat(80 * megabyte)}</sst>` }),
      /unpacks to more than 64 MiB/,
    ],
    [
      'external entities',
      () =>
        workbookOf('', {
          'xl/sharedStrings.xml':
            '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
        }),
      /document type or entities/,
    ],
    [
      'entities that grow',
      () =>
        workbookOf('', {
          'xl/styles.xml':
            '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><styleSheet>&b;</styleSheet>',
        }),
      /document type or entities/,
    ],
    [
      'a cell in the last column',
      () => bookWith('<c r="XFD2"><v>1</v></c>'),
      /column XFD; a sheet may have 500 columns/,
    ],
    [
      'a cell in the last row',
      () => workbookOf('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
      /row 1048576; a sheet may have 5000 rows/,
    ],
    ['XML that is none', () => workbookOf('<sheetData><row>'), /broken/],
    ['a zip of something else', () => zipped({ 'content.xml': '<a/>' }), /no \.xlsx/],
    ['half a zip', () => bookWith().slice(0, 300), /broken/],
    ['an old workbook', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /old or a protected workbook/],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /neither text nor a workbook/],
    ['a million rows', () => Buffer.from(`a,b\n${'1,2\n'.repeat(1_000_000)}`), /more than 5000 rows/],
    ['a million columns', () => Buffer.from(`${'a,'.repeat(1_000_000)}\n`), /row is larger|columns/],
    [
      'a quote that is never closed',
      () => Buffer.from(`a,b\n"${'x'.repeat(2 * megabyte)}`),
      /quote never closed|no CSV/,
    ],
    ['nothing', () => new Uint8Array(), /empty/],
  ])('as %s does is refused, in words and without reading it whole', async (_, made, says) => {
    const file = made();
    const before = process.memoryUsage().rss;
    await expect(proposed(file)).rejects.toThrow(says);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * megabyte);
  });

  it('is read as Windows-1252 where it is not UTF-8, and says so', async () => {
    const latin = Buffer.from(csv.replace('Lab One', 'Société'), 'latin1');
    const read = await proposed(new Uint8Array(latin));
    expect(read.proposed.map(({ written }) => written)).toContain('Société');
    expect(read.notes.join()).toContain('Windows-1252');
  });
});
