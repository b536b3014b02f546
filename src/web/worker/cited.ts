import type { Cited, LoggedEvent } from './protocol.js';

const keyOf = ({ source }: LoggedEvent): string =>
  JSON.stringify([source!.publisher, source!.title, source!.url]);

/** What some events rest on, publisher by publisher. */
export const citedIn = (events: readonly LoggedEvent[]): Cited[] =>
  [
    ...Map.groupBy(
      events.filter(({ source }) => source !== undefined),
      keyOf,
    ).values(),
  ]
    .map((group): Cited => {
      const { title, publisher = '', kind, url = '', publishedOn = '' } = group[0]!.source!;
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
