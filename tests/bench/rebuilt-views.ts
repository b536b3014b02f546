import { normalise } from '../../projections/asking.js';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { LoneStreams } from '../../projections/kit/lone-streams.js';
import type { LogReader } from '../../src/store/store.js';
import { LogCopy } from '../../src/workers/log-copy.js';
import { valid } from '../valid.js';

const today = '2026-11-23';
const pageSize = 5_000;

/** Reads the whole log as it is written, parses every event and does nothing with it; how many there are. */
export const readAndParse = async (store: LogReader): Promise<number> => {
  let position = 0;
  for (;;) {
    const page = await store.readWritten(position, pageSize);
    for (const { canonical } of page) JSON.parse(canonical);
    position += page.length;
    if (page.length < pageSize) return position;
  }
};

/** Settles all views as whoever asks does, each as it is usually asked, on the log of a store up to a position; how many rows each has. */
export const rebuildViews = async (store: LogReader, position: number): Promise<number[]> => {
  const { history } = await new LogCopy(store).upTo(position);
  return views.map(({ name }) => {
    const { view, question } = valid(normalise(name, {}, { today, position }, history));
    const makings = view.traits?.isToldByLine ? {} : { Lone: LoneStreams };
    return new Board(view, question, history, makings).rows.cells.length;
  });
};
