import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { useAnswer } from '../worker/use-answer.js';
import { useSince } from './use-visit.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

interface Novelty {
  /** In the order of the log. */
  events: readonly RecordedEvent[];
  ids: ReadonlySet<string>;
  streams: ReadonlySet<string>;
}

const nothing: Novelty = { events: [], ids: new Set(), streams: new Set() };

const Context = createContext(nothing);

/** What came in since the last visit. */
export const useNews = (): Novelty => useContext(Context);

export const NewsProvider = ({ children }: { children: ComponentChildren }) => {
  const since = useSince();
  const { value: events } = useAnswer('news', since === undefined ? undefined : { since });
  const news = useMemo(
    () =>
      events === undefined || events.length === 0
        ? nothing
        : {
            events,
            ids: new Set(events.map(({ id }) => id)),
            streams: new Set(events.map(({ stream }) => stream)),
          },
    [events],
  );
  return <Context.Provider value={news}>{children}</Context.Provider>;
};
