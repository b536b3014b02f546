import type { Result } from '../events/kit/decode.js';
import type { Problem } from '../events/index.js';
import {
  type Day,
  firstDayOfMonth,
  granularities,
  type Granularity,
  lastDayOfMonth,
  monthIndex,
  monthsIn,
  readDate,
} from '../events/kit/date.js';
import { policies, type Policy } from './kit/claims.js';
import type { Log } from './kit/log.js';
import { nearestName } from '../events/kit/nearest.js';
import { mostListed, restsChoices } from './kit/listed-rests.js';
import { cutOf, periodsOf, type Question } from './kit/question.js';
import type { Parameter, View } from './kit/view.js';
import { viewNamed, views } from './index.js';
import { countedNames, faultOfName, type NamingLog, slugsNamed } from './vocabulary.js';

/** What a question leaves open is read off the moment of asking. */
export interface QuestionDefaults {
  today: Day;
  /** The head of the log. */
  position: number;
  /** The version of a saved scenario that is looked through; whoever names it here answers off the edited log. */
  scenario?: string;
  /** Names that the edits of a scenario bring, so that a filter may name what only they know. */
  brought?: ReadonlySet<string>;
}

export interface ViewQuestion {
  view: View;
  question: Question;
}

/** Parameters as they come from outside: an address' query, a command line's options, a scenario's views. */
export type RawParameters = Readonly<Record<string, unknown>>;

export const commonParameters: Readonly<Record<string, string>> = {
  effectiveAt: 'True in the world by then: a date, today when missing.',
  knownAt: 'Known by then: a date or an instant, now when missing.',
  atPosition: 'Recorded by then: a position of the log, its head when missing.',
  policy: 'Which of rival claims counts.',
  scenario: 'A saved scenario, answered as if it were the log: its name, @version if not the latest.',
  by: 'Dimensions of the rows, separated by commas.',
  rests: `Which of the events that a number rests on are listed: the first ${mostListed} in order of position, or all.`,
};

export const timelineParameters: Readonly<Record<string, string>> = {
  timeline: 'A row per month, quarter, half or year.',
  from: 'The first date of the timeline.',
  to: 'The last date of the timeline.',
};

const mostPeriods = 600;

class ParameterReader {
  readonly problems: Problem[] = [];

  constructor(readonly parameters: RawParameters) {}

  text(name: string): string | undefined {
    const value = this.parameters[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (Array.isArray(value) && name === 'by' && value.every((one) => typeof one === 'string'))
      return value.join(',');
    this.fault(name, 'must be given once, as text');
    return undefined;
  }

  /** Text that looks like what its parameter takes. */
  worded(name: string, like: Parameter['like']): string | undefined {
    const value = this.text(name);
    if (value === undefined || !like || like.pattern.test(value)) return value;
    this.fault(name, `must be ${like.words}`);
    return undefined;
  }

  fault(name: string, detail: string): void {
    this.problems.push({ pointer: `/${name}`, detail: `${name} ${detail}` });
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = values.find((one) => one === value);
    if (value === undefined || found !== undefined) return found;
    this.fault(
      name,
      `must be one of ${values.join(', ')}; the nearest to "${value}" is "${nearestName(value, values)}"`,
    );
    return undefined;
  }

  /** The latest (or first) day of a date; of an instant its day in UTC. */
  day(name: string, end: 'first' | 'last' = 'last'): Day | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const day = readDate(value)?.[end];
    if (day === undefined)
      this.fault(name, 'must be a date like 2025-11-30 or an instant like 2025-11-30T12:00:00Z');
    return day;
  }

  position(name: string, head: number): number {
    const value = this.text(name);
    if (value === undefined) return head;
    if (/^\d{1,15}$/.test(value) && Number(value) <= head) return Number(value);
    this.fault(name, `must be a position from 0 to the head of the log, ${head}`);
    return head;
  }

  list(name: string, values: readonly string[]): string[] | undefined {
    const names = this.text(name)
      ?.split(',')
      .map((one) => one.trim());
    const strange = names?.find((one) => !values.includes(one));
    if (strange === undefined) return names && [...new Set(names)];
    this.fault(name, `has "${strange}"; it may have ${values.join(', ')}`);
    return undefined;
  }
}

/** One name that something has. */
const readName = (
  reader: ParameterReader,
  view: View,
  parameter: string,
  known: NamingLog,
): string | undefined => {
  const written = reader.text(parameter);
  const name = written && slugsNamed(parameter, written, known);
  const fault = name === undefined ? undefined : faultOfName(view, parameter, name, known);
  if (fault !== undefined) reader.fault(parameter, fault);
  return name;
};

