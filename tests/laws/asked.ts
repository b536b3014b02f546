import { type ViewQuestion, normalise } from '../../projections/asking.js';
import type { History, Log } from '../../projections/kit/log.js';
import { editLog, run, type ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { valid } from '../valid.js';

const today = '2026-11-23';

/** What a scenario answers; undefined where it is refused, as an edit on a tranche that another one took away is. */
export const answered = (
  history: History,
  edits: readonly unknown[],
  views: readonly object[],
): ScenarioAnswer | undefined => {
  const answer = run(
    { edits, views },
    { history, position: history.position, today, logHash: '0'.repeat(64) },
  );
  return answer.value;
};

/** A question as the simulator reads it. */
export const askedOf = (history: History, { view, ...parameters }: { view: string }): ViewQuestion => {
  return valid(normalise(view, parameters, { today, position: history.position }, history));
};

/** The log that views are read off with the edits made; undefined where they are refused. */
export const editedLog = (
  history: History,
  edits: readonly unknown[],
  asked: ViewQuestion,
): Log | undefined => {
  const read = readEdits(edits, history);
  if (read.problems) return undefined;
  return editLog(read.value, history, asked, today).value?.log.outcome;
};
