import type { RecordedEvent } from '../../../../../events/kit/envelope.js';
import { isMembers } from './typed.js';

/** An event with what later ones of its stream made of it: the form begins with what counts, and undoes no correction. */
export const asItCounts = (event: RecordedEvent, stream: readonly RecordedEvent[]): RecordedEvent => {
  const retracted = new Set(
    stream.filter(({ type }) => type === 'EventRetracted').map(({ body }) => body.event),
  );
  const latest = stream
    .filter(
      ({ id, type, body }) => type === 'EventCorrected' && body.event === event.id && !retracted.has(id),
    )
    .at(-1);
  if (!latest) return event;
  const { body, effectiveOn } = latest.body;
  return {
    ...event,
    ...(isMembers(body) && { body }),
    ...(typeof effectiveOn === 'string' && { effectiveOn }),
  };
};
