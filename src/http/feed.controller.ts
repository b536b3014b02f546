import {
  type BeforeApplicationShutdown,
  Controller,
  Get,
  Headers,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { ReadLog } from '../messages/read-log.js';
import { BadRequest } from '../messages/refusals.js';
import { Projector } from '../projector/projector.js';
import { base } from './address.js';
import { feed } from './feed.js';
import { heartbeatMs, readerBufferBytes } from './limits.js';
import { pagesAfter } from './log-pages.js';
import { type QueryParameters, QueryReader } from './query.js';

/** The log as it grows, for whoever keeps listening. */
@Controller(`${base}/events/stream`)
export class FeedController implements BeforeApplicationShutdown {
  readonly #open = new Set<AbortController>();

  constructor(
    private readonly queries: QueryBus,
    private readonly projector: Projector,
  ) {}

  @Get()
  async listen(
    @Query() query: QueryParameters,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const reader = new QueryReader(query, ['after']);
    const { after = 0 } = reader.checked(new ReadLog({ after: reader.whole('after') }));
    const from = positionIn(lastEventId) ?? after;
    // Refuses a position that the log does not have: that reader would wait for what it takes to be old.
    await this.queries.execute(new ReadLog({ after: from, limit: 1 }));
    const stream = this.#stream(from, this.#leavingWith(reply));
    return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
  }

  beforeApplicationShutdown(): void {
    for (const leaving of this.#open) leaving.abort();
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

  #stream(after: number, left: AbortSignal): Readable {
    const { projector, queries } = this;
    const source = {
      grew: projector.grew,
      position: () => projector.position,
      pagesAfter: (from: number) => pagesAfter(from, queries),
      left,
      heartbeatMs,
    };
    return Readable.from(feed(after, source), { objectMode: false, highWaterMark: readerBufferBytes });
  }
}

const positionIn = (lastEventId: string | undefined): number | undefined => {
  if (lastEventId === undefined) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new BadRequest('Last-Event-ID cannot be read', [
    { pointer: '', detail: 'Last-Event-ID must be a position of the log' },
  ]);
};
