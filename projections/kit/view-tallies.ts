import { uniqueNames } from './entries.js';
import type { Question } from './question.js';
import type { Tally, TallyMaker } from './tally.js';
import type { View } from './view.js';

const dimensionsBy = (by: readonly string[], view: View, { timeline }: Question): string[] =>
  uniqueNames([...by, ...view.neverAdded, ...(timeline ? ['period'] : [])]);

/** The rows of a view by what a question asks for, still empty. */
export const rowTally = (view: View, question: Question, make: TallyMaker): Tally =>
  make(dimensionsBy([...question.by, ...(view.alwaysBy ?? [])], view, question), view.measures, true);

/** Its totals: by nothing but what is never added. No total lists what it rests on, which would be the whole log. */
export const totalTally = (view: View, question: Question, make: TallyMaker): Tally =>
  make(dimensionsBy([], view, question), view.measures, false);
