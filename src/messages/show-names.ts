import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsInt, Min } from 'class-validator';
import { namesAt, type DisplayNames } from '../../projections/naming.js';
import { Projector } from '../projector/projector.js';

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
  constructor(private readonly projector: Projector) {}

  async execute({ atPosition }: ShowNames): Promise<DisplayNames> {
    return namesAt(this.projector.history, atPosition);
  }
}
