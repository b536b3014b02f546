import type { Party } from '../../../events/party/party.js';
import type { Calendars } from '../../../events/kit/words/date.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import { type Log, stateAt } from '../../../projections/kit/log.js';
import type { Table } from '../mapping/table.js';
import { cellAt } from '../sheet.js';
import { readMoney, splitTerm } from './amounts.js';
import type { RowContext } from './row-reader.js';

const currencyOfColumn = (table: Table, index: number): string | undefined => {
  const found = table.rows.flatMap((row) => {
    const { amount } = splitTerm(cellAt(row, index)?.text ?? '');
    const read = readMoney(amount, undefined, undefined);
    return read instanceof UnreadableWords ? [] : (read.quantity.currency ?? []);
  });
  const [first, second] = new Set(found);
  return second === undefined ? first : undefined;
};

/** The one currency of a column, found once for all its cells. */
export const currencyIn = (table: Table): RowContext['currencyOf'] => {
  const found = new Map<number, string | undefined>();
  return ({ index }) => {
    if (!found.has(index)) found.set(index, currencyOfColumn(table, index));
    return found.get(index);
  };
};

/** The fiscal years of the parties that words name. */
export const calendarsOf =
  (log: Log): Calendars =>
  (named) => {
    const slug = named
      ?.trim()
      .toLowerCase()
      .replace(/[\s.&]+/g, '-');
    const endsIn = slug === undefined ? undefined : stateAt<Party>(log, `party-${slug}`).fiscalYearEndsIn;
    return slug === undefined || endsIn === undefined ? [] : [{ party: slug, endsIn }];
  };
