import type { Line } from './line.js';
import type { Parts } from './measure.js';

/** Lines that have to be reckoned together. */
export interface LinesTogether {
  readonly lines: readonly Line[];
  /**
   * What each group of lines adds: one line for each that is asked for (its group is not undefined) and stands. Of lines
   * that count together the first has what they count for, the others nothing.
   */
  counted(groupOf: (line: Line) => string | undefined): Line[];
  /** A line with all that it contains; undefined where it is not there, or counts with its heir. */
  whole(id: string): Parts | undefined;
  /** The line that stands for this one: itself, or the one that took its place. */
  standingFor(id: string): Line | undefined;
  /** The containers above a line, nearest first. */
  above(id: string): string[];
}

/** A line beside which no other has to be reckoned: most are. */
export class LoneLine implements LinesTogether {
  constructor(private readonly line: Line) {}

  get lines(): readonly Line[] {
    return [this.line];
  }

  counted(groupOf: (line: Line) => string | undefined): Line[] {
    return !this.line.isGone && groupOf(this.line) !== undefined ? [this.line] : [];
  }

  whole(id: string): Parts | undefined {
    return this.line.isGone ? undefined : this.standingFor(id)?.parts;
  }

  standingFor(id: string): Line | undefined {
    return this.line.id === id ? this.line : undefined;
  }

  above(): string[] {
    return [];
  }
}
