import type { Fact, Problem } from '../../events/index.js';
import type { Result } from '../../events/kit/decode.js';
import { logUpTo } from '../../projections/kit/prefix.js';
import { factsRecordedSince } from '../../projections/kit/recorded-since.js';
import { adoptChosen, type AdoptedFacts } from '../simulator/saved/adopt.js';
import { stayProblems } from '../simulator/saved/rebase.js';
import { type ScenarioStatus, standingOf, type State } from '../simulator/saved/state.js';
import { type EditVerdict, shownVerdict, type Verdict, verdictsOf } from '../simulator/saved/verdict.js';
import type { Ground } from '../simulator/scenario/ground.js';
import type { ResolvedScenario } from '../simulator/scenario/resolve.js';

/** A saved scenario, and the position up to which what was recorded counts. */
interface ScenarioBy {
  scenario: ResolvedScenario;
  to: number;
}

/** An event that was recorded since, in brief. */
export type SinceEntry = Pick<Fact, 'position' | 'id' | 'stream' | 'type'>;

/** What is read of the log about saved scenarios, as plain data: what is asked, and what comes of it. */
export interface SavedReadings {
  /** How one stands to what was recorded since, and what became of each of its edits. */
  standing: {
    asked: { scenario: ResolvedScenario };
    answer: Pick<ScenarioStatus, 'state'> & { since: SinceEntry[]; verdicts: EditVerdict[] };
  };
  states: { asked: { scenarios: readonly ResolvedScenario[] }; answer: State[] };
  /** What became of its edits, and whether nothing was recorded since. */
  verdicts: { asked: ScenarioBy; answer: { verdicts: Verdict[]; isUnchanged: boolean } };
  /** What can't be made any more of the edits that stay. */
  stays: { asked: ScenarioBy & { stays: readonly number[] }; answer: Problem[] };
  /** What chosen edits would record. */
  adopted: {
    asked: { scenario: ResolvedScenario; chosen: readonly number[] };
    answer: Result<AdoptedFacts[]>;
  };
}

type SavedReading<K extends keyof SavedReadings> = (
  asked: SavedReadings[K]['asked'],
  ground: Pick<Ground, 'history' | 'today'>,
) => SavedReadings[K]['answer'];

const standing: SavedReading<'standing'> = ({ scenario }, { history, today }) => {
  const { state, since } = standingOf(scenario, history, today);
  return {
    state,
    since: since.map(({ position, id, stream, type }) => ({ position, id, stream, type })),
    verdicts: verdictsOf(scenario, history, today).map(shownVerdict),
  };
};

const verdicts: SavedReading<'verdicts'> = ({ scenario, to }, { history, today }) => {
  const log = logUpTo(history, to);
  return {
    verdicts: verdictsOf(scenario, log, today),
    isUnchanged: factsRecordedSince(log, scenario.countsFrom).length === 0,
  };
};

export const savedReadings: { [K in keyof SavedReadings]: SavedReading<K> } = {
  standing,
  states: ({ scenarios }, { history, today }) =>
    scenarios.map((scenario) => standingOf(scenario, history, today).state),
  verdicts,
  stays: ({ scenario, stays, to }, { history, today }) =>
    stayProblems(scenario, stays, logUpTo(history, to), today),
  adopted: ({ scenario, chosen }, { history, today }) => adoptChosen(scenario, chosen, history, today),
};
