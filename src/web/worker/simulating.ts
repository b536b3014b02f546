import { reach } from '../../simulator/goals/goal.js';
import { run } from '../../simulator/answer/run.js';
import { basePosition } from '../../simulator/scenario/base.js';
import { BoardCache, type CachedGround } from '../../simulator/compute/board-cache.js';
import type { Scenario } from '../../simulator/scenario/scenario.js';
import type { PageLedger } from './ledger.js';
import type { Questions } from './protocol.js';
import { UnanswerableQuestion } from './unanswerable.js';

export { savedOf, scenariosOf } from './saved.js';

/** Settled boards, so that a lever that is moved again costs what it touches. */
const shelves = new WeakMap<PageLedger, BoardCache>();

const shelfOf = (ledger: PageLedger): BoardCache => {
  const shelf = shelves.get(ledger) ?? new BoardCache(ledger.history);
  shelves.set(ledger, shelf);
  return shelf;
};

/** The ground with the hash of the log at the scenario's base, so that its answer names exactly what it was read off. */
const groundOf = (scenario: Scenario, ledger: PageLedger): CachedGround => {
  const { history, position, today } = ledger;
  const logHash = ledger.hashAt(basePosition(scenario, ledger));
  return { history, shelf: shelfOf(ledger), position, today, logHash };
};

export const answerScenario = (scenario: Scenario, ledger: PageLedger): Questions['scenario']['answer'] => {
  const { value: answer, problems } = run(scenario, groundOf(scenario, ledger));
  if (problems) throw new UnanswerableQuestion(problems);
  return answer;
};

export const answerGoal = (
  { scenario, goal }: Questions['reach']['ask'],
  ledger: PageLedger,
): Questions['reach']['answer'] => {
  const found = reach(scenario, goal, groundOf(scenario, ledger));
  if (found.problems) throw new UnanswerableQuestion(found.problems);
  return found.value;
};
