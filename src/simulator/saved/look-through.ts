import type { Problem } from '../../../events/index.js';
import { type ViewQuestion, normalise, type RawParameters } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import { logUpTo } from '../../../projections/kit/prefix.js';
import type { Question } from '../../../projections/kit/question.js';
import { type EditQuestion, type AppliedEdits, editLog } from '../edits/editing.js';
import { assumedText } from '../answer/assumed-text.js';
import type { Ground } from '../scenario/ground.js';
import type { Result } from '../../../events/kit/decode.js';
import { readEdits } from '../scenario/read-edits.js';
import { namesIn } from '../scenario/names.js';
import { type ResolvedScenario, resolve } from '../scenario/resolve.js';

type LogGround = Omit<Ground, 'logHash'>;

const placeProblem = (scenario: ResolvedScenario, problem: Problem): Problem => {
  const [, number, rest] = /^\/edits\/(\d+)(.*)$/.exec(problem.pointer) ?? [];
  const place = number === undefined ? '' : `edit ${number} of ${scenario.lineage[0]}: `;
  return {
    pointer: number === undefined ? '/scenario' : `/scenario/edits/${number}${rest}`,
    detail: `${place}${problem.detail}`,
  };
};

/** Of a pinned scenario the log ends at its base, unless the question cuts it off before. */
const problemsBeyondBase = ({ base, lineage }: ResolvedScenario, { atPosition }: Question): Problem[] =>
  base !== 'live' && atPosition > base
    ? [
        {
          pointer: '/atPosition',
          detail: `atPosition lies after ${base}, the position to which ${lineage[0]} is pinned`,
        },
      ]
    : [];

/** Reads a question whose parameters may name a saved scenario; `question.scenario` then says which version. */
export const askThrough = (
  view: string,
  parameters: RawParameters,
  standing: LogGround,
): Result<ViewQuestion> => {
  const { scenario: reference, ...rest } = parameters;
  const { history, position, today } = standing;
  const read = reference === undefined || reference === '' ? undefined : resolve(history, reference);
  const scenario = read?.value;
  const head =
    scenario && scenario.base !== 'live' && rest.atPosition === undefined ? scenario.base : position;
  const asked = normalise(
    view,
    rest,
    {
      today,
      position: head,
      ...(scenario && { scenario: scenario.lineage[0], brought: namesIn(scenario.edits) }),
    },
    scenario ? logUpTo(history, head) : history,
  );
  const problems = [
    ...(read?.problems ?? []).map(({ detail }) => ({ pointer: '/scenario', detail: `scenario ${detail}` })),
    ...(asked.problems ?? (scenario ? problemsBeyondBase(scenario, asked.value.question) : [])),
  ];
  return problems.length > 0 ? { problems } : asked;
};

/** A log, and what was assumed of uncertain edits to make it, in words. */
interface NotedLog {
  log: Log;
  notes: string[];
}

const assumedOf = ({ effects }: AppliedEdits): string[] =>
  effects.flatMap(({ edit, op, assumed }) =>
    assumed ? [`Edit ${edit + 1} of the scenario, ${op}, is ${assumedText(assumed)}.`] : [],
  );

/**
 * The log that a question is answered off: as it is or, through a scenario, as it would read. What was recorded after
 * the position of the question isn't there, so that a pinned question has the same answer for ever.
 */
export const readLogThrough = (
  asking: EditQuestion,
  { history, today }: Pick<LogGround, 'history' | 'today'>,
): Result<NotedLog> => {
  const { question } = asking;
  if (question.scenario === undefined) return { value: { log: history, notes: [] } };
  const { value: scenario, problems } = resolve(history, question.scenario);
  if (problems) return { problems };
  const { edits, assumptions } = scenario;
  const read = readEdits(edits, history, { assumptions });
  const made = read.problems ?? editLog(read.value, logUpTo(history, question.atPosition), asking, today);
  if (Array.isArray(made)) return { problems: made.map((problem) => placeProblem(scenario, problem)) };
  return made.problems
    ? { problems: made.problems.map((problem) => placeProblem(scenario, problem)) }
    : { value: { log: made.value.log.outcome, notes: assumedOf(made.value) } };
};
