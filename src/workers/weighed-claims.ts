import type { RecordedLog } from '../../projections/kit/log.js';

/** How many facts of a category are looked at where claims differ: each rival by itself, beside all of its stream. */
interface ClaimsSeen {
  readonly position: number;
  readonly facts: number;
}

const seenIn = new WeakMap<RecordedLog, Map<string, ClaimsSeen>>();

const readClaims = (history: RecordedLog, category: string): number => {
  let sum = 0;
  for (const stream of history.streams(category)) {
    const facts = history.facts(stream);
    sum += facts.length * facts.filter(({ rivalOf }) => rivalOf !== undefined).length;
  }
  return sum;
};

/**
 * How many facts of a category a span over rival claims passes over: all of a stream for each rival on it. Read once for
 * a position of the log, off all of its facts: for categories of few of them.
 */
export const factsOfClaims = (history: RecordedLog, category: string): number => {
  const { position } = history;
  const seen = seenIn.get(history) ?? new Map<string, ClaimsSeen>();
  seenIn.set(history, seen);
  const known = seen.get(category);
  if (known?.position === position) return known.facts;
  const facts = readClaims(history, category);
  seen.set(category, { position, facts });
  return facts;
};
