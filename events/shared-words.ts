/** So many different texts are known at once; beyond, they are learnt anew. */
const mostKnown = 50_000;
/** What is longer is seldom said twice. */
const longest = 200;

/**
 * Texts that come again and again, each kept once. Half of what a log takes in memory are words: names, dates and
 * titles that every line of a file brings anew.
 */
export class SharedWords {
  readonly #known = new Map<string, string>();

  /** The same text, as it was met first. */
  text(text: string): string {
    if (text.length > longest) return text;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(text, text);
    return text;
  }

  /** The same JSON with its texts shared, wherever they stand in it: what was given is changed in place. */
  json<Json>(value: Json): Json;
  json(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) for (const [index, one] of value.entries()) value[index] = this.json(one);
    else if (isMembers(value)) for (const name in value) value[name] = this.json(value[name]);
    return value;
  }
}

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
