import { streamOf } from '../events/index.js';
import { partsOf } from '../events/kit/stream.js';
import type { Log } from '../projections/kit/log.js';

/** The same log, and the categories of the streams that were read of it. */
export const watchedLog = (whole: Log): { log: Log; read: Set<string> } => {
  const read = new Set<string>();
  const log: Log = {
    position: whole.position,
    streams: (category) => whole.streams(category),
    fact: (id) => whole.fact(id),
    facts: (stream) => {
      if (streamOf(stream)) read.add(partsOf(stream).category);
      return whole.facts(stream);
    },
  };
  return { log, read };
};
