import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { OutgoingHttpHeaders } from 'node:http';
import { BadRequest } from '../messages/refusals.js';
import { callerOf } from './access/guard.js';
import { TooMany } from './access/refusals.js';
import { SharedFeed, type FeedSource } from './shared-feed.js';
import { FeedReader } from './feed-reader.js';
import { heartbeatMs, mostStreams, mostStreamsOfKey } from './limits.js';

/** When a reader who is one too many may look again. */
const retryAfterSeconds = 10;

/** The streams of messages that somebody listens to; all end when the server stops, if not by themselves. */
@Injectable()
export class OpenFeeds {
  #open = 0;
  readonly #ofKeys = new Map<string, number>();
  readonly #feeds = new Map<string, SharedFeed>();

  get count(): number {
    return this.#open;
  }

  /** Ends those that would go on for ever. */
  end(): void {
    for (const feed of this.#feeds.values()) feed.end();
  }

  /**
   * Answers with what a source tells after a number. All readers of one name hear the same source, which the first of
   * them brought. Throws TooMany.
   */
  open(name: string, after: number, source: FeedSource, reply: FastifyReply): void {
    const { raw, request } = reply;
    this.#enter(reply);
    void reply.hijack().raw.writeHead(200, headersOf(reply));
    if (request.method === 'HEAD') return void raw.end();
    const feed = this.#feeds.get(name) ?? new SharedFeed(source, heartbeatMs);
    this.#feeds.set(name, feed);
    const reader = new FeedReader(raw, after);
    feed.add(reader);
    raw.once('close', () => this.#leave(name, feed, reader));
  }

  /** Counts a reader, or throws TooMany; aborted when it leaves. Told by the connection, not by the stream: that one may wait for something new. */
  listen(reply: FastifyReply): AbortSignal {
    const leaving = new AbortController();
    this.#enter(reply);
    reply.raw.once('close', () => leaving.abort());
    return leaving.signal;
  }

  #enter({ raw, request }: FastifyReply): void {
    const key = callerOf(request)?.name;
    this.#assertRoom(key);
    this.#count(key, 1);
    raw.once('close', () => this.#count(key, -1));
  }

  #leave(name: string, feed: SharedFeed, reader: FeedReader): void {
    feed.remove(reader);
    if (!feed.isEmpty) return;
    feed.end();
    this.#feeds.delete(name);
  }

  #assertRoom(key: string | undefined): void {
    if (this.#open >= mostStreams)
      throw new TooMany(`${mostStreams} streams are open, and the server has no more`, retryAfterSeconds);
    if (key !== undefined && (this.#ofKeys.get(key) ?? 0) >= mostStreamsOfKey)
      throw new TooMany(
        `the key "${key}" has ${mostStreamsOfKey} streams open: close one`,
        retryAfterSeconds,
      );
  }

  #count(key: string | undefined, change: number): void {
    this.#open += change;
    if (key === undefined) return;
    const count = (this.#ofKeys.get(key) ?? 0) + change;
    if (count > 0) this.#ofKeys.set(key, count);
    else this.#ofKeys.delete(key);
  }
}

/** What was said of the answer by those who saw the request before, and what it is. */
const headersOf = (reply: FastifyReply): OutgoingHttpHeaders => {
  const said = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(said), 'content-type': 'text/event-stream; charset=utf-8' };
};

/** The number after which a reader goes on, as it heard it last. Throws BadRequest. */
export const lastNumberIn = (lastEventId: string | undefined, says: string): number | undefined => {
  if (lastEventId === undefined) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new BadRequest('Last-Event-ID cannot be read', [
    { pointer: '', detail: `Last-Event-ID must be ${says}` },
  ]);
};
