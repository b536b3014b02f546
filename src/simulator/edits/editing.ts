import { itemAt, entryAt } from '../../../events/kit/item-at.js';
import type { Count } from '../../../events/kit/formats.js';
import type { Problem } from '../../../events/index.js';
import type { Result } from '../../../events/kit/decode.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import type { EditFootprint } from './conflicts.js';
import { EditedLog } from './edited-log.js';
import type { MakingContext, Edit, EditOutcome } from './edit.js';
import { keepToLimits } from './limits.js';
import { chanceOf } from '../chance/variable.js';
import { toNumber } from '../chance/fraction.js';
import { oneOf } from './one-of.js';

/** What is assumed of an uncertain edit where nothing is drawn. */
export interface AssumedOutcome {
  made: boolean;
  /** Of the edit; of alternatives, of the one that is assumed or of none. */
  probability?: number;
  /** The number of the alternative; null for none of them. */
  alternative?: Count | null;
  /** The median of a value that is drawn. */
  value?: number;
}

export interface Effect extends EditOutcome {
  /** Its number, those of a parent first. */
  edit: Count;
  op: string;
  status: 'applied' | 'no-effect' | 'not-made';
  /** What is drawn for it, where it is uncertain. */
  variable?: string;
  /** Of an uncertain edit, what the views, the difference, the attribution and the base of the tornado assume: it is made when it is likelier than not, of alternatives the likeliest, none of them included. */
  assumed?: AssumedOutcome;
}

export interface AppliedEdits {
  log: EditedLog;
  effects: Effect[];
  footprints: EditFootprint[];
}

