import type { Problem } from '../../events/index.js';
import type { Log } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import type { Printed } from './conflicts.js';
import { EditedLog } from './edited-log.js';
import type { Assuming, Outcome } from './edits/edit.js';
import type { Edit, Read } from './scenario.js';

export interface Effect extends Outcome {
  edit: number;
  op: string;
  status: 'applied' | 'no-effect';
  /** What is drawn for it, where it is uncertain; shown here as if it had come about. */
  variable?: string;
}

export interface Edited {
  log: EditedLog;
  effects: Effect[];
  footprints: Printed[];
}

export const checked = (edit: Edit, log: EditedLog, assuming: Assuming): Problem[] =>
  [edit, ...(edit.others ?? [])].flatMap(({ kind, fields, pointer }) =>
    kind
      .check(fields, log, assuming)
      .map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` })),
  );

const effectOf = ({ kind, index, variable }: Edit, outcome: Outcome): Effect => ({
  edit: index,
  op: kind.op,
  status: outcome.touched.length > 0 ? 'applied' : 'no-effect',
  ...outcome,
  ...(variable && { variable: variable.id }),
});

/** Alternatives print together: either may come about. */
export const printed = (edit: Edit, log: EditedLog): Printed => {
  const all = [edit, ...(edit.others ?? [])];
  const prints = all.map(({ kind, fields }) => kind.footprint(fields, log));
  const assumed = all.flatMap(({ reads }) => reads.map((name) => `assumption:${name}`));
  return {
    op: edit.kind.op,
    isLast: edit.kind.isLast === true,
    reads: [...prints.flatMap(({ reads }) => reads), ...assumed],
    writes: prints.flatMap(({ writes }) => writes),
  };
};

/** In the order in which they are made. */
export const inOrder = (edits: readonly Edit[]): Edit[] => [
  ...edits.filter(({ kind }) => !kind.isLast),
  ...edits.filter(({ kind }) => kind.isLast),
];

/** What is made, in the order in which it is made. */
export const madeIn = (edits: readonly Edit[]): Edit[] => inOrder(edits).filter(({ isMade }) => isMade);

/** Ids of hypothetical events count up, so that a scenario's answer is the same every time it is run. */
export const assumingOf = (
  edits: readonly Edit[],
  today: string,
  from = 0,
): Assuming & { counted: () => number } => {
  let count = from;
  return {
    today,
    newId: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    counted: () => count,
    read: new Set(edits.flatMap(({ reads }) => reads)),
  };
};

/** A log on which edits are made, each as far as it can be: one whose target another outcome took away does nothing. */
export class Editing {
  readonly #assuming: ReturnType<typeof assumingOf>;

  constructor(
    readonly log: EditedLog,
    readonly edits: readonly Edit[],
    readonly today: string,
    from = 0,
  ) {
    this.#assuming = assumingOf(edits, today, from);
  }

  make({ kind, fields }: Edit): void {
    if (kind.check(fields, this.log, this.#assuming).length === 0)
      kind.apply(fields, this.log, this.#assuming);
  }

  /** The same so far, to go on another way. */
  fork(): Editing {
    return new Editing(this.log.fork(), this.edits, this.today, this.#assuming.counted());
  }
}

/** The log with all that can be made of the edits. */
export const editAsFarAsPossible = (
  edits: readonly Edit[],
  base: Log,
  question: Question,
  today: string,
): EditedLog => {
  const editing = new Editing(new EditedLog(base, question), edits, today);
  for (const edit of madeIn(edits)) editing.make(edit);
  return editing.log;
};

/** Makes the edits one after the other, each on the log that the ones before have left. */
export const editLog = (
  edits: readonly Edit[],
  base: Log,
  question: Question,
  today: string,
): Read<Edited> => {
  const log = new EditedLog(base, question);
  const assuming = assumingOf(edits, today);
  const problems: Problem[] = [];
  const effects = madeIn(edits).map((edit): Effect => {
    const found = checked(edit, log, assuming);
    problems.push(...found);
    const { kind, fields } = edit;
    return effectOf(edit, found.length > 0 ? { touched: [] } : kind.apply(fields, log, assuming));
  });
  if (problems.length > 0) return { problems };
  // Read off the log that all edits have left, where every target that one of them brought is there.
  const footprints = edits.map((edit) => printed(edit, log));
  return { value: { log, effects: effects.sort((left, right) => left.edit - right.edit), footprints } };
};
