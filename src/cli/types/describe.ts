import { eventTypes } from '../../../events/index.js';
import { checksOf, type DeclaredClass, type EventClass, fieldsOf } from '../../../events/kit/declaration.js';
import { schemasOf } from '../../../events/kit/schema.js';
import { kindOf } from '../format/field.js';
import { tableText } from '../format/table.js';
import { bold } from '../terminal.js';
import { categoryOf } from '../../../events/index.js';
import { exampleOf } from './example.js';

export interface FieldRow {
  /** With the fields around it: "over.months". */
  name: string;
  kind: string;
  optional: boolean;
  says: string;
}

/** The fields of a declared class, those of nested ones below their own. */
export const fieldRows = (declared: DeclaredClass, prefix = ''): FieldRow[] =>
  fieldsOf(declared).flatMap((field) => {
    const list = field.schema().type === 'array';
    const row = {
      name: prefix + field.name,
      kind: field.nested ? (list ? 'list of objects' : 'object') : kindOf(field),
      optional: field.optional,
      says: field.says,
    };
    return [
      row,
      ...(field.nested ? fieldRows(field.nested(), `${prefix}${field.name}${list ? '[]' : ''}.`) : []),
    ];
  });

/** What must hold between the fields. */
export const rulesOf = (declared: DeclaredClass): string[] =>
  checksOf(declared).map(({ says, at }) => `${at}: ${says}`);

export const exampleLine = (type: EventClass): string => JSON.stringify(exampleOf(type));

const streamPattern = (type: EventClass): string => {
  const category = categoryOf(type);
  return category === undefined ? 'any stream' : `${category}-…`;
};

/** Every type in a line. */
export const listText = (): string =>
  tableText(
    ['type', 'version', 'stream', 'says'].map((title) => ({ title })),
    eventTypes.map((type) => [
      type.type,
      String(type.about.version),
      streamPattern(type),
      type.about.summary,
    ]),
  );

/** One type with its fields, what must hold between them, and an example. */
export const typeText = (type: EventClass): string => {
  const rows = fieldRows(type);
  const columns = ['field', 'needed', 'holds', 'says'].map((title) => ({ title }));
  return [
    `${bold(type.type)} version ${type.about.version}, on ${streamPattern(type)}`,
    type.about.summary,
    ...(rows.length > 0
      ? [
          '',
          tableText(
            columns,
            rows.map(({ name, kind, optional, says }) => [name, optional ? '' : 'yes', kind, says]),
          ),
        ]
      : ['', 'It has no fields.']),
    ...rulesOf(type).map((rule) => `- ${rule}`),
    '',
    bold('Example'),
    exampleLine(type),
  ].join('\n');
};

/** JSON Schema 2020-12 of the bodies of these types. */
export const typeSchema = (types: readonly EventClass[]): Record<string, unknown> => {
  const $defs = schemasOf(types, '#/$defs/');
  const [only] = types;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(types.length === 1 && { $ref: `#/$defs/${only!.type}` }),
    $defs,
  };
};
