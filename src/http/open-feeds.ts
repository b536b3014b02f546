import { type BeforeApplicationShutdown, Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { BadRequest } from '../messages/refusals.js';
import { feed, type FeedSource } from './feed.js';
import { heartbeatMs, readerBufferBytes } from './limits.js';

/** The streams of messages that somebody listens to; all end when the server stops. */
@Injectable()
export class OpenFeeds implements BeforeApplicationShutdown {
  readonly #open = new Set<AbortController>();

  beforeApplicationShutdown(): void {
    for (const leaving of this.#open) leaving.abort();
  }

  open<Told>(
    after: number,
    source: Omit<FeedSource<Told>, 'left' | 'heartbeatMs'>,
    reply: FastifyReply,
  ): StreamableFile {
    const messages = feed(after, { ...source, left: this.#leavingWith(reply), heartbeatMs });
    const stream = Readable.from(messages, { objectMode: false, highWaterMark: readerBufferBytes });
    return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
  }

  /** Told by the connection, not by the stream: that one waits for the feed, and the feed for something new. */
  #leavingWith({ raw }: FastifyReply): AbortSignal {
    const leaving = new AbortController();
    this.#open.add(leaving);
    raw.once('close', () => {
      leaving.abort();
      this.#open.delete(leaving);
    });
    return leaving.signal;
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
