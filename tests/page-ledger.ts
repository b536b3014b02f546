import type { RecordedEvent } from '../events/kit/envelope.js';
import { History } from '../projections/kit/log.js';
import { PageLedger } from '../src/web/worker/ledger.js';
import { record, type Sent } from './given.js';

/** A log as the page's worker reads it. */
export const readPage = (sent: readonly Sent[]): PageLedger => {
  const [history, log] = [new History(), new PageLedger()];
  for (const item of sent) {
    const fact = record(history, item);
    if (fact) log.take(fact as unknown as RecordedEvent);
  }
  return log;
};
