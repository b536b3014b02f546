import { setImmediate } from 'node:timers/promises';
import type { QueryBus } from '@nestjs/cqrs';
import { largestPage, type LogPage, ReadLog } from '../messages/read-log.js';

/**
 * The log after a position, page by page, up to where it ends now; a page is read when the one before is used up, and
 * after a turn of the event loop: a reader that takes all of them at once would keep everybody else waiting.
 */
export async function* pagesAfter(
  after: number,
  queries: QueryBus,
  only: { stream?: string } = {},
): AsyncGenerator<LogPage['events']> {
  for (let from: number | null = after; from !== null;) {
    const page: LogPage = await queries.execute(new ReadLog({ ...only, after: from, limit: largestPage }));
    if (page.events.length > 0) yield page.events;
    await setImmediate();
    from = page.next;
  }
}
