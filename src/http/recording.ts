import { isPlainObject } from '../../events/kit/decode.js';
import type { Recording } from '../messages/record-events.js';
import { mostEvents } from '../messages/record-events.js';
import { BadRequest, Obstacle, TooLarge } from '../messages/refusals.js';

/** The events of a body that is one of them or a list. */
export const eventsIn = (body: unknown): readonly unknown[] => {
  if (body === undefined) throw new BadRequest('there is no body');
  const events: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (events.length === 0) throw new BadRequest('there is no event in the body');
  if (events.length > mostEvents)
    throw new TooLarge(`there are ${events.length} events; one request may have ${mostEvents}`);
  return events;
};

const revisionIn = (ifMatch: string): number => {
  const [, digits] = /^"(\d{1,15})"$/.exec(ifMatch.trim()) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new BadRequest('If-Match cannot be read', [
    { pointer: '', detail: 'If-Match must be one revision in quotes, like "3"' },
  ]);
};

/** The events, the first of which expects the revision that an If-Match header names. */
export const expectRevision = (
  events: readonly unknown[],
  ifMatch: string | undefined,
): readonly unknown[] => {
  if (ifMatch === undefined) return events;
  const expectedRevision = revisionIn(ifMatch);
  const streams = new Set(events.map((event) => (isPlainObject(event) ? event.stream : undefined)));
  if (streams.size > 1) {
    throw new BadRequest('If-Match is for a write to one stream', [
      {
        pointer: '',
        detail: `the events are on ${streams.size} streams; give each its own expectedRevision`,
      },
    ]);
  }
  const [first, ...rest] = events;
  if (!isPlainObject(first)) return events;
  if (first.expectedRevision !== undefined && first.expectedRevision !== expectedRevision) {
    throw new BadRequest('If-Match and expectedRevision differ', [
      { pointer: '/expectedRevision', detail: `is not the ${expectedRevision} of If-Match` },
    ]);
  }
  return [{ ...first, expectedRevision }, ...rest];
};

/** Problems in a list of one are in its first element, too. */
export const recordInList = async (record: () => Promise<Recording>): Promise<Recording> => {
  try {
    return await record();
  } catch (error) {
    if (error instanceof Obstacle)
      Object.assign(error, {
        problems: error.problems.map(({ pointer, detail }) => ({ pointer: `/0${pointer}`, detail })),
      });
    throw error;
  }
};
