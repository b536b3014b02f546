import { useTold } from '../../words/use-sentences.js';
import { dateText, plural } from '../../../charts/words/dates.js';
import { sourceKindSaid } from '../record/draft/source-kinds.js';
import { useAnswer } from '../../worker/use-answer.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';
import { copiedOn } from '../../copied.js';
import { Link } from '../../shell/link.js';
import { leadsToTheWeb } from '../../words/leads-to-the-web.js';

const hostOf = (url: string): string => URL.parse(url)?.hostname.replace(/^www\./, '') ?? url;

type PublishedSource = NonNullable<RecordedEvent['source']>;

const Publication = ({ title, url, publisher, publishedOn, kind }: PublishedSource) => (
  <>
    {publisher && `${publisher}: `}
    {url && leadsToTheWeb(url) ? (
      <a href={url} rel="noreferrer noopener" target="_blank">
        {title}
      </a>
    ) : (
      title
    )}
    {` (${sourceKindSaid(kind)})`}
    {publishedOn && `, published ${dateText(publishedOn)}`}
    {url && `, ${hostOf(url)}`}
  </>
);

const Source = ({ event: { source, alsoSources = [], knownOn, effectiveOn } }: { event: RecordedEvent }) => (
  <p class="source">
    {source ? <Publication {...source} /> : 'no source given'}
    {alsoSources.map((one) => (
      <>
        <br />
        also <Publication {...one} />
      </>
    ))}
    <br />
    true from {dateText(effectiveOn)}, known on {dateText(knownOn)}
  </p>
);

/** What was recorded, where no sentence of the source was. */
const Unquoted = ({ event }: { event: RecordedEvent }) => {
  const { says, body } = useTold([event])(event);
  return (
    <p>
      {says}
      {body && `: ${body}`} <span class="source">(no sentence is quoted)</span>
    </p>
  );
};

/** Correcting starts at the number. */
const Mend = ({ event: { id } }: { event: RecordedEvent }) => (
  <p class="mend">
    <Link step={{ screen: 'record', correct: id, how: 'wrong' }}>This is wrong</Link>
    <Link step={{ screen: 'record', correct: id, how: 'changed' }}>This has changed</Link>
  </p>
);

const mostShown = 4;

/** The sentences that a number rests on, with who published them, when and where. */
export const Quotes = ({ ids }: { ids: readonly string[] }) => {
  const { value: events } = useAnswer('evidence', { ids: ids.slice(0, mostShown) });
  if (!events) return <p>…</p>;
  return (
    <>
      {events.map((event) => (
        <div key={event.id} class="evidence">
          {event.quote ? <blockquote>“{event.quote}”</blockquote> : <Unquoted event={event} />}
          <Source event={event} />
          {!copiedOn && <Mend event={event} />}
        </div>
      ))}
      {ids.length > mostShown && <p class="source">and {plural(ids.length - mostShown, 'more event')}</p>}
      {ids.length === 0 && <p class="source">It follows from the definition alone.</p>}
    </>
  );
};
