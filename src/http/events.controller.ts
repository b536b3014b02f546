import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { ownRetryKey } from '../messages/actor.js';
import { attachAttention } from '../messages/attention.js';
import { type LogPage, ReadEvent, ReadLog } from '../messages/read-log.js';
import { type Recording, RecordEvents } from '../messages/record-events.js';
import { base } from './address.js';
import { WaitingReader } from './leaving.js';
import { readerBufferBytes } from './limits.js';
import { linkNext } from './link-next.js';
import { pagesAfter } from './log-pages.js';
import { type QueryParameters, QueryReader } from './query.js';
import { eventsIn, expectRevision, recordInList } from './recording.js';

@Controller(base)
export class EventsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('events')
  async record(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recording> {
    const reader = new QueryReader(query, ['dryRun']);
    const dryRun = reader.flag('dryRun');
    const events = expectRevision(eventsIn(body), ifMatch);
    // A dry run leaves nothing, not even a receipt: its key stays free for the real request.
    const options = {
      dryRun,
      ...(idempotencyKey !== undefined && !dryRun && { idempotencyKey: ownRetryKey(idempotencyKey) }),
    };
    const order = reader.checked(new RecordEvents(events, options));
    const command = attachAttention(order, new WaitingReader(reply));
    const isListOfOne = Array.isArray(body) && events.length === 1;
    const record = (): Promise<Recording> => this.commands.execute(command);
    const { replayed, ...answer } = await (isListOfOne ? recordInList(record) : record());
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    void reply.status(dryRun ? 200 : 201);
    return answer;
  }

  @Get('events')
  async list(
    @Query() query: QueryParameters,
    @Req() { url }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LogPage> {
    const reader = new QueryReader(query, ['stream', 'type', 'after', 'limit']);
    const only = {
      stream: reader.text('stream'),
      type: reader.text('type'),
      after: reader.whole('after'),
      limit: reader.whole('limit'),
    };
    const page = await this.queries.execute(reader.checked(new ReadLog(only)));
    linkNext(reply, url, page.next);
    return page;
  }

  @Get('events.ndjson')
  async export(@Query() query: QueryParameters): Promise<StreamableFile> {
    const reader = new QueryReader(query, ['after']);
    const { after = 0 } = reader.checked(new ReadLog({ after: reader.whole('after') }));
    // Before the answer begins, while it can still be a refusal.
    await this.queries.execute(new ReadLog({ after, limit: 1 }));
    const lines = Readable.from(linesAfter(after, this.queries), {
      objectMode: false,
      highWaterMark: readerBufferBytes,
    });
    return new StreamableFile(lines, {
      type: 'application/x-ndjson',
      disposition: 'inline; filename="events.ndjson"',
    });
  }

  @Get('events.parquet')
  async parquet(@Query() query: QueryParameters): Promise<StreamableFile> {
    const reader = new QueryReader(query, ['after']);
    const { after = 0 } = reader.checked(new ReadLog({ after: reader.whole('after') }));
    await this.queries.execute(new ReadLog({ after, limit: 1 }));
    const { eventsParquet } = await import('../formats/parquet.js');
    return new StreamableFile(
      Readable.from(eventsParquet(pagesAfter(after, this.queries)), { objectMode: false }),
      {
        type: 'application/vnd.apache.parquet',
        disposition: 'attachment; filename="events.parquet"',
      },
    );
  }

  @Get('events/:id')
  async one(@Param('id') id: string, @Query() query: QueryParameters): Promise<Record<string, unknown>> {
    const { event, warnings } = await this.queries.execute(
      new QueryReader(query, []).checked(new ReadEvent(id)),
    );
    return { ...event, warnings };
  }
}

async function* linesAfter(after: number, queries: QueryBus): AsyncGenerator<string> {
  for await (const events of pagesAfter(after, queries))
    yield events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
