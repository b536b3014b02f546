import type { LogPage } from '../messages/read-log.js';
import type { Ledger } from './ledger.js';

type Event = LogPage['events'][number];

/** The events of the log up to a position, page by page. */
export async function* pagesUpTo({ ask }: Ledger, position: number): AsyncGenerator<Event[]> {
  const { ReadLog, largestPage } = await import('./ledger.js');
  for (let after = 0; after < position;) {
    const { events } = await ask(new ReadLog({ after, limit: Math.min(largestPage, position - after) }));
    if (events.length === 0) return;
    yield events;
    after = events.at(-1)!.position;
  }
}
