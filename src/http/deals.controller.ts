import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { LogPage } from '../messages/read-log.js';
import { BadRequest } from '../messages/refusals.js';
import type { Changes } from '../../projections/changes.js';
import { ShowChanges } from '../messages/show-changes.js';
import {
  type DealDocument,
  type DealList,
  type PartyDocument,
  type PartyList,
  ShowDeals,
  ShowParties,
} from '../messages/show-deals.js';
import { ShowWhy, type Why } from '../messages/show-why.js';
import { base } from './address.js';
import { type DealHistory, historyWithin } from './history.js';
import { pagesAfter } from './log-pages.js';
import { askChecked, type QueryParameters } from './query.js';

@Controller(base)
export class DealsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('deals')
  async deals(@Query() query: QueryParameters): Promise<DealList | DealDocument> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowDeals(parameters)));
  }

  @Get('deals/:id')
  async deal(@Param('id') id: string, @Query() query: QueryParameters): Promise<DealList | DealDocument> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowDeals(parameters, id)));
  }

  @Get('deals/:id/history')
  async history(@Param('id') id: string, @Query() query: QueryParameters): Promise<DealHistory> {
    if (query.scenario !== undefined)
      throw new BadRequest('the question cannot be read', [
        { pointer: '/scenario', detail: 'scenario is not a parameter here: a history is what was recorded' },
      ]);
    const { deal, effectiveAt, knownAt, position, policy } = (await this.deal(id, query)) as DealDocument;
    const events: LogPage['events'] = [];
    for await (const page of pagesAfter(0, this.queries, { stream: id })) events.push(...page);
    const cut = { effectiveAt, knownAt, position };
    return { deal, ...cut, policy, ...historyWithin(events, cut) };
  }

  @Get('deals/:id/why')
  async why(@Param('id') id: string, @Query() query: QueryParameters): Promise<Why> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowWhy(id, parameters)));
  }

  @Get('changes')
  async changes(@Query() query: QueryParameters): Promise<Changes> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowChanges(parameters)));
  }

  @Get('parties')
  async parties(@Query() query: QueryParameters): Promise<PartyList | PartyDocument> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowParties(parameters)));
  }

  @Get('parties/:id')
  async party(@Param('id') id: string, @Query() query: QueryParameters): Promise<PartyList | PartyDocument> {
    return askChecked(query, (parameters) => this.queries.execute(new ShowParties(parameters, id)));
  }
}
