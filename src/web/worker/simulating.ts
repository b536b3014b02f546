import { reach } from '../../simulator/goals/goal.js';
import { run } from '../../simulator/answer/run.js';
import { basePosition } from '../../simulator/scenario/base.js';
import type { ShelvedGround } from '../../simulator/compute/shelf.js';
import type { Scenario } from '../../simulator/scenario/scenario.js';
import type { Ledger } from './ledger.js';
import type { Questions } from './protocol.js';
import { Unanswerable } from './unanswerable.js';

export { savedOf, scenariosOf } from './saved.js';

/** The ground with the hash of the log at the scenario's base, so that its answer names exactly what it was read off. */
const groundOf = (scenario: Scenario, ledger: Ledger): ShelvedGround => {
  const { history, shelf, position, today } = ledger;
  return { history, shelf, position, today, logHash: ledger.hashAt(basePosition(scenario, ledger)) };
};

export const ran = (scenario: Scenario, ledger: Ledger): Questions['scenario']['answer'] => {
  const answer = run(scenario, groundOf(scenario, ledger));
  if ('problems' in answer) throw new Unanswerable(answer.problems);
  return answer;
};

export const reached = (
  { scenario, goal }: Questions['reach']['ask'],
  ledger: Ledger,
): Questions['reach']['answer'] => {
  const found = reach(scenario, goal, groundOf(scenario, ledger));
  if (found.problems) throw new Unanswerable(found.problems);
  return found.value;
};
