import type { Problem } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';

/** A value with every assumption put into its place. */
export interface FilledValue {
  value: unknown;
  /** The names of the assumptions that it reads. */
  reads: string[];
  problems: Problem[];
}

const nameIn = (value: unknown): string | undefined =>
  isPlainObject(value) && Object.keys(value).length === 1 && typeof value.assumption === 'string'
    ? value.assumption
    : undefined;

const deepest = 40;

/** The named values that edits read in the place of their own. */
export class Assumptions {
  readonly #values: Map<string, unknown>;

  constructor(given: Readonly<Record<string, unknown>>) {
    this.#values = new Map(Object.entries(given));
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  set(name: string, value: number): void {
    this.#values.set(name, value);
  }

  /** Puts the values in the place of every {"assumption": name}. */
  fill(raw: Record<string, unknown>, pointer: string): FilledValue & { value: Record<string, unknown> } {
    const filled: FilledValue = { value: raw, reads: [], problems: [] };
    const entries = Object.entries(raw).map(([name, inner]) => [
      name,
      this.#filled(inner, `${pointer}/${name}`, filled, 0),
    ]);
    return { ...filled, value: Object.fromEntries(entries) as Record<string, unknown> };
  }

  #filled(value: unknown, pointer: string, into: FilledValue, depth: number): unknown {
    if (depth > deepest) return value;
    const name = nameIn(value);
    if (name !== undefined) return this.#valueOf(name, pointer, into);
    if (Array.isArray(value))
      return value.map((inner, index) => this.#filled(inner, `${pointer}/${index}`, into, depth + 1));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        this.#filled(inner, `${pointer}/${key}`, into, depth + 1),
      ]),
    );
  }

  #valueOf(name: string, pointer: string, into: FilledValue): unknown {
    into.reads.push(name);
    if (this.#values.has(name)) return this.#values.get(name);
    into.problems.push({
      pointer,
      detail: `there is no assumption "${name}"; set it before, or give it under assumptions`,
    });
    return undefined;
  }
}
