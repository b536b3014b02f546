import { fromEvent, merge, type Observable, firstValueFrom, timer } from 'rxjs';
import type { LogPage } from '../messages/read-log.js';
import type { RecordedEvent } from '../../events/index.js';
import type { EventId, Instant } from '../../events/kit/formats.js';
import { base } from './address.js';

/** An event as CloudEvents 1.0 in its JSON format. */
export interface CloudEvent {
  specversion: '1.0';
  id: EventId;
  /** @format uri-reference */
  source: string;
  /** `gigaledger.` and the event type. */
  type: string;
  /** The stream. */
  subject: string;
  time: Instant;
  datacontenttype: 'application/json';
  data: RecordedEvent;
}

const cloudEventOf = (event: RecordedEvent): CloudEvent => ({
  specversion: '1.0',
  id: event.id,
  source: `${base}/events`,
  type: `gigaledger.${event.type}`,
  subject: event.stream,
  time: event.recordedAt,
  datacontenttype: 'application/json',
  data: event,
});

const messageOf = (event: RecordedEvent): string =>
  `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(cloudEventOf(event))}\n\n`;

export interface FeedSource {
  /** Events after a position, in order; what comes later needs another call. */
  pagesAfter(after: number): AsyncIterable<LogPage['events']>;
  /** How far the views have read. */
  position(): number;
  /** Wakes the feed; a lost nudge costs a heartbeat at most. */
  grew: Observable<number>;
  /** The reader or the server leaves. */
  left: AbortSignal;
  heartbeatMs: number;
}

/** After how long a reader whose connection broke comes back. */
const retryMs = 2_000;

/**
 * Server-sent events from after a position on, for ever. Nothing is read before the reader has taken what came before,
 * so a slow one costs no more than a fast one.
 */
export async function* feed(
  after: number,
  { pagesAfter, position, grew, left, heartbeatMs }: FeedSource,
): AsyncGenerator<string> {
  yield `retry: ${retryMs}\n\n`;
  let reached = after;
  while (!left.aborted) {
    if (position() > reached) {
      for await (const events of pagesAfter(reached)) {
        for (const event of events) {
          yield messageOf(event);
          reached = event.position;
        }
      }
      continue;
    }
    const woken = merge(grew, timer(heartbeatMs), fromEvent(left, 'abort'));
    await firstValueFrom(woken, { defaultValue: undefined });
    if (position() <= reached && !left.aborted) yield ': nothing new\n\n';
  }
}
