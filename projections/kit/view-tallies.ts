import { uniqueNames } from './entries.js';
import type { Question } from './question.js';
import { Tally } from './tally.js';
import type { View } from './view.js';

const tallyBy = (by: readonly string[], view: View, { timeline }: Question): Tally =>
  new Tally(uniqueNames([...by, ...view.neverAdded, ...(timeline ? ['period'] : [])]), view.measures);

/** The rows of a view by what a question asks for, still empty. */
export const rowTally = (view: View, question: Question): Tally =>
  tallyBy([...question.by, ...(view.alwaysBy ?? [])], view, question);

/** Its totals: by nothing but what is never added. */
export const totalTally = (view: View, question: Question): Tally => tallyBy([], view, question);
