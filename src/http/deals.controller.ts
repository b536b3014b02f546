import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type LogPage, usualPage } from '../messages/read-log.js';
import { BadRequest } from '../messages/refusals.js';
import { ShowChanges } from '../messages/show-changes.js';
import {
  type DealDocument,
  type DealList,
  type PartyDocument,
  type PartyList,
  ShowDeals,
  ShowParties,
} from '../messages/show-deals.js';
import { ShowWhy } from '../messages/show-why.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import { askInTime } from './ask-in-time.js';
import { base } from './address.js';
import { type DealHistory, historyWithin } from './history.js';
import { linkNext } from './link-next.js';
import { pagesAfter } from './log-pages.js';
import type { QueryParameters } from './query.js';
import { sendJson } from './send-json.js';
import { prefersJob, StartingJobs } from './starting-jobs.js';

@Controller(base)
export class DealsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly jobs: StartingJobs,
  ) {}

  @Get('deals')
  async deals(
    @Query() query: QueryParameters,
    @Req() { url }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DealList> {
    const page = (await askInTime(
      this.queries,
      { limit: String(usualPage), ...query },
      reply,
      (parameters) => new ShowDeals(parameters),
    )) as DealList;
    linkNext(reply, url, page.next);
    return page;
  }

  @Get('deals/:id')
  async deal(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DealList | DealDocument> {
    return askInTime(this.queries, query, reply, (parameters) => new ShowDeals(parameters, id));
  }

  @Get('deals/:id/history')
  async history(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DealHistory> {
    if (query.scenario !== undefined)
      throw new BadRequest('the question cannot be read', [
        { pointer: '/scenario', detail: 'scenario is not a parameter here: a history is what was recorded' },
      ]);
    const { deal, effectiveAt, knownAt, position, policy } = (await this.deal(
      id,
      query,
      reply,
    )) as DealDocument;
    const events: LogPage['events'] = [];
    for await (const page of pagesAfter(0, this.queries, { stream: id })) events.push(...page);
    const cut = { effectiveAt, knownAt, position };
    return { deal, ...cut, policy, ...historyWithin(events, cut) };
  }

  @Get('deals/:id/why')
  async why(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    return this.#answerOrStart(query, request, reply, (parameters) => new ShowWhy(id, parameters));
  }

  @Get('changes')
  async changes(
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    return this.#answerOrStart(query, request, reply, (parameters) => new ShowChanges(parameters));
  }

  @Get('parties')
  async parties(
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartyList | PartyDocument> {
    return askInTime(this.queries, query, reply, (parameters) => new ShowParties(parameters));
  }

  @Get('parties/:id')
  async party(
    @Param('id') id: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartyList | PartyDocument> {
    return askInTime(this.queries, query, reply, (parameters) => new ShowParties(parameters, id));
  }

  /** What takes long may be worked out as a job. */
  async #answerOrStart(
    query: QueryParameters,
    request: FastifyRequest,
    reply: FastifyReply,
    question: (parameters: Readonly<Record<string, string>>) => ShowWhy | ShowChanges,
  ): Promise<Buffer | undefined> {
    if (prefersJob(request)) return this.jobs.startFor(query, reply, question);
    return sendJson(reply, await askInTime<WrittenAnswer>(this.queries, query, reply, question));
  }
}
