import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import type { RawParameters } from '../../projections/asking.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { type UntracedNumber, findUntraced } from '../../projections/tracing.js';
import type { DealExplanation } from '../../projections/why.js';
import { Answering } from './answering.js';
import { NotFound } from './refusals.js';
import { cutFrom, type DealListing, shownQuestion } from './show-deals.js';

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
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowWhy): Promise<Why> {
    const { deal, parameters } = query;
    await this.answering.checkPosition(parameters.atPosition);
    const cut = cutFrom(parameters, this.answering);
    const { history } = this.answering;
    if (!deal.startsWith('deal-') || !history.has(deal))
      throw new NotFound(`there is no deal "${deal}"${nearestHint(deal, history.streams('deal'))}`);
    return { ...shownQuestion(cut), ...(await this.answering.answer('why', { deal, cut }, query)) };
  }
}

/** Every number of every view followed to its events and their sources. */
export class TraceNumbers extends Query<{ checked: number; faults: UntracedNumber[] }> {}

@QueryHandler(TraceNumbers)
export class TraceNumbersHandler implements IQueryHandler<TraceNumbers> {
  constructor(private readonly answering: Answering) {}

  async execute(): Promise<{ checked: number; faults: UntracedNumber[] }> {
    const { history, today } = this.answering.ground;
    return findUntraced(history, today);
  }
}
