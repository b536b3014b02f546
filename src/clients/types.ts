import { docstring, isName, quoted, typeName } from './names.js';
import { nameOfRef, type PartSchema } from './schema.js';

const anyObject = 'Dict[str, Any]';

const plain: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  null: 'None',
};

const union = (types: readonly string[]): string => {
  const distinct = [...new Set(types)];
  if (distinct.includes('Any')) return 'Any';
  const [first = 'Any', ...others] = distinct;
  return others.length === 0 ? first : `Union[${distinct.join(', ')}]`;
};

const literal = (values: readonly unknown[]): string =>
  union([
    ...(values.some((value) => value !== null)
      ? [
          `Literal[${values
            .filter((value) => value !== null)
            .map(literalOf)
            .join(', ')}]`,
        ]
      : []),
    ...(values.includes(null) ? ['None'] : []),
  ]);

const literalOf = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
};

/** Types of Python for schemas of the description; those of objects are declared as they are met. */
export class PythonTypes {
  readonly #declared: string[] = [];
  readonly #objects = new Map<string, string>();

  readonly #components: ReadonlySet<string>;

  /** `isSent`: what is sent may have members that are not named, which no type of an object lets through. */
  constructor(
    components: readonly string[],
    private readonly isSent: (component: string) => boolean,
  ) {
    this.#components = new Set(components.map((name) => typeName(name)));
  }

  /** The declarations of all types that were met, in an order that Python can read. */
  get declarations(): readonly string[] {
    return this.#declared;
  }

  /** Declares a component under its name. */
  declare(name: string, schema: PartSchema): void {
    const isSent = this.isSent(name);
    if (schema.properties !== undefined && !(isSent && isOpen(schema))) {
      this.#declareObject(typeName(name), schema, isSent);
      return;
    }
    const said = schema.description === undefined ? [] : [`# ${schema.description}`];
    this.#declared.push([...said, `${typeName(name)} = ${this.#of(schema, [name], isSent)}`].join('\n'));
  }

  /** The type of a schema; objects within it are named by the path to it. */
  typeOf(schema: PartSchema | undefined, ...path: readonly string[]): string {
    return this.#of(schema ?? {}, path, false);
  }

  #of(schema: PartSchema, path: readonly string[], isSent: boolean): string {
    if (schema.$ref !== undefined) return quoted(typeName(nameOfRef(schema.$ref)));
    if (schema.const !== undefined) return literal([schema.const]);
    if (schema.enum !== undefined) return literal(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) return this.#oneOf(choices, path, isSent);
    if (typeof schema.type === 'object')
      return union(schema.type.map((type) => this.#of({ ...schema, type }, path, isSent)));
    if (schema.type === 'array') return `List[${this.#of(schema.items ?? {}, path, isSent)}]`;
    if (schema.type === 'object') return this.#object(schema, path, isSent);
    return plain[schema.type ?? ''] ?? 'Any';
  }

  /** Several objects are told apart by their number; one of them alone needs none, unless it is a component's own. */
  #oneOf(choices: readonly PartSchema[], path: readonly string[], isSent: boolean): string {
    const isNumbered = path.length === 1 || choices.filter(({ properties }) => properties).length > 1;
    return union(
      choices.map((one, index) => this.#of(one, isNumbered ? [...path, String(index + 1)] : path, isSent)),
    );
  }

  #object(schema: PartSchema, path: readonly string[], isSent: boolean): string {
    if (
      schema.properties !== undefined &&
      Object.keys(schema.properties).length > 0 &&
      !(isSent && isOpen(schema))
    ) {
      return quoted(this.#declareObject(this.#nameWithin(path), schema, isSent));
    }
    const { additionalProperties: each } = schema;
    return typeof each === 'object' ? `Dict[str, ${this.#of(each, path, isSent)}]` : anyObject;
  }

  /** No component is called so. */
  #nameWithin(path: readonly string[]): string {
    const name = typeName(...path);
    return this.#components.has(name) ? `${name}_` : name;
  }

  /** Declares an object and gives its name: another one where that is taken by something else. */
  #declareObject(name: string, schema: PartSchema, isSent: boolean): string {
    const required = new Set(schema.required);
    const members = Object.entries(schema.properties ?? {}).map(
      ([member, one]): [string, string, PartSchema] => {
        const type = this.#of(one, [name, member], isSent);
        return [member, required.has(member) ? type : `NotRequired[${type}]`, one];
      },
    );
    const lines = members.every(([member]) => isName(member)) ? classLines : callLines;
    for (let number = 1; ; number++) {
      const free = number === 1 ? name : `${name}${number}`;
      const text = lines(free, members, schema).join('\n');
      const before = this.#objects.get(free);
      if (before === undefined) this.#declared.push(text);
      if (before === undefined || before === text) {
        this.#objects.set(free, text);
        return free;
      }
    }
  }
}

type Member = readonly [string, string, PartSchema];

/** Whether there may be more members than are named. */
const isOpen = ({ additionalProperties }: PartSchema): boolean => additionalProperties !== false;

const classLines = (name: string, members: readonly Member[], { description = '' }: PartSchema): string[] => [
  `class ${name}(TypedDict):`,
  ...docstring(description, '    '),
  ...members.flatMap(([member, type, { description: says = '' }]) => [
    `    ${member}: ${type}`,
    ...docstring(says, '    '),
  ]),
  ...(members.length === 0 ? ['    pass'] : []),
];

/** With a member that no name of Python can be, such as from. */
const callLines = (name: string, members: readonly Member[], { description }: PartSchema): string[] => [
  ...(description === undefined ? [] : [`# ${description}`]),
  `${name} = TypedDict(`,
  `    ${quoted(name)},`,
  '    {',
  ...members.map(([member, type]) => `        ${quoted(member)}: ${quoted(type.replaceAll('"', "'"))},`),
  '    },',
  ')',
];
