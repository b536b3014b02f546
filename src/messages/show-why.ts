import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import type { RawParameters } from '../../projections/asking.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { type UntracedNumber, findUntraced } from '../../projections/tracing.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import type { Why } from '../../projections/why.js';
import { Answering, type Grounded } from './answering.js';
import { NotFound } from './refusals.js';
import { cutFrom } from './show-deals.js';

/** Why the numbers of a deal are what they are: rival claims, policies, and the evidence behind each. */
export class ShowWhy extends Query<WrittenAnswer<Why>> {
  @IsString() @Length(1, 200) readonly deal: string;
  @IsObject() readonly parameters: RawParameters;

  constructor(deal: string, parameters: RawParameters = {}) {
    super();
    this.deal = deal;
    this.parameters = parameters;
  }
}

/** Which deal's numbers are asked about, of the log as it is now. Throws NotFound, BadRequest or BeyondHead. */
export const groundWhy = async (
  { deal, parameters }: ShowWhy,
  answering: Answering,
): Promise<Grounded<'why'>> => {
  await answering.checkPosition(parameters.atPosition);
  const cut = cutFrom(parameters, answering);
  const { ground } = answering;
  if (!deal.startsWith('deal-') || !ground.history.has(deal))
    throw new NotFound(`there is no deal "${deal}"${nearestHint(deal, ground.history.streams('deal'))}`);
  return { asked: { deal, cut }, ground };
};

@QueryHandler(ShowWhy)
export class ShowWhyHandler implements IQueryHandler<ShowWhy> {
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowWhy): Promise<WrittenAnswer<Why>> {
    const { asked, ground } = await groundWhy(query, this.answering);
    return this.answering.answer('why', asked, query, ground);
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
