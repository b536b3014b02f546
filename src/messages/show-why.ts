import { nearestHint } from '../../projections/kit/nearest.js';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import type { RawParameters } from '../../projections/asking.js';
import { type UntracedNumber, findUntraced } from '../../projections/tracing.js';
import type { DealExplanation } from '../../projections/why.js';
import { Projector } from '../projector/projector.js';
import { EventStore } from '../store/store.js';
import { Workers } from '../workers/workers.js';
import { attentionTo, resultOfWork } from './attention.js';
import { Clock } from './clock.js';
import { NotFound } from './refusals.js';
import { checkPosition, cutFrom, groundOf, type DealListing, shownQuestion } from './show-deals.js';

export type Why = DealListing & DealExplanation;

/** Why the numbers of a deal are what they are: rival claims, policies, and the evidence behind each. */
export class ShowWhy extends Query<Why> {
  @IsString() @Length(1, 200) readonly deal: string;
  @IsObject() readonly parameters: RawParameters;

  constructor(deal: string, parameters: RawParameters = {}) {
    super();
    this.deal = deal;
    this.parameters = parameters;
  }
}

@QueryHandler(ShowWhy)
export class ShowWhyHandler implements IQueryHandler<ShowWhy> {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly store: EventStore,
    private readonly workers: Workers,
  ) {}

  async execute(query: ShowWhy): Promise<Why> {
    const { deal, parameters } = query;
    await checkPosition(parameters, this.projector, this.store);
    const cut = cutFrom(parameters, this.projector, this.clock);
    if (!deal.startsWith('deal-') || !this.projector.history.has(deal))
      throw new NotFound(
        `there is no deal "${deal}"${nearestHint(deal, this.projector.history.streams('deal'))}`,
      );
    const ground = { ...groundOf(this.projector), today: this.clock.today };
    const work = this.workers.answer('why', { deal, cut }, ground, attentionTo(query));
    return { ...shownQuestion(cut), ...(await resultOfWork(work)) };
  }
}

/** Every number of every view followed to its events and their sources. */
export class TraceNumbers extends Query<{ checked: number; faults: UntracedNumber[] }> {}

@QueryHandler(TraceNumbers)
export class TraceNumbersHandler implements IQueryHandler<TraceNumbers> {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<{ checked: number; faults: UntracedNumber[] }> {
    return findUntraced(this.projector.history, this.clock.today);
  }
}
