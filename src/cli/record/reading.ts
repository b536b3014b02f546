import { decode, eventType } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { type FieldDeclaration, fieldsOf } from '../../../events/kit/declaration.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { Quantity } from '../../../events/kit/quantity.js';
import { isDate, quantityText } from '../format/field.js';
import type { EventFile } from './event-file.js';

/** What a cell was written as, and what it was read as. */
export interface CellReading {
  place: string;
  field: string;
  written: string;
  read: string;
}

type CellWords = Omit<CellReading, 'place'>;

const isQuantity = (value: unknown): value is Quantity => isPlainObject(value) && 'qualifier' in value;

const days = (text: string): string => {
  const { first, last } = daysOf(text);
  return first === last ? first : `${first} to ${last}`;
};

const readingsOfValue = (field: FieldDeclaration, value: unknown, name: string): CellWords[] => {
  if (Array.isArray(value))
    return value.flatMap((one, index) => readingsOfValue(field, one, `${name}/${index}`));
  if (field.nested && isPlainObject(value)) return readingsOfFields(fieldsOf(field.nested()), value, name);
  if (isQuantity(value))
    return [
      {
        field: name,
        written: value.text ?? JSON.stringify(value),
        read: `${quantityText(field, value)} (${value.qualifier})`,
      },
    ];
  return isDate(field) && typeof value === 'string'
    ? [{ field: name, written: value, read: days(value) }]
    : [];
};

const readingsOfFields = (
  fields: readonly FieldDeclaration[],
  value: Record<string, unknown>,
  name: string,
): CellWords[] =>
  fields.flatMap((field) => readingsOfValue(field, value[field.name], `${name}/${field.name}`));

const clock = (name: string, raw: Record<string, unknown>, read: string): CellWords => ({
  field: `/${name}`,
  written: typeof raw[name] === 'string' ? raw[name] : '(missing)',
  read: days(read),
});

const readingsOfEvent = (raw: unknown, today: string): CellWords[] => {
  const { value } = decode(raw, {
    today,
    newId: () => '00000000-0000-4000-8000-000000000000',
    typeOf: () => undefined,
  });
  const type = value && eventType(value.type);
  if (!value || !type || !isPlainObject(raw)) return [];
  return [
    clock('effectiveOn', raw, value.effectiveOn),
    clock('knownOn', raw, value.knownOn),
    ...readingsOfFields(fieldsOf(type), value.body, '/body'),
  ];
};

/** What every quantity and every date of a file is read as. */
export const readingsOf = ({ events, placeOf }: EventFile, today: string): CellReading[] =>
  events.flatMap((event, index) =>
    readingsOfEvent(event, today).map((found) => ({ place: placeOf(index, found.field), ...found })),
  );
