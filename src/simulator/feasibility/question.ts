import type { Problem } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { monthsIn } from '../../../events/kit/date.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { type Period, periodsOf } from '../../../projections/kit/question.js';
import type { Ground } from '../scenario/ground.js';
import { readBase, readView } from '../scenario/base.js';
import type { Result } from '../../../events/kit/decode.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';
import { readResources, type Resource } from './resources.js';

/** A scenario, the resources that it needs, and when. */
export interface FeasibilityRequest {
  base?: unknown;
  edits: readonly unknown[];
  assumptions?: Record<string, unknown>;
  /** {effectiveAt?, knownAt?, policy?, timeline?, from?, to?} */
  question: unknown;
  resources: readonly unknown[];
}

export interface FeasibilityStudy {
  position: number;
  edits: readonly Edit[];
  capacity: ViewQuestion;
  obligations: ViewQuestion;
  periods: Period[];
  /** How many months a period has. */
  months: number;
  resources: Resource[];
}

const asks = ['effectiveAt', 'knownAt', 'atPosition', 'policy', 'timeline', 'from', 'to'];

const unknownMembers = (question: Record<string, unknown>): Problem[] =>
  Object.keys(question)
    .filter((name) => !asks.includes(name))
    .map((name) => ({
      pointer: `/question/${name}`,
      detail: `is not asked here; the question has ${asks.join(', ')}`,
    }));

const readAsked = (
  raw: unknown,
  position: number,
  ground: Ground,
  edits: readonly unknown[],
): Result<[ViewQuestion, ViewQuestion]> => {
  if (!isPlainObject(raw)) return { problems: [{ pointer: '/question', detail: 'must be an object' }] };
  const question = { timeline: 'quarter', ...raw };
  const capacity = readView({ ...question, view: 'compute-capacity' }, '/question', position, ground, edits);
  const problems = [
    ...unknownMembers(raw),
    ...(unknownMembers(raw).length > 0 ? [] : (capacity.problems ?? [])),
  ];
  if (problems.length > 0 || !capacity.value) return { problems };
  // The horizon that one view takes for granted is the other one's, too.
  const { from, to } = capacity.value.question;
  const money = readView(
    { ...question, from, to, view: 'obligations', by: 'payment' },
    '/question',
    position,
    ground,
    edits,
  );
  return money.problems ? money : { value: [capacity.value, money.value] };
};

/** A cap is made after all other edits, so that no schedule can be laid on top of it. */
const capProblems = (edits: readonly Edit[]): Problem[] =>
  edits
    .filter(({ kind }) => kind.isLast)
    .map(({ kind, pointer }) => ({
      pointer: `${pointer}/op`,
      detail: `a ${kind.op} is made after all other edits: state it as a resource`,
    }));

/** Reads what is asked; every problem at once, as far as one does not hide another. */
export const readFeasible = (asked: FeasibilityRequest, ground: Ground): Result<FeasibilityStudy> => {
  const base = readBase(asked.base, ground.position);
  const edits = readEdits(asked.edits, ground.history, { assumptions: asked.assumptions ?? {} });
  const position = base.value ?? ground.position;
  const questions = readAsked(asked.question, position, ground, asked.edits);
  const problems = [
    ...[base, edits, questions].flatMap((read) => read.problems ?? []),
    ...capProblems(edits.value ?? []),
  ];
  if (edits.problems || questions.problems || problems.length > 0) return { problems };
  const [capacity, obligations] = questions.value;
  const { from, to, timeline } = capacity.question;
  if (from === undefined || to === undefined || !timeline)
    return { problems: [{ pointer: '/question/timeline', detail: 'is needed' }] };
  const periods = periodsOf(from, to, timeline);
  const names = periods.map(({ name }) => name);
  const resources = readResources(asked.resources, names, ground.history);
  if (resources.problems) return resources;
  const months = monthsIn[timeline];
  return {
    value: {
      position,
      edits: edits.value,
      capacity,
      obligations,
      periods,
      months,
      resources: resources.value,
    },
  };
};
