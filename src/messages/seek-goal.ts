import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, IsOptional, IsString, Length } from 'class-validator';
import { Projector } from '../projector/projector.js';
import type { JointResult } from '../simulator/goals/reach-all.js';
import type { SeekResult } from '../simulator/goals/seek.js';
import { Workers } from '../workers/workers.js';
import { attentionTo, resultOfWork } from './attention.js';
import { Clock } from './clock.js';
import { Invalid } from './refusals.js';

export type GoalAnswer = SeekResult | JointResult;

/** What it would take: the values of one lever or several at which numbers reach their levels. Nothing is recorded. */
export class SeekGoal extends Query<GoalAnswer> {
  /** A saved scenario that it builds on: its edits come first. */
  @IsOptional() @IsString() @Length(1, 150) readonly parent?: string;
  @IsArray() @ArrayMaxSize(200) readonly edits: readonly unknown[] = [];
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) readonly views: readonly unknown[] = [];
  @IsOptional() @IsObject() readonly assumptions?: Record<string, unknown>;
  /** {lever, least, most, step?, find?, target: {measure, level, …}}, or {levers: […], targets: […]}. */
  @IsObject() readonly goal!: Record<string, unknown>;

  constructor(search: Record<string, unknown> = {}) {
    super();
    Object.assign(this, search);
  }
}

@QueryHandler(SeekGoal)
export class SeekGoalHandler implements IQueryHandler<SeekGoal> {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly workers: Workers,
  ) {}

  async execute(query: SeekGoal): Promise<GoalAnswer> {
    const { position, history } = this.projector;
    // Nothing that is found depends on the hash of the log: a goal names a value, not an answer to cite.
    const ground = { history, position, today: this.clock.today, logHash: '' };
    const found = await resultOfWork(this.workers.answer('goal', { ...query }, ground, attentionTo(query)));
    if (found.problems) throw new Invalid('the goal is not valid', found.problems);
    return found.value;
  }
}
