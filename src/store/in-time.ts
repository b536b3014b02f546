import { type StandbyLag, StoreUnavailable } from './store.js';

/** Why what was read must not be used now; undefined when it is in time. */
export const whyLate = (lag: StandbyLag | undefined): string | undefined => {
  if (!lag || lag.seconds <= lag.most) return undefined;
  const known = Number.isFinite(lag.seconds)
    ? `may be ${lag.seconds.toFixed(1)} s late`
    : 'may be late by nobody knows how much: the server that takes writes has not said yet where the log ends';
  return `the standby ${known}, and at most ${lag.most} s are allowed (--max-lag)`;
};

/** Throws StoreUnavailable when what was read is later than it may be. */
export const assertInTime = (lag: StandbyLag | undefined): void => {
  const reason = whyLate(lag);
  if (reason !== undefined) throw new StoreUnavailable(reason);
};