const readOptions = (reader: ParameterReader, view: View, known: NamingLog): Record<string, string> => {
  const entries = Object.entries(view.parameters).map(
    ([name, { oneOf, like, default: usual }]) =>
      [
        name,
        (oneOf
          ? reader.oneOf(name, oneOf)
          : like
            ? reader.worded(name, like)
            : readName(reader, view, name, known)) ?? usual,
      ] as const,
  );
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  );
};

/** A name, or several separated by commas, each of which something has; undefined where nothing has one of them. */
const readNames = (
  reader: ParameterReader,
  view: View,
  dimension: string,
  known: NamingLog,
): string | undefined => {
  const names = reader
    .text(dimension)
    ?.split(',')
    .map((name) => slugsNamed(dimension, name.trim(), known));
  const faults = (names ?? []).flatMap((name) => faultOfName(view, dimension, name, known) ?? []);
  for (const fault of faults) reader.fault(dimension, fault);
  return names && faults.length === 0 ? [...new Set(names)].sort().join(',') : undefined;
};

const readOnly = (reader: ParameterReader, view: View, known: NamingLog): Record<string, string> => {
  const entries = view.dimensions
    .filter((dimension) => !(dimension in view.parameters))
    .map((dimension) => [dimension, readNames(reader, view, dimension, known)] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  );
};

/** Five years on from the period of the as-of date, unless the view knows better. */
const usualSpan = (effectiveAt: Day, timeline: Granularity): { from: Day; to: Day } => {
  const months = monthsIn[timeline];
  const start = monthIndex(effectiveAt) - (monthIndex(effectiveAt) % months);
  return { from: firstDayOfMonth(start), to: lastDayOfMonth(start + 60 + months - 1) };
};

const readTimeline = (
  reader: ParameterReader,
  view: View,
  question: Question,
  log: Log,
): Partial<Question> => {
  const timeline = reader.oneOf('timeline', granularities);
  const [from, to] = [reader.day('from', 'first'), reader.day('to')];
  if (timeline === undefined) return {};
  if (!view.timelines) reader.fault('timeline', `is not a parameter of ${view.name}`);
  const usual =
    from !== undefined && to !== undefined
      ? { from, to }
      : (view.span?.(log, question) ?? usualSpan(question.effectiveAt, timeline));
  const span = { from: from ?? usual.from, to: to ?? usual.to };
  if (span.to < span.from) reader.fault('to', 'lies before from');
  else if (periodsOf(span.from, span.to, timeline).length > mostPeriods)
    reader.fault('to', `makes more than ${mostPeriods} periods`);
  return { timeline, ...span };
};

const parametersIn = (view: View): Set<string> =>
  new Set([
    ...Object.keys(commonParameters),
    ...Object.keys(view.parameters),
    ...view.dimensions,
    ...(view.timelines ? Object.keys(timelineParameters) : []),
  ]);

/** Reads parameters as a normalised question; every one that is wrong is named. */
export const normalise = (
  name: string,
  parameters: RawParameters,
  now: QuestionDefaults,
  log: Log,
): Result<ViewQuestion> => {
  const reader = new ParameterReader(parameters);
  const view = viewNamed(name, { ...(typeof parameters.of === 'string' && { of: parameters.of }) });
  if (!view)
    return {
      problems: [
        {
          pointer: '/view',
          detail: `there is no view "${name}"; the views are ${views.map((one) => one.name).join(', ')}`,
        },
      ],
    };
  const names = parametersIn(view);
  for (const parameter of Object.keys(parameters))
    if (!names.has(parameter))
      reader.fault(parameter, `is not a parameter of ${name}; the parameters are ${[...names].join(', ')}`);
  if (reader.text('scenario') !== undefined)
    reader.fault('scenario', 'is not taken here: this is asked of the log as it is');
  const known = { log, ...(now.brought && { brought: now.brought }) };
  const plain: Question = {
    effectiveAt: reader.day('effectiveAt') ?? now.today,
    knownAt: reader.day('knownAt') ?? now.today,
    atPosition: reader.position('atPosition', now.position),
    policy: reader.oneOf<Policy>('policy', policies) ?? 'primary',
    ...(now.scenario !== undefined && { scenario: now.scenario }),
    by: reader.list('by', view.dimensions) ?? view.defaultBy,
    ...(reader.oneOf('rests', restsChoices) === 'all' && { rests: 'all' as const }),
    only: readOnly(reader, view, known),
    options: readOptions(reader, view, known),
  };
  const only = countedNames(plain.only, view, log, cutOf(plain));
  const question = { ...plain, only, ...readTimeline(reader, view, plain, log) };
  return reader.problems.length > 0 ? { problems: reader.problems } : { value: { view, question } };
};

/** The question as parameters that ask it again. */
export const parametersOf = (question: Question): Record<string, string | number> => {
  const { only, options, by, ...rest } = question;
  return { ...rest, by: by.join(','), ...only, ...options };
};
