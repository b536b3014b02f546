import type { NamedTarget } from '../../../worker/protocol.js';
import { correlationFor } from './correlation.js';
import { type BenchLine, type Sheet, usualDraws, usualSeed, type WatchedMeasure } from './sheet.js';
import { type PlainEdit, type LineEdits, readEdit } from './words.js';

/** A scenario as it is run: by the worker, by the server, by the command line. */
export interface BenchScenario {
  base?: number;
  parent?: string;
  edits: readonly PlainEdit[];
  assumptions?: PlainEdit;
  views: readonly PlainEdit[];
  monteCarlo?: PlainEdit;
  attribution?: true;
  tornado?: true;
}

/** The lines of a sheet as they were read, and which edit of the scenario comes from which line. */
export interface SheetReading {
  lines: readonly BenchLine[];
  reads: readonly LineEdits[];
  edits: readonly PlainEdit[];
  /** By the number of an edit; those of a parent are not among them. */
  lineOf: readonly number[];
}

export const readLines = (lines: readonly BenchLine[], targets: readonly NamedTarget[]): SheetReading => {
  const reads = lines.map(({ text }) => readEdit(text, targets));
  const made = reads.flatMap((read, line) =>
    'edits' in read && !lines[line]!.isOff ? read.edits.map((edit) => ({ edit, line })) : [],
  );
  return { lines, reads, edits: made.map(({ edit }) => edit), lineOf: made.map(({ line }) => line) };
};

const view = 'compute-capacity';
const years = 5;

/** What a scenario is asked: capacity quarter by quarter and deal by deal, and money by kind. */
export const usualViews = (cut: Readonly<Record<string, string>>, year: number): PlainEdit[] => {
  const span = { from: `${year}-01-01`, to: `${year + years}-12-31` };
  return [
    { view, by: 'layer', timeline: 'quarter', ...span, ...cut },
    { view, by: 'deal', timeline: 'year', ...span, ...cut },
    { view: 'obligations', by: 'deal,kind', ...cut },
  ];
};

/** The scenario with its views and nothing else: answered at once. */
export const plainBody = (
  sheet: Sheet,
  { edits }: SheetReading,
  views: readonly PlainEdit[],
): BenchScenario => ({
  ...(sheet.base !== undefined && { base: sheet.base }),
  ...(sheet.parent !== undefined && { parent: sheet.parent }),
  edits,
  ...(sheet.assumptions && { assumptions: sheet.assumptions }),
  views: sheet.views ?? views,
});

/** What is asked on top of it. */
export interface BenchAnalyses {
  watched: WatchedMeasure;
  isUncertain: boolean;
  attribution: boolean;
  /** The names of what is uncertain. */
  inputs: readonly string[];
}

const targetOf = ({ by, level }: Sheet, { view: number, measure, only }: WatchedMeasure): PlainEdit => ({
  view: number,
  measure,
  only,
  ...(by !== undefined && { by }),
  ...(level !== undefined && { level }),
});

/** The same scenario with its chances, and with what each edit contributes: one body, one hash. */
export const wholeBody = (
  plain: BenchScenario,
  sheet: Sheet,
  { watched, isUncertain, attribution, inputs }: BenchAnalyses,
): BenchScenario => {
  const correlation = correlationFor(sheet.together, inputs);
  return {
    ...plain,
    monteCarlo: {
      draws: sheet.draws ?? usualDraws,
      seed: sheet.seed ?? usualSeed,
      targets: [targetOf(sheet, watched)],
      ...(correlation && { correlation }),
    },
    ...(attribution && { attribution }),
    ...(isUncertain && { tornado: true as const }),
  };
};
