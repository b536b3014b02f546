import type { EventBody } from '../../../events/kit/envelope.js';
import { EventCorrected } from '../../../events/correction/correction.events.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { ChangeAnswer, SheetChange } from './change.js';

const correctedBody = ({ event }: ProposedEvent): EventBody => event.body.body as EventBody;

const isAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One body with what each of two corrections changes of the original. */
const joinBodies = (original: EventBody, first: EventBody, second: EventBody): EventBody => {
  const names = [...new Set([original, first, second].flatMap((body) => Object.keys(body)))];
  const entries = names.map((name): [string, unknown] => [
    name,
    isAlike(second[name], original[name]) ? first[name] : second[name],
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
};

/** Of corrections of one event the latest counts, so that several cells of it are one correction. */
const joinCorrections = (before: ProposedEvent, { wrong, original }: SheetChange): ProposedEvent => ({
  event: {
    ...before.event,
    body: { ...before.event.body, body: joinBodies(original, correctedBody(before), correctedBody(wrong)) },
  },
  cells: { ...wrong.cells, ...before.cells },
});

/** The events that the answers to changes come to. */
export const answeredEvents = (
  changes: readonly SheetChange[],
  answerTo: (change: SheetChange) => ChangeAnswer | undefined,
): ProposedEvent[] => {
  const events: ProposedEvent[] = [];
  for (const change of changes) {
    const answer = answerTo(change);
    if (answer === 'world') events.push(change.world);
    if (answer !== 'wrong') continue;
    const at = events.findIndex(
      ({ event }) => event.type === EventCorrected.type && event.body.event === change.wrong.event.body.event,
    );
    if (at < 0) events.push(change.wrong);
    else events[at] = joinCorrections(events[at]!, change);
  }
  return events;
};
