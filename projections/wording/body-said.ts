import { eventType } from '../../events/index.js';
import {
  type DeclaredClass,
  type FieldDeclaration,
  fieldsOf,
  type JsonSchema,
} from '../../events/kit/declaration.js';
import { isPlainObject } from '../../events/kit/json.js';
import { grouped } from './grouped.js';
import { titleOf } from './measure.js';
import { periodSaid } from './period-said.js';
import { slugWords } from './slug-words.js';

/** What a body names, by its id there. */
export interface BodyNames {
  party(slug: string): string;
  publisher(id: string): string;
  deal(stream: string): string;
}

const titles: Readonly<Record<string, string>> = {
  h100Equivalents: 'H100-equivalents',
  ratePerMonth: 'a month',
  passesThrough: 'paid out of',
};

const placePattern = /^(deal-[a-z0-9-]+)(?:\/([a-z0-9-]+))?$/;

const isId = ({ pattern, format }: JsonSchema): boolean => pattern !== undefined && format === undefined;

/** "“GW 1” of OpenAI buys 6 GW of AMD processors"; the words of another id. */
const idSaid = (id: string, { deal }: BodyNames): string => {
  const [, stream, part] = placePattern.exec(id) ?? [];
  if (stream === undefined) return slugWords(id);
  return part === undefined ? deal(stream) : `“${slugWords(part)}” of ${deal(stream)}`;
};

const textSaid = (text: string, field: FieldDeclaration, schema: JsonSchema, names: BodyNames): string => {
  if (field.is === 'party') return names.party(text);
  if (field.name === 'publisher') return names.publisher(text);
  if (field.is === 'date') return periodSaid(text);
  if (schema.enum) return slugWords(text);
  return isId(schema) ? idSaid(text, names) : text;
};

const oneSaid = (value: unknown, field: FieldDeclaration, schema: JsonSchema, names: BodyNames): string => {
  if (field.nested) return membersSaid(field.nested(), value, names, ' ');
  if (typeof value === 'string') return textSaid(value, field, schema, names);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return grouped(value);
  return isPlainObject(value) && typeof value.text === 'string' ? value.text : '';
};

const valueSaid = (value: unknown, field: FieldDeclaration, names: BodyNames): string => {
  const schema = field.schema();
  if (!Array.isArray(value)) return oneSaid(value, field, schema, names);
  const items = (schema.items ?? schema) as JsonSchema;
  return value.map((one) => oneSaid(one, field, items, names)).join('; ');
};

/** What says nothing of its own: a basis that nobody stated, the id of another event. */
const isSilent = (value: unknown, field: FieldDeclaration): boolean =>
  value === undefined || value === 'unstated' || field.schema().format === 'uuid';

const membersSaid = (declared: DeclaredClass, body: unknown, names: BodyNames, between: string): string =>
  isPlainObject(body)
    ? fieldsOf(declared)
        .filter((field) => !isSilent(body[field.name], field))
        .map((field) => [
          titles[field.name] ?? titleOf(field.name),
          valueSaid(body[field.name], field, names),
        ])
        .filter(([, said]) => said !== '')
        .map((said) => said.join(' '))
        .join(between)
    : '';

/** All that a body says, member by member, with everything by its name; empty where its type is not known. */
export const bodySaid = (type: string, body: unknown, names: BodyNames): string => {
  const declared = eventType(type);
  return declared ? membersSaid(declared, body, names, ', ') : '';
};
