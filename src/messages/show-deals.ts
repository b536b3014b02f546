import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';
import { normalise, type Parameters } from '../../projections/asking.js';
import { dealAt, dealsAt } from '../../projections/deals.js';
import type { DealQuestion } from '../../projections/selecting.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { partiesAt, partyAt } from '../../projections/parties.js';
import { Projector } from '../projector/projector.js';
import { Clock } from './clock.js';
import { BadRequest, NotFound } from './refusals.js';

export interface Shown extends DealQuestion {
  position: number;
  [more: string]: unknown;
}

const cuts = ['effectiveAt', 'knownAt', 'atPosition', 'policy'];

/** The cut that the parameters name; any other parameter is refused. */
export const cutFrom = (parameters: Parameters, projector: Projector, clock: Clock): DealQuestion => {
  const strange = Object.keys(parameters).filter((name) => !cuts.includes(name));
  const asked = normalise(
    computeCapacity.name,
    Object.fromEntries(Object.entries(parameters).filter(([name]) => cuts.includes(name))),
    { today: clock.today, position: projector.position },
    projector.history,
  );
  const problems = [
    ...strange.map((name) => ({
      pointer: `/${name}`,
      detail: `${name} is not a parameter here; the parameters are ${cuts.join(', ')}`,
    })),
    ...('problems' in asked ? asked.problems : []),
  ];
  if (problems.length > 0 || 'problems' in asked)
    throw new BadRequest('the question cannot be read', problems);
  const { effectiveAt, knownAt, atPosition, policy } = asked.question;
  return { effectiveAt, knownAt, atPosition, policy };
};

export const shown = ({
  effectiveAt,
  knownAt,
  atPosition,
  policy,
}: DealQuestion): Omit<Shown, 'atPosition'> => ({
  effectiveAt,
  knownAt,
  position: atPosition,
  policy,
});

/** All deals, or one of them whole. */
export class ShowDeals extends Query<Record<string, unknown>> {
  @IsOptional() @IsString() @Length(1, 200) readonly deal?: string;
  @IsObject() readonly parameters: Parameters;

  constructor(parameters: Parameters = {}, deal?: string) {
    super();
    this.parameters = parameters;
    this.deal = deal;
  }
}

@QueryHandler(ShowDeals)
export class ShowDealsHandler implements IQueryHandler<ShowDeals> {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute({ deal, parameters }: ShowDeals): Promise<Record<string, unknown>> {
    const cut = cutFrom(parameters, this.projector, this.clock);
    if (deal === undefined) return { ...shown(cut), deals: dealsAt(this.projector.history, cut) };
    const found = dealAt(this.projector.history, deal, cut);
    if (!found) throw new NotFound(this.#missing(deal));
    return { ...shown(cut), ...found };
  }

  #missing(deal: string): string {
    return this.projector.history.has(deal)
      ? `${deal} was not announced by then`
      : `there is no deal "${deal}"`;
  }
}

/** All registered parties, or one with its deals, stakes and the totals it reports. */
export class ShowParties extends Query<Record<string, unknown>> {
  @IsOptional() @IsString() @Length(1, 200) readonly party?: string;
  @IsObject() readonly parameters: Parameters;

  constructor(parameters: Parameters = {}, party?: string) {
    super();
    this.parameters = parameters;
    this.party = party;
  }
}

@QueryHandler(ShowParties)
export class ShowPartiesHandler implements IQueryHandler<ShowParties> {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute({ party, parameters }: ShowParties): Promise<Record<string, unknown>> {
    const cut = cutFrom(parameters, this.projector, this.clock);
    if (party === undefined) return { ...shown(cut), parties: partiesAt(this.projector.history, cut) };
    const found = partyAt(this.projector.history, party, cut);
    if (!found) throw new NotFound(`no party is registered as "${party}"`);
    return { ...shown(cut), ...found };
  }
}
