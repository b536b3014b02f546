import { docstring, quoted, snakeName, typeName } from './names.js';
import type { Content, DescribedOperation, DescribedParameter } from './schema.js';
import type { PythonTypes } from './types.js';

const json = 'application/json';
/** What goes on is read message by message. */
const messages = 'Iterator[Message]';

const isJson = (type: string): boolean => type.endsWith('json') && !type.endsWith('ndjson');
const isText = (type: string): boolean => /^text\/|xml$|ndjson$|bibtex$/.test(type);

/** What content is once it was read. */
const readType = (content: Content, types: PythonTypes, name: string): string[] =>
  Object.entries(content).map(([type, { schema }]) => {
    if (type === 'text/event-stream') return messages;
    if (isJson(type)) return types.typeOf(schema, name, 'Answer');
    return isText(type) ? 'str' : 'bytes';
  });

const unionOf = (types: readonly string[]): string => {
  const distinct = [...new Set(types)];
  return distinct.length > 1 ? `Union[${distinct.join(', ')}]` : (distinct[0] ?? 'None');
};

/** Of all that may come of it when nothing is refused. */
const answerType = ({ responses }: DescribedOperation, types: PythonTypes, name: string): string =>
  unionOf(
    Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { content = {} }]) => readType(content, types, name)),
  );

interface Argument {
  name: string;
  type: string;
  usual?: string;
  says: string;
}

/** Stands for every parameter that has no name of its own. */
const isExploded = ({ explode }: DescribedParameter): boolean => explode === true;

const argumentOf = (parameter: DescribedParameter, types: PythonTypes, name: string): Argument => {
  const { name: written, required = false, schema, description = '' } = parameter;
  const type = types.typeOf(schema, name, written);
  return {
    name: snakeName(written),
    type: required ? type : `Optional[${type}]`,
    ...(!required && { usual: 'None' }),
    says: description,
  };
};

/** Forms are left out: the sheet itself is sent. */
const sendable = ({ requestBody }: DescribedOperation): [string, Content[string]][] =>
  Object.entries(requestBody?.content ?? {}).filter(([type]) => type !== 'multipart/form-data');

const bodyArguments = (operation: DescribedOperation, types: PythonTypes, name: string): Argument[] => {
  const contents = sendable(operation);
  const [first] = contents.find(([type]) => type === json) ?? contents[0] ?? [];
  if (first === undefined) return [];
  const sent = contents.flatMap(([type, { schema }]) =>
    isJson(type) ? [types.typeOf(schema, name, 'Body')] : ['str', 'bytes'],
  );
  const body = { name: 'body', type: unionOf(sent), says: '' };
  const isOptional = operation.requestBody?.required === false;
  return [
    isOptional ? { ...body, type: `Optional[${body.type}]`, usual: 'None' } : body,
    ...(contents.length > 1
      ? [
          {
            name: 'content_type',
            type: `Literal[${contents.map(([type]) => quoted(type)).join(', ')}]`,
            usual: quoted(first),
            says: '',
          },
        ]
      : []),
  ];
};

const written = ({ name, type, usual }: Argument): string =>
  usual === undefined ? `${name}: ${type}` : `${name}: ${type} = ${usual}`;

const dictOf = (parameters: readonly DescribedParameter[]): string => {
  const parts = parameters.map((one) =>
    isExploded(one) ? `**(${snakeName(one.name)} or {})` : `${quoted(one.name)}: ${snakeName(one.name)}`,
  );
  return `{${parts.join(', ')}}`;
};

const pathText = (path: string): string =>
  path.includes('{')
    ? `f${quoted(path.replace(/\{(\w+)\}/g, (_, name: string) => `{urllib.parse.quote(${snakeName(name)}, safe='')}`))}`
    : quoted(path);

/** What arguments are told to mean is said once, at the first method that has them. */
export class ToldArguments {
  readonly #told = new Map<string, string>();

  /** Lines of a documentation string. */
  of(method: string, all: readonly Argument[]): string {
    const explained = all
      .filter(({ says }) => says !== '')
      .map(({ name, says }) => `\n        ${name}: ${says}`);
    const text = explained.join('');
    if (text === '') return '';
    const before = this.#told.get(text);
    if (before === undefined) this.#told.set(text, method);
    return `\n${before === undefined ? text : `\n        The arguments are those of ${before}.`}\n        `;
  }
}

interface Arguments {
  /** By their place: what goes into the path, and what is sent. */
  placed: readonly Argument[];
  /** By their name, those that must be given first. */
  named: readonly Argument[];
}

const within = ({ parameters = [] }: DescribedOperation, place: string): DescribedParameter[] =>
  parameters.filter((one) => one.in === place);

/** Where a job is told by a header alone, which a method does not give back, whoever calls it waits. */
const headersOf = (operation: DescribedOperation): DescribedParameter[] => {
  const started = operation.responses['202'];
  return started && !started.content ? [] : within(operation, 'header');
};

const argumentsOf = (operation: DescribedOperation, types: PythonTypes, name: string): Arguments => {
  const inPath = within(operation, 'path').map((one) => argumentOf(one, types, name));
  const asked = [...within(operation, 'query'), ...headersOf(operation)];
  const named = asked.map((one) => argumentOf(one, types, name));
  return {
    placed: [...inPath, ...bodyArguments(operation, types, name)],
    named: [...named.filter(({ usual }) => usual === undefined), ...named.filter(({ usual }) => usual)],
  };
};

const signatureLines = ({ placed, named }: Arguments): string[] =>
  ['self', ...placed.map(written), ...(named.length > 0 ? ['*'] : []), ...named.map(written)].map(
    (one) => `        ${one},`,
  );

const sentText = (operation: DescribedOperation): string[] => {
  const [first, ...others] = sendable(operation);
  if (first === undefined) return [];
  return ['body', others.length > 0 ? 'content_type' : quoted(first[0])];
};

const callText = (method: string, path: string, operation: DescribedOperation): string =>
  [
    quoted(method.toUpperCase()),
    pathText(path),
    dictOf(within(operation, 'query')),
    dictOf(headersOf(operation)),
    ...sentText(operation),
  ].join(', ');

/** One operation as a method. */
export const methodText = (
  method: string,
  path: string,
  operation: DescribedOperation,
  types: PythonTypes,
  told: ToldArguments,
): string => {
  const { operationId, summary = '' } = operation;
  const name = snakeName(operationId);
  const all = argumentsOf(operation, types, typeName(operationId));
  const returned = answerType(operation, types, typeName(operationId));
  const call = returned === messages ? '_follow' : '_ask';
  return [
    `    def ${name}(`,
    ...signatureLines(all),
    `    ) -> ${returned}:`,
    ...docstring(`${summary}${told.of(name, [...all.placed, ...all.named])}`, '        '),
    `        return self.${call}(${callText(method, path, operation)})`,
  ].join('\n');
};
