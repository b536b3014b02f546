import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import { basePosition } from '../simulator/scenario/base.js';
import { type Scenario, usualViews } from '../simulator/scenario/scenario.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import { Answering, type Grounded } from './answering.js';
import { answerOf } from './job-answers.js';
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

/** What is asked, and the log that it is read off, as it is now: the answer names exactly that. */
export const groundScenario = async (
  query: RunScenario,
  answering: Answering,
): Promise<Grounded<'scenario'>> => {
  const { ground } = answering;
  const logHash = await answering.hashAt(basePosition(query, ground));
  return { asked: seedScenario({ ...query }), ground: { ...ground, logHash } };
};

@QueryHandler(RunScenario)
export class RunScenarioHandler implements IQueryHandler<RunScenario> {
  constructor(private readonly answering: Answering) {}

  async execute(query: RunScenario): Promise<WrittenAnswer<ScenarioAnswer>> {
    const { asked, ground } = await groundScenario(query, this.answering);
    return answerOf('scenario', await this.answering.answer('scenario', asked, query, ground));
  }
}
