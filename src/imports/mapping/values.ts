import { readDate } from '../../../events/kit/date.js';
import { readWords } from '../../../events/kit/words/reader.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import { cellAt } from '../sheet.js';
import type { RoleKind } from './roles.js';
import type { Table, SheetColumn } from './table.js';

const mostValues = 20;

/** The first values of a column. */
export const valuesOf = ({ rows }: Table, { index }: SheetColumn): string[] =>
  rows.flatMap((row) => cellAt(row, index)?.text ?? []).slice(0, mostValues);

const isRead = (text: string, dimension: 'power' | 'money' | 'part' | 'pieces'): boolean => {
  const read = readWords(text, dimension);
  return !(read instanceof UnreadableWords) && read.qualifier !== 'undisclosed';
};

const moneyWithTerm = (text: string): string => text.replace(/\s+(?:over|for)\s+.*$/i, '');

const looksLike: Readonly<Partial<Record<RoleKind, (text: string) => boolean>>> = {
  url: (text) => /^https?:\/\/\S+$/i.test(text),
  power: (text) => isRead(text, 'power'),
  money: (text) => isRead(moneyWithTerm(text), 'money'),
  part: (text) => isRead(text, 'part'),
  date: (text) => /\d/.test(text) && readDate(text) !== undefined,
};

/** Whether at least so many of a hundred values are of a kind. */
export const areMostly = (values: readonly string[], is: RoleKind, percent = 60): boolean => {
  const like = looksLike[is];
  return (
    like !== undefined && values.length > 0 && values.filter(like).length * 100 >= values.length * percent
  );
};
