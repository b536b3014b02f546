import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { largestPage, type LogPage, ReadLog } from '../messages/read-log.js';
import { Projector } from '../projector/projector.js';
import { cloudEventOf } from '../watches/cloud-event.js';
import { base } from './address.js';
import type { FeedSource } from './shared-feed.js';
import { lastNumberIn, OpenFeeds } from './open-feeds.js';
import { type QueryParameters, QueryReader } from './query.js';

/** The log as it grows, for whoever keeps listening. */
@Controller(`${base}/events/stream`)
export class FeedController {
  constructor(
    private readonly queries: QueryBus,
    private readonly projector: Projector,
    private readonly feeds: OpenFeeds,
  ) {}

  @Get()
  async listen(
    @Query() query: QueryParameters,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = new QueryReader(query, ['after']);
    const { after = 0 } = reader.checked(new ReadLog({ after: reader.whole('after') }));
    const from = lastNumberIn(lastEventId, 'a position of the log') ?? after;
    // Refuses a position that the log does not have: that reader would wait for what it takes to be old.
    await this.queries.execute(new ReadLog({ after: from, limit: 1 }));
    this.feeds.open('events', from, this.#events, reply);
  }

  get #events(): FeedSource {
    const { projector, queries } = this;
    return {
      grew: projector.grew,
      position: () => projector.position,
      messagesAfter: async (after) => {
        const page: LogPage = await queries.execute(new ReadLog({ after, limit: largestPage }));
        return page.events.map((event) => ({
          number: event.position,
          event: event.type,
          data: cloudEventOf(event),
        }));
      },
    };
  }
}
