import { keptDate } from '../../../events/kit/date.js';
import type { Calendars } from '../../../events/kit/words/date.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import { measureText } from '../../../projections/wording/measure.js';
import type { KnownParties } from '../ledger/known-parties.js';
import type { ConstantUse, MappedColumn } from '../mapping/mapping.js';
import type { RoleKind } from '../mapping/roles.js';
import { addressOf, cellAt, type SheetCell, type SheetRow } from '../sheet.js';
import {
  type QuantityWords,
  readMoney,
  readMonths,
  readPart,
  readPieces,
  readPower,
  readRate,
  splitTerm,
} from './amounts.js';
import { choices } from './choices.js';
import type { Findings, Told } from './readings.js';

/** What all rows of a sheet are read by. */
export interface RowContext {
  sheet: string;
  columns: readonly MappedColumn[];
  constants: readonly ConstantUse[];
  parties: KnownParties;
  findings: Findings;
  calendars?: Calendars;
  /** The one currency of the rest of a column. */
  currencyOf: (column: MappedColumn) => string | undefined;
}

interface ToldPlace {
  cell: SheetCell;
  column?: MappedColumn;
  address: string;
}

/** An amount, the whole or each month's, and for how many months. */
export interface TermedAmount {
  amount: QuantityWords;
  isRate: boolean;
  months?: number;
}

/** What adds up: in a merged cell it is said once, however many rows it stands beside. */
const counted: readonly RoleKind[] = ['power', 'pieces', 'money', 'part'];

type CellResult<Value> = { value: Value; read: string; note?: string } | { fault: string };

const units = { power: 'amountKw', part: 'amountBp', money: 'amountUsCents', pieces: 'amount' } as const;

const boundsText = (
  kind: keyof typeof units,
  { quantity: { low, point, high, currency, qualifier } }: QuantityWords,
): string => `${measureText(units[kind], { low, point, high }, { currency })} (${qualifier})`;

/** Reads a row by what its columns are used for; every cell's reading, and what is wrong with it, is kept. */
export class RowReader {
  constructor(
    private readonly context: RowContext,
    readonly row: SheetRow,
  ) {}

  /** Where the row begins: for what is said of all of it. */
  get address(): string {
    return addressOf(this.context.sheet, this.context.columns[0]?.index ?? 0, this.row.number);
  }

  /** As it stands, unread. */
  raw(role: string): string | undefined {
    return this.#place(role)?.cell.text.trim();
  }

  text(role: string): Told | undefined {
    return this.#take(role, ({ text }) => ({ value: text.slice(0, 300), read: text.slice(0, 300) }));
  }

  url(role: string): Told | undefined {
    return this.#take(role, ({ text }) => ({ value: text, read: text }));
  }

