import { type Cut } from './cut.js';
import type { Line } from './line.js';
import { cutAtEndOf, type Period, periodsOf, type Question } from './question.js';

/** A period of a timeline, and the cut that shows its end. */
export interface AskedPeriod extends Period {
  readonly cut: Cut;
  /** After the as-of date: the plan is shown. */
  readonly isAhead: boolean;
}

const asked = new WeakMap<Question, readonly AskedPeriod[]>();

const readPeriods = (question: Question): AskedPeriod[] => {
  const { timeline, from, to, effectiveAt } = question;
  if (!timeline || from === undefined || to === undefined) return [];
  return periodsOf(from, to, timeline).map((period) => ({
    ...period,
    cut: cutAtEndOf(period, question),
    isAhead: period.last > effectiveAt,
  }));
};

/** The periods that a question asks for, none without a timeline: all streams are asked for the same ones. */
export const periodsAsked = (question: Question): readonly AskedPeriod[] => {
  const periods = asked.get(question) ?? readPeriods(question);
  asked.set(question, periods);
  return periods;
};

/** What a stream, or what of it never goes together with the rest, adds to a timeline, by the places of its periods. */
export interface StreamTimeline {
  /** Whether a period says what the one before it says, but for its name; it may be no though it does. */
  readonly isAsBefore: (place: number) => boolean;
  readonly linesAt: (place: number) => Line[];
}

/** The lines of every period, each told anew. */
export const linesOfAll = (timelines: readonly StreamTimeline[], question: Question): Line[] =>
  periodsAsked(question).flatMap((_, place) => timelines.flatMap((timeline) => timeline.linesAt(place)));
