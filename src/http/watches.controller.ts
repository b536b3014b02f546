import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPlainObject } from '../../events/kit/decode.js';
import { alertShown } from '../formats/alerts.js';
import { type AtomEntry, writeAtom } from '../formats/atom.js';
import { validateMessage } from '../messages/declared.js';
import { BadRequest, Invalid } from '../messages/refusals.js';
import { DropWatch, KeepWatch, ListWatches, ShowWatch, type WatchShown } from '../messages/watch-orders.js';
import { Watching } from '../messages/watching.js';
import { alertTitle } from '../watches/alert-words.js';
import { cloudAlertOf } from '../watches/cloud-event.js';
import type { Alert, KeptWatch } from '../watches/watch.js';
import { WatchBook } from '../watches/watch-book.js';
import { base } from './address.js';
import type { FeedSource } from './shared-feed.js';
import { atomType, nameOf } from './feed-names.js';
import { lastNumberIn, OpenFeeds } from './open-feeds.js';
import { originOf } from './origin.js';
import { type QueryParameters, QueryReader } from './query.js';

/** Numbers that somebody wants to be told of: kept, listed, followed, dropped. */
@Controller(`${base}/watches`)
export class WatchesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly watching: Watching,
    private readonly book: WatchBook,
    private readonly feeds: OpenFeeds,
  ) {}

  @Post()
  async keep(@Body() body: unknown, @Query() query: QueryParameters): Promise<unknown> {
    new QueryReader(query, []).checked({});
    if (!isPlainObject(body))
      throw new Invalid('the watch is not valid', [{ pointer: '', detail: 'must be an object' }]);
    return this.commands.execute(validateMessage(new KeepWatch(body), 'the watch'));
  }

  @Get()
  async list(@Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(new QueryReader(query, []).checked(new ListWatches()));
  }

  @Get(':id')
  async one(@Param('id') id: string, @Query() query: QueryParameters): Promise<WatchShown> {
    return this.#shown(id, query);
  }

  @Delete(':id')
  @HttpCode(204)
  async drop(@Param('id') id: string, @Query() query: QueryParameters): Promise<void> {
    await this.commands.execute(new QueryReader(query, []).checked(new DropWatch(id)));
  }

  @Get(':id/feed.atom')
  async feed(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const watch = await this.#shown(id, query);
    const origin = originOf(request);
    void reply.type(atomType);
    return writeAtom({
      id: nameOf('watch', watch.id, watch.createdAt),
      title: watch.name,
      subtitle: `${watch.view}, ${watch.measure}: told when it moves by more than ${watch.moreThan}`,
      address: origin + request.url,
      home: `${origin}/`,
      entries: watch.alerts.map((alert) => entryOf(alert, watch, origin)),
    });
  }

  @Get(':id/events')
  async follow(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { alertCount, createdAt } = await this.#shown(id, query);
    const after = lastNumberIn(lastEventId, 'the number of an alert') ?? 0;
    if (after > alertCount)
      throw new BadRequest('Last-Event-ID cannot be read', [
        { pointer: '', detail: `Last-Event-ID is ${after}, and the watch has told ${alertCount} alerts` },
      ]);
    this.feeds.open(`watch ${id} ${createdAt}`, after, this.#alertsOf(id, createdAt), reply);
  }

  /** Of the watch that was made then: another one of its name counts its alerts anew. */
  #alertsOf(id: string, createdAt: string): FeedSource {
    const { book, watching } = this;
    const kept = (): KeptWatch | undefined => {
      const found = book.find(id);
      return found?.watch.createdAt === createdAt ? found : undefined;
    };
    return {
      grew: watching.told,
      position: () => kept()?.alertCount ?? 0,
      messagesAfter: async (after) =>
        book
          .alertsAfter(id, after)
          .map((alert) => ({ number: alert.number, event: 'moved', data: cloudAlertOf(alert) })),
    };
  }

  async #shown(id: string, query: QueryParameters): Promise<WatchShown> {
    return this.queries.execute(new QueryReader(query, []).checked(new ShowWatch(id)));
  }
}

const entryOf = (alert: Alert, { createdAt }: WatchShown, origin: string): AtomEntry => ({
  id: nameOf('alert', alert.watch, createdAt, alert.number),
  title: alertTitle(alert),
  updated: alert.at,
  published: alert.at,
  address: origin + alert.address,
  type: 'application/json',
  categories: [alert.view],
  shown: alertShown(alert, origin),
});
