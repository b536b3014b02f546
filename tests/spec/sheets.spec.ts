import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/sheets/csv.js';

const written = (...cells: unknown[]): string => csvText([], [cells]);

describe('A line of CSV', () => {
  it.each(['=1+1', '+1 USD', '-x', '@sum', '\tx'])(
    'makes text of %j, which a spreadsheet would run',
    (cell) => {
      expect(written(cell)).toBe(`'${cell}\n`);
    },
  );

  it('keeps numbers numbers, below nothing and beyond 2^53, too', () => {
    expect(written(-5, '-5', 0.25, '9007199254740993', '-9007199254740993')).toBe(
      '-5,-5,0.25,9007199254740993,-9007199254740993\n',
    );
  });

  it('leaves empty what is unknown or open', () => {
    expect(written(0, null, undefined, '')).toBe('0,,,\n');
  });

  it('quotes separators, quotes and ends of lines', () => {
    expect(written('a,b', 'say "x"', 'two\nlines')).toBe('"a,b","say ""x""","two\nlines"\n');
  });

  it('stands under the comments, in order', () => {
    expect(csvText(['view: flows', 'position: 7'], [['a'], [1]])).toBe(
      '# view: flows\n# position: 7\na\n1\n',
    );
  });
});
