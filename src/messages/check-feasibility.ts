import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';
import type { Feasibility } from '../simulator/feasibility/answer.js';
import { Answering } from './answering.js';
import { answerOf } from './job-answers.js';
import { ScenarioMember } from './scenario-member.js';

/** Whether there are enough chips, power and money for a plan, and what would do. Nothing is recorded. */
export class CheckFeasibility extends Query<Feasibility> {
  /** "live", or the position at which the log is cut. */
  @ScenarioMember('base') readonly base?: unknown;
  /** A saved scenario that it builds on: its edits come first, and its base counts where there is none here. */
  @ScenarioMember('parent') readonly parent?: string;
  @IsArray() @ArrayMaxSize(200) readonly edits: readonly unknown[] = [];
  @ScenarioMember('assumptions') readonly assumptions?: Record<string, unknown>;
  /** {effectiveAt?, knownAt?, policy?, timeline?, from?, to?}: the horizon. */
  @IsObject() readonly question: Record<string, unknown> = {};
  /** {name, kind, of?, supply, carriesOver?, usePerGw?, counts?} each. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) readonly resources: readonly unknown[] = [];

  constructor(asked: Record<string, unknown> = {}) {
    super();
    Object.assign(this, asked);
  }
}

@QueryHandler(CheckFeasibility)
export class CheckFeasibilityHandler implements IQueryHandler<CheckFeasibility> {
  constructor(private readonly answering: Answering) {}

  async execute(asked: CheckFeasibility): Promise<Feasibility> {
    return answerOf('feasibility', await this.answering.answer('feasibility', { ...asked }, asked));
  }
}
