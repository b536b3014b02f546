import canonicalize from 'canonicalize';

/** Printable ASCII without a quote or a backslash: it is written as it is. */
const asItIs = /^[ !#-[\]-~]*$/;

type ToldObject = Readonly<Record<string, unknown>>;

/** A member of an object: what stands before its value, and who writes it where it is an object itself. */
interface WrittenMember {
  readonly name: string;
  readonly before: string;
  readonly within: ObjectTexts;
}

const areSame = (names: readonly string[], others: readonly string[] = []): boolean => {
  if (names.length !== others.length) return false;
  for (let place = 0; place < names.length; place++) if (names[place] !== others[place]) return false;
  return true;
};

const textOf = (value: unknown, within: ObjectTexts): string => {
  if (value === null) return 'null';
  if (typeof value === 'string' && asItIs.test(value)) return `"${value}"`;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'object' && !Array.isArray(value)
    ? within.of(value as ToldObject)
    : canonicalize(value)!;
};

/**
 * The RFC 8785 form of plain objects, one after the other: most have the members of the one before, so that names are put in
 * order and written once. Throws where a value has no canonical form.
 */
export class ObjectTexts {
  #names: readonly string[] = [];
  #members: readonly WrittenMember[] = [];

  /** Some members may be left out; within members none is. */
  constructor(private readonly leftOut: ReadonlySet<string> = new Set()) {}

  of(told: ToldObject): string {
    const names = Object.keys(told);
    if (!areSame(names, this.#names)) this.#learn(names);
    let text = '';
    for (const { name, before, within } of this.#members) {
      const value = told[name];
      if (value !== undefined) text += `${text === '' ? '' : ','}${before}${textOf(value, within)}`;
    }
    return `{${text}}`;
  }

  #learn(names: readonly string[]): void {
    this.#names = names;
    this.#members = names
      .filter((name) => !this.leftOut.has(name))
      .sort()
      .map((name) => ({ name, before: `${canonicalize(name)}:`, within: new ObjectTexts() }));
  }
}
