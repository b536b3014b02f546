import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import { basePosition } from '../simulator/scenario/base.js';
import { type Scenario, usualViews } from '../simulator/scenario/scenario.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import { Answering } from './answering.js';
import { Invalid } from './refusals.js';
import { WithScenarioMembers } from './scenario-member.js';

/** What-if: views of the log as it is and as it would read with some edits. Nothing is recorded. */
@WithScenarioMembers
export class RunScenario extends Query<WrittenAnswer<ScenarioAnswer>> implements Scenario {
  readonly edits: readonly unknown[];
  readonly views: readonly unknown[];
  readonly base?: unknown;
  readonly seed?: number;
  readonly monteCarlo?: Record<string, unknown>;

  constructor({ edits = [], views = usualViews, ...others }: Partial<Scenario> = {}) {
    super();
    this.edits = edits;
    this.views = views;
    Object.assign(this, others);
  }
}

const seedScenario = (query: RunScenario): Scenario =>
  query.seed === undefined || query.monteCarlo === undefined
    ? query
    : { ...query, monteCarlo: { seed: query.seed, ...query.monteCarlo } };

@QueryHandler(RunScenario)
export class RunScenarioHandler implements IQueryHandler<RunScenario> {
  constructor(private readonly answering: Answering) {}

  async execute(query: RunScenario): Promise<WrittenAnswer<ScenarioAnswer>> {
    const { ground } = this.answering;
    // The answer names exactly what it was read off.
    const logHash = await this.answering.hashAt(basePosition(query, ground));
    const asked = seedScenario({ ...query });
    const work = this.answering.answer('scenario', asked, query, { ...ground, logHash });
    const { value: answer, problems } = await work;
    if (problems) throw new Invalid('the scenario is not valid', problems);
    return answer;
  }
}
