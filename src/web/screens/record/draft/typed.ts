import { isMeasure, measureText } from '../../../../../projections/wording/measure.js';
import type { Contents, Field } from '../../../worker/protocol.js';

type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is in the ledger, by the names that people type. */
export type KnownThings = Pick<Contents, 'parties' | 'deals' | 'markets' | 'today'>;

const nameOf = (id: string, { kind }: Field, { parties, deals }: KnownThings): string => {
  const things = kind === 'party' ? parties : kind === 'deal' ? deals : [];
  return things.find((one) => one.id === id)?.name ?? id;
};

/** One value as somebody would type it: in the words of its source where it has some. */
const typedText = (value: unknown, field: Field, known: KnownThings): string => {
  if (!isMembers(value)) return nameOf(String(value), field, known);
  if (typeof value.text === 'string') return value.text;
  if (value.qualifier === 'undisclosed') return 'undisclosed';
  return isMeasure(value) ? measureText(field.measure ?? 'amount', value, { currency: value.currency }) : '';
};

const typedAt = (place: string, value: unknown, field: Field, known: KnownThings): [string, string][] => {
  if (value === undefined) return [];
  if (Array.isArray(value) && field.kind === 'choice')
    return value.map((one) => [`${place}.${String(one)}`, 'true']);
  if (Array.isArray(value)) return value.flatMap((one, row) => typedAt(`${place}.${row}`, one, field, known));
  return field.kind === 'group' && isMembers(value)
    ? Object.entries(typedIn(value, field.fields, known)).map(([name, text]) => [`${place}.${name}`, text])
    : [[place, typedText(value, field, known)]];
};

/** A body as somebody would have typed it, by the places of its fields. */
export const typedIn = (
  body: Members,
  fields: readonly Field[],
  known: KnownThings,
): Record<string, string> =>
  Object.fromEntries(fields.flatMap((field) => typedAt(field.name, body[field.name], field, known)));
