import { logUpTo } from '../../../projections/kit/prefix.js';
import { basePosition } from '../scenario/base.js';
import type { Ground } from '../scenario/ground.js';
import type { Result } from '../../../events/kit/decode.js';
import { problemsAsSent, type StackableScenario, stackOnParent } from '../scenario/stack.js';

/**
 * Works on a scenario with the edits of its parent before its own, off the log as it ended at its base; what is wrong
 * with an edit is told where whoever asks finds it.
 */
export const workOnStack = <Scenario extends StackableScenario, T>(
  scenario: Scenario,
  ground: Ground,
  work: (scenario: Scenario, ground: Ground) => Result<T>,
): Result<T> => {
  const stack = stackOnParent(scenario, ground.history);
  if (stack.problems) return stack;
  const position = basePosition(stack.value.scenario, ground);
  const history = logUpTo(ground.history, position);
  const done = work(stack.value.scenario, { ...ground, position, history });
  return done.problems ? { problems: problemsAsSent(done.problems, stack.value.from) } : done;
};
