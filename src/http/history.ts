import { isCorrection, type RecordedEvent } from '../../events/index.js';
import type { Policy } from '../../projections/kit/claims.js';
import { type Day, daysOf } from '../../events/kit/date.js';
import type { Count, EventId } from '../../events/kit/formats.js';

export interface HistoryCut {
  effectiveAt: Day;
  knownAt: Day;
  position: Count;
}

/** That an event counts differently, or not at all, from a later one on. */
interface CorrectionEntry {
  event: EventId;
  by: EventId;
  type: string;
  knownOn: Day;
  position: Count;
  reason: string;
}

export interface DealHistory extends HistoryCut {
  deal: string;
  policy: Policy;
  /** Its events within the cut, in the order of the log. */
  events: RecordedEvent[];
  /** Which of its events a later one corrects or takes back. */
  corrections: CorrectionEntry[];
}

/** Corrections act from the day on which they are known, whatever they are about. */
const isWithin = (event: RecordedEvent, { effectiveAt, knownAt, position }: HistoryCut): boolean =>
  event.position <= position &&
  event.knownOn <= knownAt &&
  (isCorrection(event.type) || daysOf(event.effectiveOn).last <= effectiveAt);

const correctionOf = ({ id, type, knownOn, position, body }: RecordedEvent): CorrectionEntry => ({
  event: String(body.event),
  by: id,
  type,
  knownOn,
  position,
  reason: String(body.reason),
});

/** The events of a stream that a cut sees, as they were recorded, and which of them a later one corrects. */
export const historyWithin = (
  events: readonly RecordedEvent[],
  cut: HistoryCut,
): Pick<DealHistory, 'events' | 'corrections'> => {
  const seen = events.filter((event) => isWithin(event, cut));
  return { events: seen, corrections: seen.filter(({ type }) => isCorrection(type)).map(correctionOf) };
};
