import { type CandidateOf, isOfType } from '../kit/envelope.js';
import { firstRefusal } from '../kit/rules.js';
import { appendWith, type Decision, nothingNew, Rejection, type Surroundings } from '../kit/stream.js';
import { readReference } from './reference.js';
import { ScenarioSaved } from './scenario.events.js';

type RecordedFacts = Surroundings['recorded'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The same content, whatever the order of the members. */
export const isSameContent = (one: unknown, other: unknown): boolean => {
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => isSameContent(one[name], other[name]))
  );
};

/** The version that a reference names, which must say which. */
const versionAt = (reference: string, recorded: RecordedFacts) => {
  const { id, version } = readReference(reference) ?? {};
  const fact = id === undefined || version === undefined ? undefined : recorded(id)[version - 1];
  return fact && isOfType(fact, ScenarioSaved) ? fact : undefined;
};

const isSaved = (
  field: string,
  reference: string | undefined,
  recorded: RecordedFacts,
): Rejection | undefined =>
  reference === undefined || versionAt(reference, recorded)
    ? undefined
    : new Rejection(
        'references-are-saved',
        `there is no version ${reference}; it is named like scenario-late-chips@1`,
        `/body/${field}`,
      );

/** A line of parents ends by itself, as each was saved before its child; it must not come by the same scenario again. */
const parentsEnd = (
  stream: string,
  parent: string | undefined,
  recorded: RecordedFacts,
): Rejection | undefined => {
  for (let reference = parent; reference !== undefined;) {
    const ancestor = versionAt(reference, recorded);
    if (ancestor?.stream === stream)
      return new Rejection(
        'parents-end',
        `${parent} builds on ${reference}: ${stream} would stand in its own line of parents`,
        '/body/parent',
      );
    reference = ancestor?.body.parent;
  }
  return undefined;
};

const isWithin = (base: string, head: number): boolean => /^\d{1,15}$/.test(base) && Number(base) <= head;

const baseIsRecorded = ({ base, rebasedTo = 0 }: ScenarioSaved, head: number): Rejection | undefined => {
  const detail = (of: string): string => `${of} a position from 0 to the head of the log, ${head}`;
  if (base !== 'live' && !isWithin(base, head))
    return new Rejection('base-is-recorded', detail('must be "live" or'), '/body/base');
  return rebasedTo > head
    ? new Rejection('base-is-recorded', detail('must be'), '/body/rebasedTo')
    : undefined;
};

/** The rules of a scenario: a version says something new, builds on what is saved, and stands on what is recorded. */
export const decideScenario = (
  { stream, body: saved }: CandidateOf<typeof ScenarioSaved>,
  { recorded, position }: Pick<Surroundings, 'recorded' | 'position'>,
): Decision => {
  const latest = recorded(stream).at(-1);
  if (latest && isSameContent(latest.body, saved)) return nothingNew;
  return (
    firstRefusal(
      baseIsRecorded(saved, position),
      isSaved('parent', saved.parent, recorded),
      isSaved('forkedFrom', saved.forkedFrom, recorded),
      parentsEnd(stream, saved.parent, recorded),
    ) ?? appendWith()
  );
};
