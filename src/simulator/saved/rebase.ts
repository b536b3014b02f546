import type { Problem } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';
import { orderEdits } from '../edits/editing.js';
import { readEdits } from '../scenario/read-edits.js';
import type { ResolvedScenario } from '../scenario/resolve.js';
import { Trial, type TrialResult } from './trial.js';
import type { Verdict } from './verdict.js';

/** What a person decides of an edit, by its number. */
export type Resolutions = Readonly<Record<string, 'keep' | 'drop'>>;

const staying = new Set<Verdict['verdict']>(['clean', 'adjusted', 'conflict']);

/** The conflicts that nobody has decided. */
export const undecidedConflicts = (verdicts: readonly Verdict[], resolve: Resolutions): Verdict[] =>
  verdicts.filter(({ edit, verdict }) => verdict === 'conflict' && resolve[edit] === undefined);

/** What can't be decided so: an edit that isn't there, or keeping one that can't be made any more. */
export const decisionProblems = (verdicts: readonly Verdict[], resolve: Resolutions): Problem[] =>
  Object.entries(resolve).flatMap(([edit, decision]) => {
    const pointer = `/resolve/${edit}`;
    const judged = verdicts.find((one) => String(one.edit) === edit);
    if (!judged) return [{ pointer, detail: `the scenario has no edit ${edit} of its own` }];
    if (decision !== 'keep' || (staying.has(judged.verdict) && !judged.isRefused)) return [];
    return [{ pointer, detail: `edit ${edit} can't be kept, as it is ${judged.verdict}: ${judged.because}` }];
  });

/** The edits that stay: those that still stand, and the conflicts that somebody keeps. */
export const staysOf = (verdicts: readonly Verdict[], resolve: Resolutions): number[] =>
  verdicts
    .filter(({ edit, verdict }) => staying.has(verdict) && resolve[edit] !== 'drop')
    .map(({ edit }) => edit);

const missingProblems = (edit: number, { problems }: TrialResult): Problem[] =>
  problems.map(({ detail }) => ({
    pointer: `/resolve/${edit}`,
    detail: `edit ${edit} can't be made without those that fall away: ${detail}`,
  }));

/** What can't be made any more once others have fallen away. */
export const stayProblems = (
  scenario: ResolvedScenario,
  stays: readonly number[],
  log: Log,
  today: string,
): Problem[] => {
  const { edits, assumptions, inherited } = scenario;
  const all = readEdits(edits, log, { assumptions }).value ?? [];
  const made = all.filter(({ index }) => index < inherited || stays.includes(index - inherited));
  const trial = new Trial(log, made, today);
  return orderEdits(made).flatMap((edit) => {
    const tried = trial.try(edit);
    // What is wrong with a parent's edit is the parent's to mend.
    return edit.index < inherited ? [] : missingProblems(edit.index - inherited, tried);
  });
};
