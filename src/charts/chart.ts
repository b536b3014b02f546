import type { Answer } from '../../projections/kit/view.js';
import type { DrawingMaker } from './drawing.js';
import type { Grid } from './grid.js';
import type { Legend } from './legend.js';
import type { ChartNames } from './names.js';
import type { Defined } from './words/definitions.js';

/** What an answer must say of itself to be cited. */
export interface Citation {
  effectiveAt: string;
  knownAt: string;
  policy: string;
  position: number;
  viewHash?: string;
  /** The view that answered. */
  view?: string;
  definition?: string;
  /** Where it names a scenario, the answer is not what was recorded. */
  question?: Readonly<Record<string, string | number>>;
  /** Confidential facts may be in it. */
  confidential?: true;
}

interface AskedAnswer extends Answer, Citation {
  view: string;
  question: Readonly<Record<string, string | number>>;
}

/** An answer of a view with its question, as it is asked for. */
export interface QuestionAnswer extends AskedAnswer {
  viewHash: string;
}

/** An answer with everything that is needed to cite it; its hash may still be asked for. */
export interface ShownAnswer extends AskedAnswer {
  definition: string;
}

/** What a chart is drawn with, beside its numbers. */
export interface ChartSettings {
  names: ChartNames;
  /** GW, MW, or whichever fits when empty. */
  unit: string;
  hasBounds: boolean;
  /** Whether what publishers leave to everybody else is drawn beside those whom they name. */
  hasOthers?: boolean;
}

export interface Chart {
  title: string;
  /** What it shows, as the glossary defines it. */
  defined?: Defined;
  /** The chart in a sentence or two. */
  summary: string;
  /** What it shows, for whoever does not see it; the summary where there is no more to say. */
  told?: string;
  draw: DrawingMaker;
  /** The same as a table. */
  grid: Grid;
  legend?: Legend;
  /** What narrows the question down to this one of its charts. */
  only?: Readonly<Record<string, string>>;
}

export const citationText = ({ effectiveAt, knownAt, policy, position }: Citation): string =>
  `effective ${effectiveAt} · known ${knownAt} · policy ${policy} · position ${position}`;
