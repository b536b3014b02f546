import type { Fact } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';
import { readEdits } from '../scenario/read-edits.js';
import { reachesOn } from './reach.js';
import type { ResolvedScenario } from '../scenario/resolve.js';
import { factsRecordedSince } from '../../../projections/kit/recorded-since.js';
import { tryAll } from './trial.js';

/** fresh: nothing was recorded since; behind: nothing in what it touches or reads; affected: something there. */
export type State = 'fresh' | 'behind' | 'affected';

export interface ScenarioStatus {
  state: State;
  /** What was recorded about the world since. */
  since: Fact[];
}

const isAffected = (scenario: ResolvedScenario, since: readonly Fact[], log: Log, today: string): boolean => {
  const { value: edits } = readEdits(scenario.edits, log, { assumptions: scenario.assumptions });
  // What can't be read may be about anything.
  if (!edits) return true;
  const tried = tryAll(log, edits, today);
  const reachOf = reachesOn(log);
  return edits.some((edit) => {
    const reach = reachOf(edit, tried.get(edit.index)!.footprint);
    return since.some(({ stream }) => reach.has(stream));
  });
};

/** How a scenario stands to a log that has grown since its base, or since it was saved where it is live. */
export const standingOf = (scenario: ResolvedScenario, log: Log, today: string): ScenarioStatus => {
  const since = factsRecordedSince(log, scenario.countsFrom);
  if (since.length === 0) return { state: 'fresh', since };
  return { state: isAffected(scenario, since, log, today) ? 'affected' : 'behind', since };
};
