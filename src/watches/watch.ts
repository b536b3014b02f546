import type { Day } from '../../events/kit/calendar.js';
import type { Count, Instant, Ordinal } from '../../events/kit/formats.js';
import type { Measure } from '../../projections/kit/measure.js';

/** "Tell me when this number moves by more than that." */
export interface Watch {
  /** Made out of its name: firm-chips-of-openai. */
  id: string;
  name: string;
  view: string;
  measure: string;
  /** The question's parameters, but no dates: a watch asks of now. With `by` it watches each row, else the totals. */
  question: Record<string, string>;
  /** "5%" of what was told last, or a whole number in the unit of the measure; every move when "0". */
  moreThan: string;
  createdAt: Instant;
}

/** One number that moved: what was told last, and what it is; null on a side without it. */
export interface WatchedMove {
  keys: Record<string, string>;
  from: Measure | null;
  to: Measure | null;
}

/** That numbers moved by more than a watch lets pass. */
export interface Alert {
  watch: string;
  /** Its place among the alerts of its watch, from 1. */
  number: Ordinal;
  at: Instant;
  view: string;
  measure: string;
  effectiveAt: Day;
  knownAt: Day;
  position: Count;
  /** The address at which the numbers read like that for ever. */
  address: string;
  moves: WatchedMove[];
  /** How many more numbers moved than are listed. */
  more: Count;
}

/** Numbers with their keys, as entries in JSON: as many as a view has rows, so that they are read only to compare them. */
export type ToldNumbers = string;

/** A watch, and how often it has told something. */
export interface KeptWatch {
  watch: Watch;
  alertCount: Count;
}
