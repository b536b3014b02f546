import type { Problem } from '../../events/index.js';
import type { Result } from '../../events/kit/decode.js';
import type { Entry } from '../../projections/kit/line.js';
import type { CachedGround } from '../simulator/compute/board-cache.js';
import { alertOf } from '../watches/alert.js';
import { compareTold, watchedEntries, watchedTable } from '../watches/comparing.js';
import { readThreshold } from '../watches/threshold.js';
import type { Alert, ToldNumbers, Watch } from '../watches/watch.js';
import { watchedMeasure } from '../watches/watched-measure.js';
import { readView, type ViewAsked } from './view-reading.js';

/**
 * What is read of the log for watches, as plain data: what is asked, and what comes of it. There may be a row for every
 * deal, of which whoever keeps watches reads none.
 */
export interface WatchReadings {
  /** What a new watch tells at first, and the measure that was named. */
  watched: {
    asked: ViewAsked & { watch: Pick<Watch, 'question' | 'measure'> };
    answer: Result<{ measure: string; told: ToldNumbers }>;
  };
  /** What moved since it was told last, if anything did, and what counts as told from then on. */
  compared: {
    asked: ViewAsked & { watch: Watch; told: ToldNumbers; at: string };
    answer: Result<{ alert?: Omit<Alert, 'number'>; told: ToldNumbers }>;
  };
}

type WatchReading<K extends keyof WatchReadings> = (
  asked: WatchReadings[K]['asked'],
  ground: CachedGround,
) => WatchReadings[K]['answer'];

/** What is wrong with the question is a fault of that member of the watch. */
const inQuestion = (problems: readonly Problem[]): Problem[] =>
  problems.map(({ pointer, detail }) => ({ pointer: `/question${pointer}`, detail }));

const watched: WatchReading<'watched'> = ({ watch, ...asked }, ground) => {
  const { value: answer, problems } = readView(asked, ground);
  if (problems) return { problems: inQuestion(problems) };
  const found = watchedMeasure(answer, watch);
  if (found.problems) return found;
  const told = watchedEntries(watchedTable(watch, answer), found.value);
  return { value: { measure: found.value, told: JSON.stringify(told) } };
};

const compared: WatchReading<'compared'> = ({ watch, told, at, ...asked }, ground) => {
  const { value: answer, problems } = readView(asked, ground);
  if (problems) return { problems };
  const threshold = readThreshold(watch.moreThan);
  const before: Entry[] = JSON.parse(told);
  const now = threshold && compareTold(before, watchedTable(watch, answer), watch.measure, threshold);
  if (!now || now.moves.length === 0) return { value: { told } };
  return { value: { alert: alertOf(watch, answer, now.moves, at), told: JSON.stringify(now.told) } };
};

export const watchReadings: { [K in keyof WatchReadings]: WatchReading<K> } = { watched, compared };
