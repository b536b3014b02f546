import type { Cited, LoggedEvent } from './protocol.js';

type Source = NonNullable<LoggedEvent['source']>;

const keyOf = ({ publisher, title, url }: Source): string => JSON.stringify([publisher, title, url]);

const sourcesOf = ({ source, alsoSources = [] }: LoggedEvent): Source[] =>
  source === undefined ? [] : [source, ...alsoSources];

/** What some events rest on, publisher by publisher. */
export const citedIn = (events: readonly LoggedEvent[]): Cited[] =>
  [...Map.groupBy(events.flatMap(sourcesOf), keyOf).values()]
    .map((group): Cited => {
      const { title, publisher = '', kind, url = '', publishedOn = '' } = group[0]!;
      return { title, publisher, kind, url, publishedOn, events: group.length };
    })
    .sort((left, right) =>
      left.publisher === right.publisher
        ? left.title < right.title
          ? -1
          : 1
        : left.publisher < right.publisher
          ? -1
          : 1,
    );
