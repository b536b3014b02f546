import type { Line } from './line.js';
import type { Standpoint } from './standpoint.js';
import { type AskedPeriod, periodsAsked, type StreamTimeline } from './timeline.js';

/** Lines of a stream, of one period on a timeline, and the names of further periods that say the same. */
export interface LineRun {
  readonly lines: readonly Line[];
  readonly further: readonly string[];
}

/** The lines of the periods in which a timeline says something else than in the one before. */
const runsIn = (timeline: StreamTimeline, periods: readonly AskedPeriod[]): LineRun[] => {
  const runs: { lines: Line[]; further: string[] }[] = [];
  for (const [place, { name }] of periods.entries()) {
    const last = runs.at(-1);
    if (last && timeline.isAsBefore(place)) last.further.push(name);
    else runs.push({ lines: timeline.linesAt(place), further: [] });
  }
  return runs;
};

/**
 * What a stream adds about which no claims differ, with periods that say the same together; what never goes together is
 * told by itself, as far as it says anything.
 */
export const runsOf = (stream: string, standpoint: Standpoint): LineRun[] => {
  const { view, question, context } = standpoint;
  const reading = standpoint.readingOf(stream);
  if (!question.timeline || !view.timeline)
    return [{ lines: view.contribution(reading, question, context), further: [] }];
  return view
    .timeline(reading, question, context)
    .flatMap((timeline) => runsIn(timeline, periodsAsked(question)))
    .filter(({ lines }) => lines.length > 0);
};

const renamed = (id: string, period: string, other: string): string =>
  `${id.slice(0, id.length - period.length)}${other}`;

/** A line as another period of its timeline says the same: whatever is named by a period is named by that. */
export const lineIn = (line: Line, other: string): Line => {
  const { period } = line.keys;
  if (period === null || period === undefined) return line;
  const { container, statement, successor, overlaps } = line;
  const inOther = (id: string): string => renamed(id, period, other);
  return {
    ...line,
    id: inOther(line.id),
    keys: { ...line.keys, period: other },
    ...(container !== undefined && { container: inOther(container) }),
    ...(statement !== undefined && { statement: inOther(statement) }),
    ...(successor !== undefined && { successor: inOther(successor) }),
    ...(overlaps && { overlaps: overlaps.map((one) => ({ ...one, other: inOther(one.other) })) }),
  };
};

/** All lines of some runs, each period by itself. */
export const linesInRuns = (runs: readonly LineRun[]): Line[] =>
  runs.flatMap(({ lines, further }) => [
    ...lines,
    ...further.flatMap((period) => lines.map((line) => lineIn(line, period))),
  ]);