export const checkEdit = (edit: Edit, log: EditedLog, assuming: MakingContext): Problem[] =>
  [edit, ...(edit.others ?? [])].flatMap(({ kind, fields, pointer }) =>
    kind
      .check(fields, log, assuming)
      .map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` })),
  );

const assumedOf = ({ isMade, variable, outcome }: Edit): AssumedOutcome | undefined => {
  if (!variable || outcome === undefined) return undefined;
  const value = itemAt(variable.values, outcome);
  if (variable.kind === 'value') return { made: isMade, value };
  if (variable.kind === 'coin') return { made: isMade, probability: toNumber(chanceOf(variable, 0)) };
  const probability = toNumber(chanceOf(variable, outcome));
  return { made: isMade, alternative: isMade ? value : null, probability };
};

const statusOf = ({ isMade }: Edit, { touched }: EditOutcome): Effect['status'] => {
  if (!isMade) return 'not-made';
  return touched.length > 0 ? 'applied' : 'no-effect';
};

const effectOf = (edit: Edit, outcome: EditOutcome): Effect => {
  const { kind, index, isMade, variable } = edit;
  const status = statusOf(edit, outcome);
  const assumed = assumedOf(edit);
  const isSilent = status === 'no-effect' && !outcome.left && outcome.because === undefined;
  return {
    edit: index,
    // Of alternatives none of which is made it is all of them that are not.
    op: variable?.kind === 'choice' && !isMade ? oneOf.op : kind.op,
    status,
    ...outcome,
    ...(isSilent && { because: 'there is nothing for it to act on' }),
    ...(variable && { variable: variable.id }),
    ...(assumed && { assumed }),
  };
};

/** Alternatives print together: either may come about. */
export const printEdit = (edit: Edit, log: EditedLog): EditFootprint => {
  const all = [edit, ...(edit.others ?? [])];
  const prints = all.map(({ kind, fields }) => kind.footprint(fields, log));
  const assumed = all.flatMap(({ reads }) => reads.map((name) => `assumption:${name}`));
  return {
    op: edit.kind.op,
    isLast: edit.kind.isLast === true,
    reads: [...prints.flatMap(({ reads }) => reads), ...assumed],
    writes: prints.flatMap(({ writes }) => writes),
    adds: prints.flatMap(({ adds = [] }) => adds),
  };
};

/** In the order in which they are made. */
export const orderEdits = (edits: readonly Edit[]): Edit[] => [
  ...edits.filter(({ kind }) => !kind.isLast),
  ...edits.filter(({ kind }) => kind.isLast),
];

/** What is made, in the order in which it is made. */
export const editsMade = (edits: readonly Edit[]): Edit[] => orderEdits(edits).filter(({ isMade }) => isMade);

/** Ids of hypothetical events count up, so that a scenario's answer is the same every time it is run. */
export const assumptionContext = (
  edits: readonly Edit[],
  today: string,
  from = 0,
): MakingContext & { counted: () => number } => {
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
  readonly #assuming: ReturnType<typeof assumptionContext>;

  constructor(
    readonly log: EditedLog,
    readonly edits: readonly Edit[],
    readonly today: string,
    from = 0,
  ) {
    this.#assuming = assumptionContext(edits, today, from);
  }

  make({ kind, fields }: Edit): void {
    if (kind.check(fields, this.log, this.#assuming).length === 0)
      kind.apply(fields, this.log, this.#assuming);
  }

  /** The log once all edits are made that are to be. */
  finish(): EditedLog {
    keepToLimits(this.log);
    return this.log;
  }

  /** The same so far, to go on another way. */
  fork(): Editing {
    return new Editing(this.log.fork(), this.edits, this.today, this.#assuming.counted());
  }
}

/** What is asked of the log that is edited: of one view, or of none in particular. */
export type EditQuestion = Pick<ViewQuestion, 'question'> & Partial<ViewQuestion>;

/** The log with all that can be made of the edits. */
export const applyPossibleEdits = (
  edits: readonly Edit[],
  base: Log,
  { question, view }: EditQuestion,
  today: string,
): EditedLog => {
  const editing = new Editing(new EditedLog(base, question, view), edits, today);
  for (const edit of editsMade(edits)) editing.make(edit);
  return editing.finish();
};

/** Edits made one after the other on a log, with what was wrong with each of them there. */
interface AttemptedEdits {
  log: EditedLog;
  outcomes: ReadonlyMap<number, EditOutcome>;
  problems: ReadonlyMap<number, Problem[]>;
}

/** What limits move once more is moved by the last edit that set one. */
const addToLast = (outcomes: Map<number, EditOutcome>, moved: readonly string[]): void => {
  const [index, outcome] = [...outcomes].at(-1) ?? [];
  if (moved.length === 0 || index === undefined || !outcome) return;
  outcomes.set(index, { ...outcome, touched: [...new Set([...outcome.touched, ...moved])] });
};

const makeAll = (
  edits: readonly Edit[],
  base: Log,
  { question, view }: EditQuestion,
  today: string,
): AttemptedEdits => {
  const log = new EditedLog(base, question, view);
  const assuming = assumptionContext(edits, today);
  const outcomes = new Map<number, EditOutcome>();
  const problems = new Map<number, Problem[]>();
  for (const edit of orderEdits(edits)) {
    const found = checkEdit(edit, log, assuming);
    const { kind, fields, isMade, index } = edit;
    const isApplied = isMade && found.length === 0;
    problems.set(index, found);
    outcomes.set(index, isApplied ? kind.apply(fields, log, assuming) : { touched: [] });
  }
  addToLast(outcomes, keepToLimits(log));
  return { log, outcomes, problems };
};

const isUncertain = ({ variable }: Edit): boolean => variable !== undefined && variable.kind !== 'value';

/** What an edit needs may be brought by one that is assumed not to be made: then it has nothing to act on. */
const outcomeOf = ({ outcomes, problems }: AttemptedEdits, { index }: Edit): EditOutcome => {
  const [problem] = entryAt(problems, index);
  return problem ? { touched: [], because: problem.detail } : entryAt(outcomes, index);
};

/**
 * Makes the edits one after the other, each on the log that the ones before have left. What is wrong with an edit both
 * as things are assumed and were everything made is refused.
 */
export const editLog = (
  edits: readonly Edit[],
  base: Log,
  asking: EditQuestion,
  today: string,
): Result<AppliedEdits> => {
  const made = makeAll(edits, base, asking, today);
  const whole = edits.some(isUncertain)
    ? makeAll(
        edits.map((edit) => ({ ...edit, isMade: true })),
        base,
        asking,
        today,
      )
    : made;
  const refused = edits.filter(
    ({ index }) => entryAt(made.problems, index).length > 0 && entryAt(whole.problems, index).length > 0,
  );
  if (refused.length > 0) return { problems: refused.flatMap(({ index }) => entryAt(made.problems, index)) };
  const effects = edits.map((edit) => effectOf(edit, outcomeOf(made, edit)));
  // Read off the log that all edits have left, where every target that one of them brought is there.
  const footprints = edits.map((edit) => printEdit(edit, whole.log));
  return {
    value: {
      log: made.log,
      effects: effects.sort((left, right) => left.edit - right.edit),
      footprints,
    },
  };
};
