import { EventLine } from '../screens/evidence/event-line.js';
import { useNews } from '../visit/use-news.js';
import { lastVisit, markAllSeen } from '../visit/visit.js';
import { dateText, plural } from '../../charts/words/dates.js';
import { MarkSign } from '../screens/evidence/mark-sign.js';
import { useStanding } from '../worker/use-answer.js';

const mostShown = 12;

const Came = () => {
  const latest = useNews().events.toReversed();
  return (
    <ul class="plain events">
      {latest.slice(0, mostShown).map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
      {latest.length > mostShown && (
        <li class="source">and {plural(latest.length - mostShown, 'earlier one')}</li>
      )}
    </ul>
  );
};

/** What came in since the last visit, what its mark is, and how to be rid of it. */
export const CameIn = () => {
  const { position } = useStanding();
  const { length: count } = useNews().events;
  const at = lastVisit()?.at;
  return (
    <section class="strip" aria-label="Since your last visit">
      <details>
        <summary>
          <MarkSign of="revised" /> {plural(count, 'event')} came in since your last visit
          {at ? ` on ${dateText(at)}` : ''}; what rests on {count === 1 ? 'it' : 'them'} is marked so
        </summary>
        <Came />
      </details>
      <button type="button" onClick={() => markAllSeen(position)}>
        Clear the marks
      </button>
    </section>
  );
};
