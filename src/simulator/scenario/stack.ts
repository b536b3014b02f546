import type { Result } from '../../../events/kit/decode.js';
import type { Problem } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { Log } from '../../../projections/kit/log.js';
import { resolve } from './resolve.js';

/** What a scenario to run says of what it builds on. */
export interface StackableScenario {
  base?: unknown;
  /** A saved scenario: scenario-late-chips or scenario-late-chips@2. */
  parent?: unknown;
  edits: readonly unknown[];
  assumptions?: Record<string, unknown>;
  monteCarlo?: unknown;
}

export interface StackedScenario<Scenario extends StackableScenario> {
  /** With the edits of the parents first, and no parent. */
  scenario: Scenario;
  /** The saved version that each edit is from; missing for its own. */
  from: readonly (string | undefined)[];
}

/** Draws of a saved scenario take its seed where they name none. */
const seedDraws = (monteCarlo: unknown, seed: number | undefined): unknown =>
  isPlainObject(monteCarlo) && seed !== undefined ? { seed, ...monteCarlo } : monteCarlo;

/** Puts the edits of a scenario's parent before its own; a pinned parent's base counts unless it has one itself. */
export const stackOnParent = <Scenario extends StackableScenario>(
  scenario: Scenario,
  log: Log,
): Result<StackedScenario<Scenario>> => {
  const { parent, ...own } = scenario;
  if (parent === undefined) return { value: { scenario, from: own.edits.map(() => undefined) } };
  const { value: below, problems } = resolve(log, parent);
  if (problems) return { problems: problems.map(({ detail }) => ({ pointer: '/parent', detail })) };
  return {
    value: {
      scenario: {
        ...(own as Scenario),
        base: own.base === undefined ? below.base : own.base,
        edits: [...below.edits, ...own.edits],
        assumptions: { ...below.assumptions, ...own.assumptions },
        ...(own.monteCarlo !== undefined && { monteCarlo: seedDraws(own.monteCarlo, below.seed) }),
      },
      from: [...below.from, ...own.edits.map(() => undefined)],
    },
  };
};

/** What is wrong with an edit of the stack, where whoever sent the scenario finds it. */
export const problemsAsSent = (
  problems: readonly Problem[],
  from: readonly (string | undefined)[],
): Problem[] => {
  const inherited = from.filter((one) => one !== undefined).length;
  return problems.map(({ pointer, detail }) => {
    const [, number, rest] = /^\/edits\/(\d+)(.*)$/.exec(pointer) ?? [];
    if (number === undefined) return { pointer, detail };
    const index = Number(number);
    return index < inherited
      ? { pointer: '/parent', detail: `edit ${index} of ${from[index]}${rest}: ${detail}` }
      : { pointer: `/edits/${index - inherited}${rest}`, detail };
  });
};
