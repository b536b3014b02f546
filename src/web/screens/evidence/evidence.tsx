import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { wordsIn } from '../../words/bodies.js';
import { dateText, plural } from '../../../charts/words/dates.js';
import { useNews } from '../../visit/use-news.js';
import { useAnswer } from '../../worker/use-answer.js';
import { Revised } from './event-line.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';
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
    {` (${kind})`}
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
const Unquoted = ({ event: { type, body } }: { event: RecordedEvent }) => (
  <p>
    {type}: {wordsIn(body)} <span class="source">(no sentence is quoted)</span>
  </p>
);

const mostShown = 4;

/** The sentences that a number rests on, with who published them, when and where. */
const Quotes = ({ ids }: { ids: readonly string[] }) => {
  const { value: events } = useAnswer('evidence', { ids: ids.slice(0, mostShown) });
  if (!events) return <p>…</p>;
  return (
    <>
      {events.map((event) => (
        <div key={event.id} class="evidence">
          {event.quote ? <blockquote>“{event.quote}”</blockquote> : <Unquoted event={event} />}
          <Source event={event} />
        </div>
      ))}
      {ids.length > mostShown && <p class="source">and {plural(ids.length - mostShown, 'more event')}</p>}
      {ids.length === 0 && <p class="source">It follows from the definition alone.</p>}
    </>
  );
};

interface PopoverPosition {
  left: number;
  top: number;
  isAbove: boolean;
  /** The height that is left there; what is longer scrolls inside. */
  room: number;
}

const cardWidth = 340;

const positionBeside = (element: HTMLElement): PopoverPosition => {
  const { left, top, bottom } = element.getBoundingClientRect();
  const isAbove = bottom > innerHeight * 0.6;
  return {
    left: Math.max(8, Math.min(left, innerWidth - Math.min(cardWidth, innerWidth - 16) - 8)),
    top: isAbove ? innerHeight - top : bottom,
    isAbove,
    room: (isAbove ? top : innerHeight - bottom) - 8,
  };
};

interface QuotedProps {
  ids: readonly string[];
  children: ComponentChildren;
}

/** Closes what is open on Escape, and when the page is scrolled. */
const useAway = (isOpen: boolean, close: () => void): void =>
  useEffect(() => {
    if (!isOpen) return undefined;
    const heard = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') close();
    };
    addEventListener('keydown', heard);
    addEventListener('scroll', heard);
    return () => {
      removeEventListener('keydown', heard);
      removeEventListener('scroll', heard);
    };
  }, [isOpen]);

/** A number with what it rests on one hop away: by pointer, by focus or by tap. */
export const Quoted = ({ ids, children }: QuotedProps) => {
  const [at, setAt] = useState<PopoverPosition>();
  const button = useRef<HTMLButtonElement>(null);
  const { ids: news } = useNews();
  const isOpen = at !== undefined;
  const open = (): void => setAt(positionBeside(button.current!));
  /** The card's own links are reached by Tab. */
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget))) setAt(undefined);
  };
  useAway(isOpen, () => setAt(undefined));
  return (
    <span class="quoted" onMouseEnter={open} onMouseLeave={() => setAt(undefined)} onFocusOut={leave}>
      <button ref={button} type="button" aria-expanded={isOpen} onFocus={open} onClick={open}>
        {children}
        <Revised isNew={ids.some((id) => news.has(id))} />
      </button>
      {at && (
        <div
          class="card"
          role="status"
          style={{
            left: `${at.left}px`,
            [at.isAbove ? 'bottom' : 'top']: `${at.top}px`,
            maxHeight: `${at.room}px`,
          }}
        >
          <Quotes ids={ids} />
        </div>
      )}
    </span>
  );
};
