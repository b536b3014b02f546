import {
  Command,
  CommandHandler,
  type ICommandHandler,
  type IQueryHandler,
  Query,
  QueryBus,
  QueryHandler,
} from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { attachAttention } from './attention.js';
import type { CheckFeasibility } from './check-feasibility.js';
import { type Job, Jobs } from './jobs.js';
import type { RunScenario } from './run-scenario.js';
import type { SeekGoal } from './seek-goal.js';

/** Works on a question as a job. Nothing is recorded. */
export class StartJob extends Command<Job> {
  constructor(readonly question: RunScenario | SeekGoal | CheckFeasibility) {
    super();
  }
}

@CommandHandler(StartJob)
export class StartJobHandler implements ICommandHandler<StartJob> {
  constructor(
    private readonly jobs: Jobs,
    private readonly queries: QueryBus,
  ) {}

  async execute({ question }: StartJob): Promise<Job> {
    return this.jobs.start((attention) => this.queries.execute(attachAttention(question, attention)));
  }
}

/** How a job stands, and its answer once it is done. */
export class ShowJob extends Query<Job> {
  @IsUUID() readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(ShowJob)
export class ShowJobHandler implements IQueryHandler<ShowJob> {
  constructor(private readonly jobs: Jobs) {}

  async execute({ id }: ShowJob): Promise<Job> {
    return this.jobs.job(id);
  }
}

/** Calls a job off. */
export class CancelJob extends Command<Job> {
  @IsUUID() readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@CommandHandler(CancelJob)
export class CancelJobHandler implements ICommandHandler<CancelJob> {
  constructor(private readonly jobs: Jobs) {}

  async execute({ id }: CancelJob): Promise<Job> {
    return this.jobs.cancel(id);
  }
}
