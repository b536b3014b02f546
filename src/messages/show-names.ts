import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsInt, Min } from 'class-validator';
import type { DisplayNames } from '../../projections/naming.js';
import { Answering } from './answering.js';

/** What everything is called in the log up to a position. */
export class ShowNames extends Query<DisplayNames> {
  @IsInt() @Min(0) readonly atPosition: number;

  constructor(atPosition: number) {
    super();
    this.atPosition = atPosition;
  }
}

@QueryHandler(ShowNames)
export class ShowNamesHandler implements IQueryHandler<ShowNames> {
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowNames): Promise<DisplayNames> {
    const { atPosition } = query;
    return this.answering.answer('names', { atPosition }, query);
  }
}
