import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { isPlainObject } from '../../events/kit/decode.js';
import { CheckFeasibility } from '../messages/check-feasibility.js';
import { Invalid } from '../messages/refusals.js';
import { RunScenario } from '../messages/run-scenario.js';
import { SeekGoal } from '../messages/seek-goal.js';
import { base } from './address.js';
import { problemsOf, type QueryParameters, QueryReader } from './query.js';

@Controller(`${base}/scenarios`)
export class ScenariosController {
  constructor(private readonly queries: QueryBus) {}

  /** A question, asked by POST because a scenario does not fit an address. */
  @Post('run')
  @HttpCode(200)
  async run(@Body() body: unknown, @Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(checked(new RunScenario(given(body, query))));
  }

  @Post('goal')
  @HttpCode(200)
  async goal(@Body() body: unknown, @Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(checked(new SeekGoal(given(body, query))));
  }

  @Post('feasibility')
  @HttpCode(200)
  async feasibility(@Body() body: unknown, @Query() query: QueryParameters): Promise<unknown> {
    return this.queries.execute(checked(new CheckFeasibility(given(body, query))));
  }
}

const given = (body: unknown, query: QueryParameters): Record<string, unknown> => {
  new QueryReader(query, []).checked({});
  if (isPlainObject(body)) return body;
  throw new Invalid('the scenario is not valid', [{ pointer: '', detail: 'must be an object' }]);
};

const checked = <T extends object>(message: T): T => {
  const problems = problemsOf(message);
  if (problems.length > 0) throw new Invalid('the scenario is not valid', problems);
  return message;
};
