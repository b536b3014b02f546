import type { RecordedEvent } from '../../../events/kit/envelope.js';
import { useAnswer } from '../worker/use-answer.js';

/** What events say, in sentences; while they are not known yet, a type in words. */
export const useSentences = (
  events: readonly Pick<RecordedEvent, 'id' | 'type'>[],
): ((event: Pick<RecordedEvent, 'id' | 'type'>) => string) => {
  const { value } = useAnswer('sentences', { ids: events.map(({ id }) => id) });
  return ({ id, type }) => value?.[id] ?? type.replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase();
};
