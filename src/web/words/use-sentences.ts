import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { EventTold } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';

type Named = Pick<RecordedEvent, 'id'> & Partial<Pick<RecordedEvent, 'type'>>;

/** What events say, in a sentence and whole; while they are not known yet, a type in words. */
export const useTold = (events: readonly Named[]): ((event: Named) => EventTold) => {
  const { value } = useAnswer('sentences', { ids: events.map(({ id }) => id) });
  return ({ id, type = '' }) =>
    value?.[id] ?? { says: type.replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase(), body: '' };
};

export const useSentences = (events: readonly Named[]): ((event: Named) => string) => {
  const toldOf = useTold(events);
  return (event) => toldOf(event).says;
};
