import { keep, readKept } from '../keeping.js';

const kept = 'gigaledger-visit';

/** After so long without the page a visit is over. */
const visitMs = 30 * 60_000;

interface Visit {
  /** The position up to which the reader had read when this visit began. */
  since: number;
  /** When that was; empty on the first visit. */
  at: string;
  /** How far the log has been shown, and when the page was last used. */
  latest: number;
  usedAt: number;
}

const readVisit = (): Visit | undefined => {
  try {
    const found = JSON.parse(readKept(kept) ?? 'null') as Visit | null;
    return found && Number.isSafeInteger(found.since) && Number.isSafeInteger(found.latest)
      ? found
      : undefined;
  } catch {
    return undefined;
  }
};

const listeners = new Set<() => void>();
let visit: Visit | undefined;

const storeVisit = (next: Visit): void => {
  const isNew = next.since !== visit?.since;
  visit = next;
  keep(kept, JSON.stringify(next));
  if (isNew) for (const listener of listeners) listener();
};

const beginVisit = (position: number, now: number): Visit => {
  const before = readVisit();
  // A log that is shorter than what was read is another log.
  if (!before || before.latest > position) return { since: position, at: '', latest: position, usedAt: now };
  if (now - before.usedAt < visitMs) return { ...before, latest: position, usedAt: now };
  return {
    since: before.latest,
    at: new Date(before.usedAt).toISOString().slice(0, 10),
    latest: position,
    usedAt: now,
  };
};

/** The log has been shown up to here. It stays in this browser: nothing about a visit is sent. */
export const markVisited = (position: number, now = Date.now()): void =>
  storeVisit(visit ? { ...visit, latest: position, usedAt: now } : beginVisit(position, now));

/** Everything that is there has been seen. */
export const markAllSeen = (position: number): void =>
  storeVisit({ since: position, at: '', latest: position, usedAt: Date.now() });

export const lastVisit = (): Visit | undefined => visit;

export const subscribeToVisits = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
