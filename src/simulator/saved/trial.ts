import type { Fact, Problem } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Question } from '../../../projections/kit/question.js';
import { assumptionContext, checkEdit, orderEdits, printEdit } from '../edits/editing.js';
import { EditedLog } from '../edits/edited-log.js';
import type { MakingContext, Footprint, EditOutcome, Edit } from '../edits/edit.js';

/** What an edit came to when it was tried on a log. */
export interface TrialResult {
  problems: Problem[];
  outcome: EditOutcome;
  footprint: Footprint;
  /** The hypothetical facts that it brought. */
  brought: readonly Fact[];
}

/** Asks for everything that is known and recorded on a day. */
export const questionOn = (log: Log, today: string): Question => ({
  effectiveAt: today,
  knownAt: today,
  atPosition: log.position,
  policy: 'primary',
  by: [],
  only: {},
  options: {},
});

/** Edits made one by one on a log, so that each can be looked at. */
export class Trial {
  readonly log: EditedLog;
  readonly #assuming: MakingContext;

  constructor(
    base: Log,
    edits: readonly Edit[],
    readonly today: string,
  ) {
    this.log = new EditedLog(base, questionOn(base, today));
    this.#assuming = assumptionContext(edits, today);
  }

  /** Makes an edit if it can be made. One that doesn't come about is made on a copy, where it is seen all the same. */
  try(edit: Edit): TrialResult {
    const log = edit.isMade ? this.log : new EditedLog(this.log.log, this.log.question);
    const problems = checkEdit(edit, log, this.#assuming);
    const before = log.added.length;
    const outcome =
      problems.length > 0 ? { touched: [] } : edit.kind.apply(edit.fields as never, log, this.#assuming);
    return { problems, outcome, footprint: printEdit(edit, log), brought: log.added.slice(before) };
  }
}

/** Every edit tried in the order in which they are made, by its number. */
export const tryAll = (base: Log, edits: readonly Edit[], today: string): Map<number, TrialResult> => {
  const trial = new Trial(base, edits, today);
  return new Map(orderEdits(edits).map((edit) => [edit.index, trial.try(edit)]));
};
