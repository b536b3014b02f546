import type { ScenarioAnswer } from '../../../../simulator/answer/run.js';
import { type LiveAnswer, useAnswer } from '../../../worker/use-answer.js';
import { type BenchScenario, type SheetReading, wholeBody } from './bench.js';
import type { Sheet, WatchedMeasure } from './sheet.js';
import { baselineOf, usualPeriod, numbersToWatch, numberWatched } from './watching.js';

/** So many lines and attribution is reckoned without being asked for: two to the power of them answers. */
const mostUnasked = 6;

/** What is watched, and what is reckoned on top of the views. */
export interface BenchResults {
  numbers: readonly WatchedMeasure[];
  watched: WatchedMeasure | undefined;
  by: string | undefined;
  level: number;
  isUncertain: boolean;
  /** There is something to reckon on top of the views. */
  isWanted: boolean;
  /** Attribution is done only when it is asked for. */
  isAsked: boolean;
  body: BenchScenario;
  awaited: LiveAnswer<ScenarioAnswer>;
}

const countLines = ({ lineOf }: SheetReading): number => new Set(lineOf).size;

/** Asks for chance, tornado and attribution once the views are answered and there is something to ask. */
export const useWhole = (
  plain: BenchScenario,
  sheet: Sheet,
  reading: SheetReading,
  { value: answer, isOld }: LiveAnswer<ScenarioAnswer>,
): BenchResults => {
  const numbers = answer ? numbersToWatch(answer) : [];
  const watched = numberWatched(numbers, sheet.watched);
  const by = answer && watched ? (sheet.by ?? usualPeriod(answer, watched)) : undefined;
  const level = sheet.level ?? (answer && watched ? baselineOf(answer, watched, by) : 0);
  const inputs = (answer?.effects ?? []).flatMap(({ variable }) => variable ?? []);
  const isUncertain = inputs.length > 0;
  const lines = countLines(reading);
  const attribution = lines > 1 && (lines <= mostUnasked || sheet.attribution === true);
  const isWanted = watched !== undefined && (isUncertain || attribution);
  const body = isWanted
    ? wholeBody(plain, { ...sheet, by, level }, { watched, isUncertain, attribution, inputs })
    : plain;
  const awaited = useAnswer('drawn', isWanted && !isOld ? body : undefined);
  return {
    numbers,
    watched,
    by,
    level,
    isUncertain,
    isWanted,
    isAsked: lines > mostUnasked && !sheet.attribution,
    body,
    awaited,
  };
};
