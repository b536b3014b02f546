import { Controller, Delete, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { CancelJob, ShowJob } from '../messages/job-orders.js';
import { type Job, Jobs } from '../messages/jobs.js';
import { isWritten } from '../simulator/answer/written-answer.js';
import { base } from './address.js';
import { jobDocument } from './job-document.js';
import { jobFeed } from './job-feed.js';
import { heartbeatMs } from './limits.js';
import { OpenFeeds } from './open-feeds.js';
import { type QueryParameters, QueryReader } from './query.js';
import { sendJsonWithin } from './send-json.js';

/** Long work: looked at, followed, called off. */
@Controller(`${base}/jobs/:id`)
export class JobsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly jobs: Jobs,
    private readonly feeds: OpenFeeds,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return sendJob(reply, await this.queries.execute(checkMessage(new ShowJob(id), query)));
  }

  @Get('events')
  async follow(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const changes = await this.jobs.changes(checkMessage(new ShowJob(id), query).id);
    return new StreamableFile(jobFeed(changes, this.feeds.listen(reply), heartbeatMs), {
      type: 'text/event-stream; charset=utf-8',
    });
  }

  @Delete()
  async cancel(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return sendJob(reply, await this.commands.execute(checkMessage(new CancelJob(id), query)));
  }
}

/** An answer that was written elsewhere is passed on unread. */
const sendJob = (reply: FastifyReply, job: Job): unknown => {
  const { answer, ...told } = jobDocument(job);
  return isWritten(answer) ? sendJsonWithin(reply, told, 'answer', answer) : jobDocument(job);
};

const checkMessage = <T extends object>(message: T, query: QueryParameters): T =>
  new QueryReader(query, []).checked(message);
