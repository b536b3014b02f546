import type { Parts } from './measure.js';

/** How the measures of a view go together where statements contain, overlap or succeed each other. */
export interface FamilyRule {
  /** Dimensions in which lines must agree to be added up together. */
  readonly within: readonly string[];
  /** The measure that another one never exceeds, in the order in which they are held to it. */
  readonly ceilings: Readonly<Record<string, string>>;
  /** Measures that a statement hands on to the one that takes its place: the larger of both counts. */
  readonly lasting: readonly string[];
  /** The measure whose size says how much of an overlap is the same in both. */
  readonly size?: string;
  /** With what follows from measures once the family rule has been applied to them. */
  derived(parts: Parts): Parts;
}
