import { Link } from '../../shell/link.js';
import { useNews } from '../../visit/use-news.js';
import { dateText } from '../../../charts/words/dates.js';
import { MarkSign } from './mark-sign.js';
import { useNames } from '../../words/use-names.js';
import { useSentences } from '../../words/use-sentences.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

/** The mark of what came in since the last visit; nothing for what did not. */
export const Revised = ({ isNew }: { isNew: boolean }) =>
  isNew ? (
    <>
      {' '}
      <MarkSign of="revised" />
    </>
  ) : null;

/** An event in a line: when it became known, what it is about, and what it was. */
export const EventLine = ({ event }: { event: RecordedEvent }) => {
  const names = useNames();
  const { ids } = useNews();
  const sentenceOf = useSentences([event]);
  const isDeal = event.stream.startsWith('deal-');
  return (
    <li>
      <span class="when">{dateText(event.knownOn)}</span>{' '}
      {isDeal ? (
        <Link step={{ screen: 'deals', deal: event.stream }}>{names.deal(event.stream)}</Link>
      ) : (
        names.party(event.stream.replace(/^[a-z]+-/, ''))
      )}
      : {sentenceOf(event)}
      <Revised isNew={ids.has(event.id)} />
      {event.quote && <q>{event.quote}</q>}
    </li>
  );
};
