import type { Footprint } from './edits/edit.js';

export interface Printed extends Footprint {
  op: string;
  /** Made after all others, so that its place in the list does not matter. */
  isLast: boolean;
}

/** Delays add up, and what is cancelled twice is cancelled: these don't depend on their order. */
const commutes = (left: Printed, right: Printed): boolean =>
  left.op === right.op &&
  (left.op === 'delay' || left.op === 'cancel') &&
  left.reads.every((field) => !field.endsWith('.due'));

/** `deal-x.*` is everything of a deal, its tranches and payments too; `deal-x/a.*` everything of one of them. */
const within = (field: string, whole: string): boolean =>
  whole.endsWith('.*') &&
  (field.startsWith(whole.slice(0, -1)) || field.startsWith(`${whole.slice(0, -2)}/`));

const meets = (fields: readonly string[], others: readonly string[]): boolean =>
  fields.some((field) =>
    others.some((other) => field === other || within(field, other) || within(other, field)),
  );

/** Two edits conflict when they write the same field, or one's selector reads what the other writes. */
const conflict = (left: Printed, right: Printed): boolean =>
  left.isLast === right.isLast &&
  !(commutes(left, right) && commutes(right, left)) &&
  (meets(left.writes, right.writes) || meets(left.reads, right.writes) || meets(right.reads, left.writes));

/** The pairs of edits whose order matters, by their numbers. */
export const orderDependent = (edits: readonly Printed[]): [number, number][] =>
  edits.flatMap((left, index) =>
    edits
      .slice(index + 1)
      .flatMap((right, offset): [number, number][] =>
        conflict(left, right) ? [[index, index + 1 + offset]] : [],
      ),
  );
