import { eventType } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { type FieldDeclaration, fieldsOf } from '../../../events/kit/declaration.js';
import { Submission } from '../../../events/kit/envelope.js';
import { addressOf, cellAt, type ImportedSheet, type SheetRow } from '../sheet.js';
import type { Table } from '../mapping/table.js';
import type { ProposedEvent } from './proposal.js';
import type { Findings } from './readings.js';

/** What the store assigns: an export has it, and recording elsewhere assigns it anew. */
const assigned = new Set(['revision', 'position', 'recordedAt', 'hash']);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What a cell sends for a field: words stay words, for the ledger to read. */
const valueFor = (text: string, field: FieldDeclaration | undefined): unknown => {
  const { type } = field?.schema() ?? {};
  if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (type === 'integer' && /^\d{1,15}$/.test(text)) return Number(text);
  return /^[[{"]/.test(text) ? parseJson(text) : text;
};

interface NamedCell {
  path: readonly string[];
  value: unknown;
  address: string;
}

const envelope = new Set(fieldsOf(Submission).map(({ name }) => name));

/** "source.title" and "body.power" say where they belong; another name is a member of the envelope or of the body. */
const pathOf = (header: string): readonly string[] => {
  const parts = header.split('.');
  return parts.length > 1 || envelope.has(header) || assigned.has(header) ? parts : ['body', header];
};

const fieldFor = (type: string, path: readonly string[]): FieldDeclaration | undefined => {
  const declared = path[0] === 'body' ? eventType(type) : Submission;
  const name = path[0] === 'body' ? path[1] : path[0];
  return declared && fieldsOf(declared).find((field) => field.name === name);
};

const setIn = (
  target: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void => {
  if (rest.length === 0) target[first] = value;
  else {
    const inner = (target[first] ??= {}) as Record<string, unknown>;
    setIn(inner, rest, value);
  }
};

const cellsOf = ({ sheet, columns }: Table, row: SheetRow, type: string, findings: Findings): NamedCell[] =>
  columns.flatMap(({ index, header }): NamedCell[] => {
    const cell = cellAt(row, index);
    const path = pathOf(header.text);
    if (!cell || assigned.has(path[0]!)) return [];
    const address = addressOf(sheet.name, index, row.number);
    if (cell.fault !== undefined) {
      findings.fault(address, cell.fault);
      return [];
    }
    findings.readings.push({
      address,
      column: header.text,
      as: path.join('.'),
      written: cell.text,
      read: cell.text,
    });
    return [{ path, value: valueFor(cell.text, fieldFor(type, path)), address }];
  });

const typeIn = ({ columns }: Table, row: SheetRow): string => {
  const column = columns.find(({ header }) => header.text === 'type');
  return (column && cellAt(row, column.index)?.text) ?? '';
};

/** A source of which nobody says how close it stands to the fact is whoever keeps the sheet. */
const withSourceKind = (event: Record<string, unknown>): Record<string, unknown> =>
  isPlainObject(event.source) ? { ...event, source: { kind: 'own', ...event.source } } : event;

/** A row of a sheet of events: each column is a member of the event. */
export const eventOfRow = (table: Table, row: SheetRow, findings: Findings): ProposedEvent => {
  const cells = cellsOf(table, row, typeIn(table, row), findings);
  const event: Record<string, unknown> = { body: {} };
  for (const { path, value } of cells) setIn(event, path, value);
  return {
    event: withSourceKind(event) as unknown as ProposedEvent['event'],
    cells: {
      '': addressOf(table.sheet.name, table.columns[0]?.index ?? 0, row.number),
      ...Object.fromEntries(cells.map(({ path, address }) => [`/${path.join('/')}`, address])),
    },
  };
};

/** Whether a sheet is an answer of ours rather than facts: what views show is never taken for what happened. */
export const viewShownIn = ({ rows }: ImportedSheet): string | undefined =>
  rows
    .slice(0, 3)
    .map((row) => /^# view: (.+)$/.exec(cellAt(row, 0)?.text ?? '')?.[1])
    .find((name) => name !== undefined);
