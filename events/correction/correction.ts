import { EventCorrected, EventRetracted } from './correction.events.js';

/** What may be recorded on any stream. */
export const corrections = [EventCorrected, EventRetracted] as const;

const correctionTypes: ReadonlySet<string> = new Set(corrections.map(({ type }) => type));

export const isCorrection = (type: string): boolean => correctionTypes.has(type);

/** What a correction or a retraction says; undefined for any other event. */
export const correctionIn = ({
  type,
  body,
}: {
  type: string;
  body: unknown;
}): (Pick<EventCorrected, 'event'> & Partial<EventCorrected>) | undefined =>
  isCorrection(type) ? (body as EventCorrected) : undefined;
