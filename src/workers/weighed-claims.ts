import type { Fact } from '../../events/index.js';
import { claimSetsOf, selectionCount } from '../../projections/kit/claims.js';
import type { RecordedLog } from '../../projections/kit/log.js';
import { containersAbove } from './weighed-containers.js';

/**
 * How many facts of a category are looked at where claims differ: each rival by itself, beside all of its stream. And for
 * warrants: every day of their deal under every combination of its claims.
 */
interface ClaimsSeen {
  readonly position: number;
  readonly facts: number;
}

const seenIn = new WeakMap<RecordedLog, Map<string, ClaimsSeen>>();

/** So many facts of a day are looked at for a warrant in the time in which one is passed over for a rival. */
const factsOfDay = 8;

const factsOfVesting = (facts: readonly Fact[]): number =>
  facts.some(({ type }) => type === 'WarrantIssued')
    ? (facts.length ** 2 * selectionCount(claimSetsOf(facts))) / factsOfDay
    : 0;

/** So many facts are passed over for a rival in the time in which a tranche is reckoned with one that contains it. */
const factsPerContainer = 4;

const readClaims = (history: RecordedLog, category: string): number => {
  let sum = 0;
  for (const stream of history.streams(category)) {
    const facts = history.facts(stream);
    sum += facts.length * facts.filter(({ rivalOf }) => rivalOf !== undefined).length;
    sum += factsOfVesting(facts);
  }
  return sum + factsPerContainer * containersAbove(history, category);
};

/**
 * How many facts of a category a span over rival claims passes over: all of a stream for each rival on it, and for its
 * warrants on each of its days; and what chains of containers come to. Read once for a position of the log, off all of its facts: for categories of few of them.
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
