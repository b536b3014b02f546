import { expect } from 'vitest';
import type { Row } from '../projections/kit/line.js';
import type { Answer } from '../projections/kit/view.js';
import { entryOf, expectEntry, expectForm, expectRow, expectTable, type Keys, type Shown } from './shown.js';

/** A question as it is asked for at a door. */
export type Asked = Readonly<Record<string, string>>;

/** By what the rows of a question are told apart. */
const rowKeys = ({ by = '', timeline }: Asked): string[] => [
  ...by.split(',').filter((name) => name !== ''),
  ...(timeline === undefined ? [] : ['period']),
];

/** What a ledger shows when it is asked; a table is what its view answers. */
export abstract class Shows {
  constructor(protected readonly asked: Asked) {}

  abstract answer(view: string, more?: Asked): Answer;

  /** Expects of the total, or of every row: `{ headlineKw: 3 }`, `{ headlineKw: { 'deal-a/t': 1, 'deal-a/u': 2 } }`. */
  shows(view: string, expected: Shown, keys: Keys = {}): this {
    expectTable(this.answer(view), rowKeys(this.asked), expected, keys);
    return this;
  }

  /** Expects of the one row that has these keys. */
  showsRow(view: string, keys: Keys, expected: Shown): this {
    expectRow(this.answer(view), keys, expected);
    return this;
  }

  /** The one row that has these keys. */
  row(view: string, keys: Keys): Row {
    return entryOf(this.answer(view).rows, keys);
  }

  /** Expects of a list that an answer has these entries, each with what is said of it. */
  lists(view: string, list: string, ...entries: readonly (Shown | string)[]): this {
    expectForm(list, this.answer(view)[list], entries);
    return this;
  }

  /** Expects of the answer itself. */
  has(view: string, expected: Shown): this {
    expectEntry(this.answer(view), expected);
    return this;
  }

  /** Expects that a note of the answer has each of these words. */
  notes(view: string, ...words: readonly string[]): this {
    const { notes } = this.answer(view);
    for (const one of words) expect(notes).toContainEqual(expect.stringContaining(one));
    return this;
  }

  /** Expects so many totals: what is never added has one each. */
  hasTotals(view: string, count: number): this {
    expect(this.answer(view).totals).toHaveLength(count);
    return this;
  }

  /** Expects no row at all. */
  showsNothing(view: string): this {
    expect(this.answer(view).rows).toEqual([]);
    return this;
  }
}
