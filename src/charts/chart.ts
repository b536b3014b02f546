import type { Answer } from '../../projections/kit/view.js';
import type { Draw } from './drawing.js';
import type { Grid } from './grid.js';
import type { Legend } from './legend.js';
import type { Names } from './names.js';

/** What an answer must say of itself to be cited. */
export interface Citation {
  effectiveAt: string;
  knownAt: string;
  policy: string;
  position: number;
  viewHash?: string;
  definition?: string;
  /** Where it names a scenario, the answer is not what was recorded. */
  question?: Readonly<Record<string, string | number>>;
}

/** An answer of a view with its question, as it is asked for. */
export interface Answered extends Answer, Omit<Required<Citation>, 'definition' | 'question'> {
  view: string;
  question: Readonly<Record<string, string | number>>;
}

/** An answer with everything that is needed to cite it. */
export interface ShownAnswer extends Answered {
  definition: string;
}

/** What a chart is drawn with, beside its numbers. */
export interface Setting {
  names: Names;
  /** GW, MW, or whichever fits when empty. */
  unit: string;
  hasBounds: boolean;
}

export interface Chart {
  title: string;
  /** The chart in a sentence or two. */
  summary: string;
  draw: Draw;
  /** The same as a table. */
  grid: Grid;
  legend?: Legend;
  /** What narrows the question down to this one of its charts. */
  only?: Readonly<Record<string, string>>;
}

export const citationText = ({ effectiveAt, knownAt, policy, position }: Citation): string =>
  `effective ${effectiveAt} · known ${knownAt} · policy ${policy} · position ${position}`;
