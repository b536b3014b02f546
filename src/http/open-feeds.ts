import { Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { BadRequest } from '../messages/refusals.js';
import { feed, type FeedSource } from './feed.js';
import { callerOf } from './access/guard.js';
import { TooMany } from './access/refusals.js';
import { heartbeatMs, mostStreams, mostStreamsOfKey, readerBufferBytes } from './limits.js';

/** When a reader who is one too many may look again. */
const retryAfterSeconds = 10;

/** The streams of messages that somebody listens to; all end when the server stops, if not by themselves. */
@Injectable()
export class OpenFeeds {
  /** With whether the server has to end it. */
  readonly #open = new Map<AbortController, boolean>();
  readonly #ofKeys = new Map<string, number>();

  get count(): number {
    return this.#open.size;
  }

  /** Ends those that would go on for ever. */
  end(): void {
    for (const [leaving, isEndless] of this.#open) if (isEndless) leaving.abort();
  }

  open<Told>(
    after: number,
    source: Omit<FeedSource<Told>, 'left' | 'heartbeatMs'>,
    reply: FastifyReply,
  ): StreamableFile {
    const messages = feed(after, { ...source, left: this.listen(reply, true), heartbeatMs });
    const stream = Readable.from(messages, { objectMode: false, highWaterMark: readerBufferBytes });
    return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
  }

  /** Counts a reader, or throws TooMany; aborted when it leaves, and an endless stream also when the server does. Told by the connection, not by the stream: that one waits for the feed, and the feed for something new. */
  listen({ raw, request }: FastifyReply, isEndless = false): AbortSignal {
    const key = callerOf(request)?.name;
    this.#assertRoom(key);
    const leaving = new AbortController();
    this.#open.set(leaving, isEndless);
    this.#count(key, 1);
    raw.once('close', () => {
      leaving.abort();
      this.#open.delete(leaving);
      this.#count(key, -1);
    });
    return leaving.signal;
  }

  #assertRoom(key: string | undefined): void {
    if (this.#open.size >= mostStreams)
      throw new TooMany(`${mostStreams} streams are open, and the server has no more`, retryAfterSeconds);
    if (key !== undefined && (this.#ofKeys.get(key) ?? 0) >= mostStreamsOfKey)
      throw new TooMany(
        `the key "${key}" has ${mostStreamsOfKey} streams open: close one`,
        retryAfterSeconds,
      );
  }

  #count(key: string | undefined, change: number): void {
    if (key === undefined) return;
    const count = (this.#ofKeys.get(key) ?? 0) + change;
    if (count > 0) this.#ofKeys.set(key, count);
    else this.#ofKeys.delete(key);
  }
}

/** The number after which a reader goes on, as it heard it last. Throws BadRequest. */
export const lastNumberIn = (lastEventId: string | undefined, says: string): number | undefined => {
  if (lastEventId === undefined) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new BadRequest('Last-Event-ID cannot be read', [
    { pointer: '', detail: `Last-Event-ID must be ${says}` },
  ]);
};
