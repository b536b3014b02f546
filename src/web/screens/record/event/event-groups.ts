import { eventSaid } from '../../../../../projections/wording/event-said.js';
import type { EventType } from '../../../worker/protocol.js';

const groups: readonly (readonly [string, string])[] = [
  ['deal', 'The deal'],
  ['tranche', 'Capacity'],
  ['payment', 'Money'],
  ['warrant', 'Warrants'],
  ['condition', 'Conditions'],
  ['stake', 'Stakes'],
  ['party', 'Parties'],
  ['market', 'Markets'],
];

export interface EventGroup {
  title: string;
  types: readonly EventType[];
}

const isFound = (declared: EventType, search: string): boolean => {
  const words = `${eventSaid(declared)} ${declared.summary} ${declared.type}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
};

/** What can be told in a form, in groups; of those the ones that a search finds. */
export const eventGroups = (types: readonly EventType[], search: string): EventGroup[] =>
  groups.flatMap(([subject, title]) => {
    const found = types.filter((one) => one.subject === subject && isFound(one, search));
    return found.length === 0 ? [] : [{ title, types: found }];
  });

/** An event with a field that only JSON could fill is told elsewhere: a scenario, and a correction of an event. */
export const canBeTold = ({ subject, fields }: EventType): boolean =>
  subject !== 'event' && fields.every(({ kind }) => kind !== 'json');

/** What can become of that which an earlier event told of. */
export const canFollow = (
  earlier: EventType,
  { category, introduces, subject, fields }: EventType,
): boolean =>
  !introduces &&
  category === earlier.category &&
  (subject === earlier.subject || fields.some(({ name }) => name === earlier.subject));
