import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
} from 'class-validator';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import { basePosition } from '../simulator/scenario/base.js';
import { mostEdits, type Scenario, type ScenarioMemberName } from '../simulator/scenario/scenario.js';
import { Answering } from './answering.js';
import { Invalid } from './refusals.js';

const usualViews = [{ view: 'compute-capacity' }];

/** What-if: views of the log as it is and as it would read with some edits. Nothing is recorded. */
export class RunScenario extends Query<ScenarioAnswer> {
  /** The question in a few words; no part of the answer. */
  @IsOptional() @IsString() @MaxLength(300) readonly name?: string;
  /** "live", or the position at which the log is cut. */
  @IsOptional() readonly base?: unknown;
  /** A saved scenario that it builds on: its edits come first, and its base counts where there is none here. */
  @IsOptional() @IsString() @Length(1, 150) readonly parent?: string;
  @IsArray() @ArrayMaxSize(mostEdits) readonly edits: readonly unknown[] = [];
  @IsOptional() @IsObject() readonly assumptions?: Record<string, unknown>;
  /** The seed of the draws where monteCarlo names none. */
  @IsOptional() @IsInt() @Min(0) readonly seed?: number;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) readonly views: readonly unknown[] = usualViews;

  /** {draws, seed, targets?}: what the uncertain edits may come to. */
  @IsOptional() @IsObject() readonly monteCarlo?: Record<string, unknown>;
  /** Which edit the difference is owed to. */
  @IsOptional() @IsBoolean() readonly attribution?: boolean;
  /** How far each uncertain input moves the answer by itself. */
  @IsOptional() @IsBoolean() readonly tornado?: boolean;

  constructor(scenario: Partial<Pick<RunScenario, ScenarioMemberName>> = {}) {
    super();
    Object.assign(this, scenario);
  }
}

const seedScenario = (query: RunScenario): Scenario =>
  query.seed === undefined || query.monteCarlo === undefined
    ? query
    : { ...query, monteCarlo: { seed: query.seed, ...query.monteCarlo } };

@QueryHandler(RunScenario)
export class RunScenarioHandler implements IQueryHandler<RunScenario> {
  constructor(private readonly answering: Answering) {}

  async execute(query: RunScenario): Promise<ScenarioAnswer> {
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
