import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';
import type { JointResult } from '../simulator/goals/reach-all.js';
import type { SeekResult } from '../simulator/goals/seek.js';
import { Answering } from './answering.js';
import { answerOf } from './job-answers.js';
import { ScenarioMember } from './scenario-member.js';

export type GoalAnswer = SeekResult | JointResult;

/** What it would take: the values of one lever or several at which numbers reach their levels. Nothing is recorded. */
export class SeekGoal extends Query<GoalAnswer> {
  /** A saved scenario that it builds on: its edits come first. */
  @ScenarioMember('parent') readonly parent?: string;
  @IsArray() @ArrayMaxSize(200) readonly edits: readonly unknown[] = [];
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) readonly views: readonly unknown[] = [];
  @ScenarioMember('assumptions') readonly assumptions?: Record<string, unknown>;
  /** {lever, least, most, step?, find?, target: {measure, level, …}}, or {levers: […], targets: […]}. */
  @IsObject() readonly goal!: Record<string, unknown>;

  constructor(search: Record<string, unknown> = {}) {
    super();
    Object.assign(this, search);
  }
}

@QueryHandler(SeekGoal)
export class SeekGoalHandler implements IQueryHandler<SeekGoal> {
  constructor(private readonly answering: Answering) {}

  async execute(query: SeekGoal): Promise<GoalAnswer> {
    return answerOf('goal', await this.answering.answer('goal', { ...query }, query));
  }
}
