import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ProveLog, VerifyLog } from '../messages/verify-log.js';
import type { Head, IntegrityReport } from '../store/store.js';
import { base } from './address.js';
import { type QueryParameters, QueryReader } from './query.js';

@Controller(`${base}/log`)
export class LogController {
  constructor(private readonly queries: QueryBus) {}

  @Get('proof')
  async prove(@Query() query: QueryParameters): Promise<Head> {
    return this.queries.execute(new QueryReader(query, []).checked(new ProveLog()));
  }

  @Get('verify')
  async verify(@Query() query: QueryParameters): Promise<IntegrityReport> {
    return this.queries.execute(new QueryReader(query, []).checked(new VerifyLog()));
  }
}
