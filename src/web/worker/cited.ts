import type { CitedPublication } from './protocol.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

type CitedSource = NonNullable<RecordedEvent['source']>;

const keyOf = ({ publisher, title, url }: CitedSource): string => JSON.stringify([publisher, title, url]);

const sourcesOf = ({ source, alsoSources = [] }: RecordedEvent): CitedSource[] =>
  source === undefined ? [] : [source, ...alsoSources];

/** What some events rest on, publisher by publisher. */
export const citationsOf = (events: readonly RecordedEvent[]): CitedPublication[] =>
  [...Map.groupBy(events.flatMap(sourcesOf), keyOf).values()]
    .map((group): CitedPublication => {
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
