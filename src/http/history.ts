import { type Recorded, isCorrection } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';

type LoggedEvent = Recorded<string, Record<string, unknown>>;

export interface HistoryCut {
  effectiveAt: string;
  knownAt: string;
  position: number;
}

/** That an event counts differently, or not at all, from a later one on. */
export interface CorrectionEntry {
  event: string;
  by: string;
  type: string;
  knownOn: string;
  position: number;
  reason: string;
}

/** Corrections act from the day on which they are known, whatever they are about. */
const isWithin = (event: LoggedEvent, { effectiveAt, knownAt, position }: HistoryCut): boolean =>
  event.position <= position &&
  event.knownOn <= knownAt &&
  (isCorrection(event.type) || daysOf(event.effectiveOn).last <= effectiveAt);

const correctionOf = ({ id, type, knownOn, position, body }: LoggedEvent): CorrectionEntry => ({
  event: String(body.event),
  by: id,
  type,
  knownOn,
  position,
  reason: String(body.reason),
});

/** The events of a stream that a cut sees, as they were recorded, and which of them a later one corrects. */
export const historyWithin = (
  events: readonly LoggedEvent[],
  cut: HistoryCut,
): { events: LoggedEvent[]; corrections: CorrectionEntry[] } => {
  const seen = events.filter((event) => isWithin(event, cut));
  return { events: seen, corrections: seen.filter(({ type }) => isCorrection(type)).map(correctionOf) };
};
