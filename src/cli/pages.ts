import type { LedgerClient } from './ledger.js';
import type { RecordedEvent } from '../../events/kit/envelope.js';

/** The events of the log up to a position, page by page. */
export async function* pagesUpTo({ ask }: LedgerClient, position: number): AsyncGenerator<RecordedEvent[]> {
  const { ReadLog, largestPage } = await import('./ledger.js');
  for (let after = 0; after < position;) {
    const { events } = await ask(new ReadLog({ after, limit: Math.min(largestPage, position - after) }));
    if (events.length === 0) return;
    yield events;
    after = events.at(-1)!.position;
  }
}
