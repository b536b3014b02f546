import {
  Command,
  CommandHandler,
  type ICommandHandler,
  type IQueryHandler,
  Query,
  QueryHandler,
} from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { Answering } from './answering.js';
import { taskOf } from './job-tasks.js';
import type { JobQuestion } from './job-question.js';
import { type Job, Jobs } from './jobs.js';

/** Works on a question as a job. Nothing is recorded. */
export class StartJob extends Command<Job> {
  constructor(readonly question: JobQuestion) {
    super();
  }
}

@CommandHandler(StartJob)
export class StartJobHandler implements ICommandHandler<StartJob> {
  constructor(
    private readonly jobs: Jobs,
    private readonly answering: Answering,
  ) {}

  async execute({ question }: StartJob): Promise<Job> {
    return this.jobs.start(question, await taskOf(question, this.answering));
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
