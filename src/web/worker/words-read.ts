import { eventType } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { decodeMembers, isPlainObject } from '../../../events/kit/decode.js';
import {
  type DeclaredClass,
  type FieldContext,
  type FieldDeclaration,
  fieldsOf,
} from '../../../events/kit/declaration.js';
import { Submission } from '../../../events/kit/envelope.js';
import type { Log } from '../../../projections/kit/log.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';
import { dateText } from '../../charts/words/dates.js';
import { calendarsOf } from '../../imports/rows/row-context.js';
import type { WordsRead } from './protocol.js';
import { measureOf } from './types.js';

interface PlacedField {
  declared: DeclaredClass;
  field: FieldDeclaration;
}

/** The declaration of what stands at a place; an index leads to one of a list. */
const fieldAt = (declared: DeclaredClass, place: readonly string[]): PlacedField | undefined => {
  const [name, ...rest] = place.filter((part) => !/^\d+$/.test(part));
  const field = fieldsOf(declared).find((one) => one.name === name);
  if (!field) return undefined;
  if (rest.length === 0) return { declared, field };
  return field.nested && fieldAt(field.nested(), rest);
};

/** The days of a date that is not one day. */
const daysText = (date: string): string => {
  const { first, last } = daysOf(date);
  return first === last ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
};

const readingText = (value: unknown, field: FieldDeclaration): string | undefined => {
  if (field.is === 'date' && typeof value === 'string') return daysText(value);
  if (!isPlainObject(value) || !isMeasure(value)) return undefined;
  if (value.qualifier === 'undisclosed') return 'undisclosed';
  return measureText(measureOf(field) ?? 'amount', value, { currency: value.currency });
};

/** What is wrong with one member, in the words in which it would be refused. */
const faultOf = ({ declared, field }: PlacedField, text: string, context: FieldContext): string =>
  decodeMembers(declared, { [field.name]: text }, '', context).problems?.find(
    ({ pointer }) => pointer === `/${field.name}`,
  )?.detail ?? 'cannot be read';

const wordsAt = (placed: PlacedField, text: string, context: FieldContext): WordsRead => {
  const value = placed.field.read(text, context);
  if (!placed.field.accepts(value)) return { fault: faultOf(placed, text, context) };
  const says = readingText(value, placed.field);
  return says === undefined ? {} : { says };
};

/** What the dates and amounts that somebody types are read as: those of the envelope, and of the body of a type. */
export const wordsReadIn = (
  type: string,
  typed: Readonly<Record<string, string>>,
  log: Log,
): Record<string, WordsRead> => {
  const context = { calendars: calendarsOf(log) };
  const body = eventType(type);
  return Object.fromEntries(
    Object.entries(typed).flatMap(([place, text]) => {
      const [first = '', ...rest] = place.split('.');
      const placed = first === 'body' ? body && fieldAt(body, rest) : fieldAt(Submission, [first, ...rest]);
      const isWords = placed && (placed.field.is === 'date' || measureOf(placed.field) !== undefined);
      return isWords && text.trim() !== '' ? [[place, wordsAt(placed, text.trim(), context)]] : [];
    }),
  );
};
