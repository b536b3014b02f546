import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { loadLater } from '../../shell/later.js';
import { useNews } from '../../visit/use-news.js';
import { Revised } from './event-line.js';

const Quotes = loadLater(async () => (await import('./quotes.js')).Quotes);

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
