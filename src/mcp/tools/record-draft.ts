import { z } from 'zod';
import { isPlainObject } from '../../../events/kit/decode.js';
import { RecordEvents } from '../../messages/record-events.js';
import type { Tool } from '../tool.js';

/** Tries events, and records them where that is allowed and asked for. */
export const recordDraft = (isAllowed: boolean): Tool => ({
  name: 'record_draft',
  title: 'Draft events',
  says: `Events as they would be recorded: what they mean, which rules they break, which numbers they would move. ${
    isAllowed
      ? 'With record=true they are recorded, all or none; ask whoever you work for first.'
      : 'Nothing is recorded here: whoever keeps the ledger records them.'
  } An event is {stream, type, effectiveOn, knownOn?, source: {title, url?, publisher?, publishedOn?, kind}, quote?, body}.`,
  takes: {
    events: z.array(z.record(z.string(), z.unknown())).min(1).max(100).describe('The events, in order.'),
    ...(isAllowed && { record: z.boolean().optional().describe('Record them, rather than try.') }),
  },
  answer: async ({ events: drafted, record }, ledger) => {
    const events: unknown[] = Array.isArray(drafted) ? drafted : [];
    const dryRun = !(isAllowed && record === true);
    const recording = await ledger.tell(new RecordEvents(events, { dryRun }));
    return {
      recorded: !dryRun,
      ...recording,
      sources: events.map((event) => (isPlainObject(event) ? (event.source ?? null) : null)),
    };
  },
});
