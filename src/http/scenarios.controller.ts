import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { attachAttention } from '../messages/attention.js';
import { CheckFeasibility } from '../messages/check-feasibility.js';
import { validateMessage } from '../messages/declared.js';
import type { JobQuestion } from '../messages/job-question.js';
import { RunScenario } from '../messages/run-scenario.js';
import { SeekGoal } from '../messages/seek-goal.js';
import { isWritten } from '../simulator/answer/written-answer.js';
import { base } from './address.js';
import { WaitingReader } from './leaving.js';
import type { QueryParameters } from './query.js';
import { sendJson } from './send-json.js';
import { membersOfBody } from './scenario-body.js';
import { prefersJob, StartingJobs } from './starting-jobs.js';

@Controller(`${base}/scenarios`)
export class ScenariosController {
  constructor(
    private readonly queries: QueryBus,
    private readonly jobs: StartingJobs,
  ) {}

  /** A question, asked by POST because a scenario does not fit an address. */
  @Post('run')
  @HttpCode(200)
  async run(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new RunScenario(membersOfBody(body, query))), request, reply);
  }

  @Post('goal')
  @HttpCode(200)
  async goal(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new SeekGoal(membersOfBody(body, query))), request, reply);
  }

  @Post('feasibility')
  @HttpCode(200)
  async feasibility(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.#answer(validateMessage(new CheckFeasibility(membersOfBody(body, query))), request, reply);
  }

  async #answer(question: JobQuestion, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (prefersJob(request)) return this.jobs.start(question, reply);
    const asked = attachAttention(question, new WaitingReader(reply));
    const answer: unknown = await this.queries.execute(asked);
    return isWritten(answer) ? sendJson(reply, answer) : answer;
  }
}
