import { type Fact, isCorrection } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';
import { fieldsWritten } from '../edits/said.js';

/** The fields that a recorded fact writes, as footprints call them; a correction those of what it corrects, too. */
export const fieldsChangedBy = (fact: Fact, log: Log): string[] => {
  const { stream, type, body } = fact;
  if (!isCorrection(type)) return fieldsWritten({ stream, type, body });
  const { event } = body as { event: string };
  const corrected = log.fact(event);
  return [`event:${event}`, ...(corrected ? fieldsChangedBy(corrected, log) : [])];
};
