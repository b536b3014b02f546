import type { Count } from '../../events/kit/formats.js';
import type { Bounds } from '../../events/kit/quantity.js';
import type { Measure, Parts } from './measure.js';

export type Keys = Readonly<Record<string, string | null>>;

/** Another line that describes the same physical capacity, in whole or in part. */
interface LineOverlap {
  readonly other: string;
  /** How much of it; the smaller of the two when missing. */
  readonly power?: Bounds;
  readonly rests: readonly string[];
}

/** What one thing in a stream adds to a view: its keys in every dimension and whole numbers. */
export interface Line {
  /** Unique in the view: the thing and, on a timeline, the period. */
  readonly id: string;
  readonly keys: Keys;
  readonly parts: Parts;
  readonly rests: readonly string[];
  readonly flags: readonly string[];
  /** How many other claims there are of it, where it is shown by itself. */
  readonly rivals?: number;
  /** Named beside every total that it is missing from. */
  readonly undisclosed?: string;
  /** Named beside every axis that it is missing from. */
  readonly undated?: string;
  /** The line of the container whose total includes this one. */
  readonly container?: string;
  readonly overlaps?: readonly LineOverlap[];
  /** How much it was before it ended, by the size of overlaps: what others had in common with it they still have. */
  readonly was?: Bounds;
  /** The statement that it belongs to: its deal and, on a timeline, the period. */
  readonly statement?: string;
  /** The statement that took the place of its own. */
  readonly successor?: string;
  /** Says nothing itself any more, but keeps its place between its container and its parts. */
  readonly isGone?: boolean;
}

/** Whether it counts by itself: it stands in no other, shares nothing, and nothing took its place. */
export const isAlone = ({ container, overlaps, successor }: Line): boolean =>
  container === undefined && overlaps === undefined && successor === undefined;

/** How far each measure reaches over all selections of rival claims. */
export type EntrySpan = Readonly<Record<string, Pick<Measure, 'low' | 'high'>>>;

// What is derived of an entry at the edge stands beside the keys and measures that its view declares.
export type Entry = Record<string, unknown> & {
  /** A period: 2027-Q4. */
  period?: string | null;
  /** The ids of the events it rests on; through a scenario those of hypothetical ones, too. */
  rests?: readonly string[];
  /** How many events it rests on, listed or not. */
  restsCount?: Count;
  /** derived, assumed, hypothetical, confidential, remainder (what the parts of a container leave of it), undisclosed, unbounded, rivals:n, … */
  flags?: readonly string[];
  /** What is missing from it because nobody disclosed it. */
  undisclosed?: readonly string[];
  /** Where rival claims stand behind its numbers. */
  span?: EntrySpan;
};

/** A row of an answer: keys, measures, the events it rests on, and marks. */
export type Row = Entry & Required<Pick<Entry, 'rests' | 'flags'>>;

/** An entry of `totals`: the keys that never add, and the same measures. */
export type Total = Entry & Required<Pick<Entry, 'undisclosed'>>;
