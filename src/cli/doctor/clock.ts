import type { Finding } from './finding.js';

/** What another machine recorded may be this far ahead of the clock here, in milliseconds. */
const mostAheadMs = 1_000;

/** What is recorded next never gets an instant before the last one: a clock that is behind stands still for the log. */
export const findingOfClock = (recordedAt: string, now: Date): Finding => {
  const aheadMs = Date.parse(recordedAt) - now.getTime();
  if (aheadMs <= mostAheadMs) return { what: 'clock', ok: true, found: 'not behind the last event' };
  return {
    what: 'clock',
    ok: false,
    found: `${(aheadMs / 1_000).toFixed(1)} s behind the last event, which was recorded at ${recordedAt}`,
    advice:
      'Have this machine keep time (NTP). Until then what is recorded gets the instant of the last event.',
  };
};
