import type { Footprint } from './edit.js';

export interface EditFootprint extends Footprint {
  op: string;
  /** Made after all others, so that its place in the list does not matter. */
  isLast: boolean;
}

/** Delays add up, and what is cancelled twice is cancelled: these don't depend on their order. */
const commutes = (left: EditFootprint, right: EditFootprint): boolean =>
  left.op === right.op &&
  (left.op === 'delay' || left.op === 'cancel') &&
  left.reads.every((field) => !field.endsWith('.due'));

const push = (index: Map<string, number[]>, field: string, number: number): void => {
  const numbers = index.get(field);
  if (numbers) numbers.push(number);
  else index.set(field, [number]);
};

/** `deal-x.*` is everything of a deal, its tranches and payments too; `deal-x/a.*` everything of one of them. */
const wholesOf = (field: string): string[] =>
  [...field.matchAll(/[./]/g)]
    .map(({ index }) => `${field.slice(0, index)}.*`)
    .filter((whole) => whole !== field);

/** The edits by the fields that they read or write, and by the wholes that these belong to. */
class FieldIndex {
  readonly #exact = new Map<string, number[]>();
  readonly #within = new Map<string, number[]>();

  constructor(edits: readonly EditFootprint[], fieldsOf: (edit: EditFootprint) => readonly string[]) {
    edits.forEach((edit, number) => {
      for (const field of new Set(fieldsOf(edit))) {
        push(this.#exact, field, number);
        for (const whole of wholesOf(field)) push(this.#within, whole, number);
      }
    });
  }

  /** The edits that name one of these fields, a whole that has it, or something within it. */
  meeting(fields: readonly string[]): number[] {
    return fields.flatMap((field) => [
      ...[field, ...wholesOf(field)].flatMap((name) => this.#exact.get(name) ?? []),
      ...(this.#within.get(field) ?? []),
    ]);
  }
}

/** Two edits conflict when they write the same field, or one's selector reads what the other writes. */
const conflict = (left: EditFootprint, right: EditFootprint): boolean =>
  left.isLast === right.isLast && !(commutes(left, right) && commutes(right, left));

const fieldsSet = ({ writes, adds = [] }: EditFootprint): string[] =>
  writes.filter((field) => !adds.includes(field));

/** For each edit those after it that it may conflict with, by their numbers. */
export const conflictsOf = (edits: readonly EditFootprint[]): number[][] => {
  const [setters, adders, readers] = [
    new FieldIndex(edits, fieldsSet),
    new FieldIndex(edits, ({ adds = [] }) => adds),
    new FieldIndex(edits, ({ reads }) => reads),
  ];
  return edits.map((edit, number) => {
    const { reads, writes } = edit;
    // What only adds to the same does not conflict with its like.
    const others = new Set([
      ...setters.meeting([...writes, ...reads]),
      ...adders.meeting([...fieldsSet(edit), ...reads]),
      ...readers.meeting(writes),
    ]);
    return [...others]
      .filter((other) => other > number && conflict(edit, edits[other]!))
      .sort((left, right) => left - right);
  });
};
