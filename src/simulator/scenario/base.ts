import { isPlainObject } from '../../../events/kit/decode.js';
import { type ViewQuestion, normalise } from '../../../projections/asking.js';
import type { Ground } from './ground.js';
import { namesIn } from './names.js';
import type { Result } from '../../../events/kit/decode.js';
import type { Scenario } from './scenario.js';
import { stackOnParent } from './stack.js';

/** The position at which the log is cut, whatever else is wrong with the scenario. */
export const basePosition = (
  scenario: Pick<Scenario, 'base' | 'parent' | 'edits'>,
  { history, position }: Pick<Ground, 'history' | 'position'>,
) => readBase(stackOnParent(scenario, history).value?.scenario.base, position).value ?? position;

export const readBase = (base: unknown, head: number): Result<number> => {
  if (base === undefined || base === 'live') return { value: head };
  if (typeof base === 'number' && Number.isSafeInteger(base) && base >= 0 && base <= head)
    return { value: base };
  return {
    problems: [
      { pointer: '/base', detail: `must be "live" or a position from 0 to the head of the log, ${head}` },
    ],
  };
};

export const readView = (
  raw: unknown,
  pointer: string,
  base: number,
  { history, today }: Ground,
  edits: readonly unknown[],
): Result<ViewQuestion> => {
  if (!isPlainObject(raw) || typeof raw.view !== 'string')
    return { problems: [{ pointer: `${pointer}/view`, detail: 'must name a view' }] };
  const { view, ...parameters } = raw;
  const asked = normalise(view, parameters, { today, position: base, brought: namesIn(edits) }, history);
  return asked.problems
    ? { problems: asked.problems.map((problem) => ({ ...problem, pointer: pointer + problem.pointer })) }
    : asked;
};
