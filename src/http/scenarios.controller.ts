import { Body, Controller, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { attachAttention } from '../messages/attention.js';
import { StartJob } from '../messages/job-orders.js';
import { CheckFeasibility } from '../messages/check-feasibility.js';
import { validateMessage } from '../messages/declared.js';
import type { JobQuestion } from '../messages/jobs.js';
import { RunScenario } from '../messages/run-scenario.js';
import { SeekGoal } from '../messages/seek-goal.js';
import { isWritten } from '../simulator/answer/written-answer.js';
import { base } from './address.js';
import { jobAddress, jobDocument } from './job-document.js';
import { WaitingReader } from './leaving.js';
import type { QueryParameters } from './query.js';
import { sendJson } from './send-json.js';
import { membersOfBody } from './scenario-body.js';

@Controller(`${base}/scenarios`)
export class ScenariosController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  /** A question, asked by POST because a scenario does not fit an address. */
  @Post('run')
  @HttpCode(200)
  async run(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new RunScenario(membersOfBody(body, query))), prefer, reply);
  }

  @Post('goal')
  @HttpCode(200)
  async goal(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new SeekGoal(membersOfBody(body, query))), prefer, reply);
  }

  @Post('feasibility')
  @HttpCode(200)
  async feasibility(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new CheckFeasibility(membersOfBody(body, query))), prefer, reply);
  }

  async #answer(question: JobQuestion, prefer: string | undefined, reply: FastifyReply): Promise<unknown> {
    if (!isPreferred('respond-async', prefer)) {
      const asked = attachAttention(question, new WaitingReader(reply));
      const answer: unknown = await this.queries.execute(asked);
      return isWritten(answer) ? sendJson(reply, answer) : answer;
    }
    const job = await this.commands.execute(new StartJob(question));
    void reply.status(202).headers({ Location: jobAddress(job), 'Preference-Applied': 'respond-async' });
    return jobDocument(job);
  }
}

/** Whether a Prefer header (RFC 7240) has this preference among others. */
const isPreferred = (preference: string, prefer = ''): boolean =>
  prefer.split(',').some((one) => one.split(';')[0]!.trim().toLowerCase() === preference);
