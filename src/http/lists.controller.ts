import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Entry } from '../../projections/kit/line.js';
import { usualPage } from '../messages/read-log.js';
import type { DealListing } from '../../projections/selecting.js';
import { type DealList, type PartyList, ShowDeals, ShowParties } from '../messages/show-deals.js';
import { type ListEnding, listFormats } from '../formats/lists.js';
import { askInTime } from './ask-in-time.js';
import { base } from './address.js';
import { linkNext } from './link-next.js';
import type { QueryParameters } from './query.js';

const endings = Object.keys(listFormats);
const addressesOf = (list: string): string[] => endings.map((ending) => `${list}.${ending}`);

const endingOf = ({ url }: FastifyRequest): ListEnding => /\.([a-z]+)(?:\?|$)/.exec(url)![1] as ListEnding;

const citedIn = ({ effectiveAt, knownAt, position, policy }: DealListing): [string, string][] => [
  ['effectiveAt', effectiveAt],
  ['knownAt', knownAt],
  ['position', String(position)],
  ['policy', policy],
];

/** The lists of deals and parties beside JSON: the same entries at the same address with another ending. */
@Controller(base)
export class ListsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(addressesOf('deals'))
  async deals(
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = { limit: String(usualPage), ...query };
    const list = (await askInTime(
      this.queries,
      asked,
      reply,
      (parameters) => new ShowDeals(parameters),
    )) as DealList;
    linkNext(reply, request.url, list.next);
    return this.#written(request, reply, 'deals', list, list.deals);
  }

  @Get(addressesOf('parties'))
  async parties(
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const list = (await askInTime(
      this.queries,
      query,
      reply,
      (parameters) => new ShowParties(parameters),
    )) as PartyList;
    return this.#written(request, reply, 'parties', list, list.parties);
  }

  #written(
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    list: DealListing,
    entries: readonly object[],
  ): string {
    const { type, write } = listFormats[endingOf(request)];
    void reply.type(type);
    return write({ title, cited: citedIn(list), entries: entries as readonly Entry[] });
  }

  /** Asks for as long as whoever asked waits. */
}
