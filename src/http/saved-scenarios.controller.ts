import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { AdoptEdits } from '../messages/adopt-edits.js';
import { attachAttention } from '../messages/attention.js';
import { validateMessage } from '../messages/declared.js';
import { ForkScenario } from '../messages/fork-scenario.js';
import { RebaseScenario } from '../messages/rebase-scenario.js';
import type { Recording } from '../messages/record-events.js';
import { SaveScenario } from '../messages/save-scenario.js';
import type { SavedVersion } from '../messages/saving.js';
import { ListScenarios, ShowScenario } from '../messages/show-scenarios.js';
import { base } from './address.js';
import { type QueryParameters, QueryReader } from './query.js';
import { WaitingReader } from './leaving.js';
import { NoSuchMethod } from './refusals.js';
import { membersOfBody } from './scenario-body.js';

/** Scenarios that are kept: saved, listed, forked, rebased and adopted. */
@Controller(`${base}/scenarios`)
export class SavedScenariosController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  async save(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedVersion> {
    return replySaved(
      await this.commands.execute(validateMessage(new SaveScenario(membersOfBody(body, query)))),
      reply,
    );
  }

  @Get()
  async list(@Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(new QueryReader(query, []).checked(new ListScenarios()));
  }

  @Get(':id')
  async one(@Param('id') id: string, @Query() query: QueryParameters): Promise<unknown> {
    if (asked.has(id)) throw new NoSuchMethod(['POST']);
    return this.queries.execute(new QueryReader(query, []).checked(new ShowScenario(id)));
  }

  @Post(':id/fork')
  async fork(
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedVersion> {
    return replySaved(
      await this.commands.execute(validateMessage(new ForkScenario(id, membersOfBody(body, query, ['of'])))),
      reply,
    );
  }

  @Post(':id/rebase')
  @HttpCode(200)
  async rebase(
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: QueryParameters,
  ): Promise<unknown> {
    return this.commands.execute(
      validateMessage(new RebaseScenario(id, membersOfBody(body ?? {}, query, ['scenario']))),
    );
  }

  @Post(':id/adopt')
  async adopt(
    @Param('id') id: string,
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recording> {
    const command = validateMessage(new AdoptEdits(id, membersOfBody(body, query, ['scenario'])));
    const recording = await this.commands.execute(attachAttention(command, new WaitingReader(reply)));
    void reply.status(command.dryRun ? 200 : 201);
    return recording;
  }
}

/** What stands where the name of a scenario does, but is asked by POST. */
const asked = new Set(['run', 'goal', 'feasibility']);

const replySaved = (saved: SavedVersion, reply: FastifyReply): SavedVersion => {
  void reply.status(saved.saved ? 201 : 200);
  return saved;
};
