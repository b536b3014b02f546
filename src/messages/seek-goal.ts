import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, IsOptional, IsString, Length } from 'class-validator';
import { Projector } from '../projector/projector.js';
import { reach } from '../simulator/goal.js';
import type { Found } from '../simulator/seek.js';
import { Clock } from './clock.js';
import { Invalid } from './refusals.js';

/** What it would take: the value of one lever at which a number reaches its level. Nothing is recorded. */
export class SeekGoal extends Query<Found> {
  /** A saved scenario that it builds on: its edits come first. */
  @IsOptional() @IsString() @Length(1, 150) readonly parent?: string;
  @IsArray() @ArrayMaxSize(200) readonly edits: readonly unknown[] = [];
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) readonly views: readonly unknown[] = [];
  @IsOptional() @IsObject() readonly assumptions?: Record<string, unknown>;
  /** {lever, least, most, step?, find?, target: {measure, level, …}}. */
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
  ) {}

  async execute({ goal, ...scenario }: SeekGoal): Promise<Found> {
    const { position, history } = this.projector;
    // Nothing that is found depends on the hash of the log: a goal names a value, not an answer to cite.
    const ground = { history, position, today: this.clock.today, logHash: '' };
    const found = reach(scenario, goal, ground);
    if (found.problems) throw new Invalid('the goal is not valid', found.problems);
    return found.value;
  }
}
