import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isPlainObject } from '../../events/kit/decode.js';
import { validateMessage } from '../messages/declared.js';
import { DropHook, KeepHook, ListHooks, ResumeHook, ShowHook } from '../messages/hook-orders.js';
import { Invalid } from '../messages/refusals.js';
import { base } from './address.js';
import { type QueryParameters, QueryReader } from './query.js';

/** Addresses that are told what happens: made, listed, looked at, resumed, dropped. */
@Controller(`${base}/webhooks`)
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async keep(@Body() body: unknown, @Query() query: QueryParameters): Promise<unknown> {
    new QueryReader(query, []).checked({});
    if (!isPlainObject(body))
      throw new Invalid('the webhook is not valid', [{ pointer: '', detail: 'must be an object' }]);
    return this.commands.execute(validateMessage(new KeepHook(body), 'the webhook'));
  }

  @Get()
  async list(@Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(new QueryReader(query, []).checked(new ListHooks()));
  }

  @Get(':id')
  async one(@Param('id') id: string, @Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(new QueryReader(query, []).checked(new ShowHook(id)));
  }

  @Post(':id/resume')
  @HttpCode(200)
  async resume(@Param('id') id: string, @Query() query: QueryParameters): Promise<unknown> {
    return this.commands.execute(new QueryReader(query, []).checked(new ResumeHook(id)));
  }

  @Delete(':id')
  @HttpCode(204)
  async drop(@Param('id') id: string, @Query() query: QueryParameters): Promise<void> {
    await this.commands.execute(new QueryReader(query, []).checked(new DropHook(id)));
  }
}