  slug(role: string): Told | undefined {
    return this.#take<string>(role, ({ text }) => {
      const value = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
      return value === '' ? { fault: `no name can be made of "${text}"` } : { value, read: value };
    });
  }

  party(role: string): Told | undefined {
    return this.#take(role, ({ text }) => this.#party(text));
  }

  /** "OpenAI / AWS": the first and the second of them. */
  pair(role: string): Told<readonly string[]> | undefined {
    return this.#take<readonly string[]>(role, ({ text }) => {
      const names = text.split(/\s*(?:\/|\||&|,|;|–|—|\s-\s|\band\b|↔|→)\s*/).filter((name) => name !== '');
      if (names.length !== 2)
        return { fault: `names ${names.length} parties: write two, like "OpenAI / AWS"` };
      const found = names.map((name) => this.context.parties.find(name));
      const wrong = found.find((one) => 'fault' in one);
      if (wrong && 'fault' in wrong) return wrong;
      const value = found.flatMap((one) => ('party' in one ? one.party : []));
      return { value, read: value.join(' and ') };
    });
  }

  date(role: string): Told | undefined {
    return this.#take<string>(role, ({ text }) => {
      const value = keptDate(text, this.context.calendars);
      return value instanceof UnreadableWords ? { fault: value.detail } : { value, read: value };
    });
  }

  choice(role: string, read = choices[role]): Told | undefined {
    return this.#take<string>(role, ({ text }) => {
      const value = read?.read(text);
      return value === undefined
        ? { fault: `"${text}" is none of ${read?.values.join(', ') ?? ''}` }
        : { value, read: value };
    });
  }

  power(role: string): Told<QuantityWords> | undefined {
    return this.#take(role, ({ text }, column) => this.#quantity('power', readPower(text, column?.unit)));
  }

  pieces(role: string): Told<QuantityWords> | undefined {
    return this.#take(role, ({ text }) => this.#quantity('pieces', readPieces(text)));
  }

  part(role: string): Told<QuantityWords> | undefined {
    return this.#take(role, ({ text }, column) => this.#quantity('part', readPart(text, column?.unit)));
  }

  money(role: string): Told<QuantityWords> | undefined {
    return this.#take(role, ({ text }, column) => this.#quantity('money', this.#moneyIn(text, column)));
  }

  months(role: string): Told<number> | undefined {
    return this.#take<number>(role, ({ text }, column) => {
      const value = readMonths(text, column?.header);
      return value === undefined
        ? { fault: `can't read "${text}" as a length of time: write "84 months" or "seven years"` }
        : { value, read: `${value} months` };
    });
  }

  /** "$38B over seven years", "$1.25B per month". */
  termedAmount(role: string): Told<TermedAmount> | undefined {
    return this.#take(role, ({ text }, column) => {
      const { amount: words, term } = splitTerm(text);
      const months = term === undefined ? undefined : readMonths(term);
      if (term !== undefined && months === undefined)
        return { fault: `can't read "${term}" as a length of time: write "84 months" or "seven years"` };
      const rate = readRate(words);
      const read = this.#quantity('money', rate ?? this.#moneyIn(words, column));
      if ('fault' in read) return read;
      const said = `${read.read}${rate ? ' a month' : ''}${months === undefined ? '' : ` over ${months} months`}`;
      const value = {
        amount: read.value,
        isRate: rate !== undefined,
        ...(months !== undefined && { months }),
      };
      return { ...read, value, read: said };
    });
  }

  /** The columns that hold a role for a date each, and what stands in them. */
  dated<Value>(
    role: string,
    read: (reader: RowReader) => Told<Value> | undefined,
  ): (Told<Value> & { period: string })[] {
    return this.context.columns
      .filter(({ as, period }) => as === role && period !== undefined)
      .flatMap((column) => {
        const alone = new RowReader({ ...this.context, columns: [column], constants: [] }, this.row);
        const told = read(alone);
        return told ? [{ ...told, period: column.period! }] : [];
      });
  }

  /** The same reader without the columns that stand for a date each. */
  get undated(): RowReader {
    return new RowReader(
      { ...this.context, columns: this.context.columns.filter(({ period }) => period === undefined) },
      this.row,
    );
  }

  /** Says that a cell is read and not kept, and why. */
  leaveOut(address: string, why: string): void {
    this.context.findings.leaveOut(address, why);
  }

  has(role: string): boolean {
    return this.#place(role) !== undefined;
  }

  #moneyIn(text: string, column: MappedColumn | undefined): QuantityWords | UnreadableWords {
    return readMoney(text, column?.unit, column && this.context.currencyOf(column));
  }

  #party(text: string): CellResult<string> {
    const found = this.context.parties.find(text);
    if ('fault' in found) return found;
    const isNew = this.context.parties.proposed.has(found.party);
    return { value: found.party, read: found.party, ...(isNew && { note: 'a new party' }) };
  }

  #quantity(kind: keyof typeof units, read: QuantityWords | UnreadableWords): CellResult<QuantityWords> {
    if (read instanceof UnreadableWords) return { fault: read.detail };
    return { value: read, read: boundsText(kind, read), ...(read.note !== undefined && { note: read.note }) };
  }

  #place(role: string): ToldPlace | undefined {
    const { sheet, columns, constants } = this.context;
    const column = columns.find(({ as, index }) => as === role && cellAt(this.row, index) !== undefined);
    const cell = column && cellAt(this.row, column.index);
    if (cell?.isRepeated && column && counted.includes(column.is)) return undefined;
    if (column)
      return {
        cell: cellAt(this.row, column.index)!,
        column,
        address: addressOf(sheet, column.index, this.row.number),
      };
    const constant = constants.find(({ as }) => as === role);
    return constant && { cell: { text: constant.value }, address: this.address };
  }

  #take<Value>(
    role: string,
    read: (cell: SheetCell, column: MappedColumn | undefined) => CellResult<Value>,
  ): Told<Value> | undefined {
    const place = this.#place(role);
    if (!place) return undefined;
    const { cell, column, address } = place;
    const { findings } = this.context;
    if (cell.fault !== undefined) return findings.fault(address, cell.fault);
    const found = read({ ...cell, text: cell.text.trim() }, column);
    if ('fault' in found) return findings.fault(address, found.fault);
    const note = [cell.note, found.note].filter((one) => one !== undefined).join('; ');
    if (column)
      findings.readings.push({
        address,
        column: column.header,
        as: role,
        written: cell.text,
        read: found.read,
        ...(note !== '' && { note }),
      });
    return { value: found.value, address };
  }
}
