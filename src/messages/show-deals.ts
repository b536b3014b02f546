import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';
import type { Day } from '../../events/kit/calendar.js';
import type { Count } from '../../events/kit/formats.js';
import type { ViewQuestion, RawParameters } from '../../projections/asking.js';
import type { DealAnswer, DealInBrief } from '../../projections/deal-answers.js';
import { dealAt, dealsAt } from '../../projections/deals.js';
import type { DealQuestion } from '../../projections/selecting.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import type { Policy } from '../../projections/kit/claims.js';
import type { Question } from '../../projections/kit/question.js';
import { listRests } from '../../projections/kit/rests.js';
import { nearestName } from '../../projections/kit/nearest.js';
import { type ListedParty, partiesAt, type PartyAnswer, partyAt } from '../../projections/parties.js';
import { Projector } from '../projector/projector.js';
import { askThrough, readLogThrough } from '../simulator/saved/look-through.js';
import { EventStore } from '../store/store.js';
import { Clock } from './clock.js';
import { BadRequest, NotFound } from './refusals.js';
import { checkParameter } from './within-head.js';

export type DealListing = {
  effectiveAt: Day;
  knownAt: Day;
  position: Count;
  policy: Policy;
};

type ThroughScenario = {
  /** The version of a saved scenario that it is read through, as scenario@version. */
  scenario?: string;
  /** It is read through a scenario: this is not what was recorded. */
  hypothetical?: true;
  /** What is assumed of edits that may or may not come about. */
  notes?: string[];
};

export type DealList = DealListing & ThroughScenario & { deals: DealInBrief[] };
export type DealDocument = DealListing & ThroughScenario & DealAnswer;
export type PartyList = DealListing & { parties: ListedParty[] };
export type PartyDocument = DealListing & PartyAnswer;

const cuts = ['effectiveAt', 'knownAt', 'atPosition', 'policy'];
const parameterNames = [...cuts, 'rests'];

/** A cut of the log, and how many of the events that a number rests on are to be listed. */
export type CutQuestion = DealQuestion & Pick<Question, 'rests'>;

/** The question that the parameters name; any other parameter is refused. */
const questionFrom = (
  parameters: RawParameters,
  names: readonly string[],
  { history, position }: Projector,
  { today }: Clock,
): ViewQuestion => {
  const strange = Object.keys(parameters).filter((name) => !names.includes(name));
  const known = Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
  const asked = askThrough(computeCapacity.name, known, { history, position, today });
  const problems = [
    ...strange.map((name) => ({
      pointer: `/${name}`,
      detail: `${name} is not a parameter here; the parameters are ${names.join(', ')}`,
    })),
    ...(asked.problems ?? []),
  ];
  if (problems.length > 0) throw new BadRequest('the question cannot be read', problems);
  return asked.value!;
};

/** "; the nearest is …" where anything is. */
export const nearestHint = (name: string, names: Iterable<string>): string => {
  const nearest = nearestName(name, [...names]);
  return nearest === undefined ? '' : `; the nearest is "${nearest}"`;
};

/** Throws BeyondHead when the log does not reach the position that is asked for. */
export const checkPosition = (
  { atPosition }: RawParameters,
  { position: reached }: Projector,
  store: EventStore,
): Promise<void> => checkParameter('atPosition', atPosition, { reached, store });

const cutOf = ({ question }: ViewQuestion): CutQuestion => {
  const { effectiveAt, knownAt, atPosition, policy, rests } = question;
  return { effectiveAt, knownAt, atPosition, policy, ...(rests && { rests }) };
};

/** The cut that the parameters name; any other parameter is refused. */
export const cutFrom = (parameters: RawParameters, projector: Projector, clock: Clock): CutQuestion =>
  cutOf(questionFrom(parameters, parameterNames, projector, clock));

export const shownQuestion = ({ effectiveAt, knownAt, atPosition, policy }: DealQuestion): DealListing => ({
  effectiveAt,
  knownAt,
  position: atPosition,
  policy,
});

/** All deals, or one of them whole. */
export class ShowDeals extends Query<DealList | DealDocument> {
  @IsOptional() @IsString() @Length(1, 200) readonly deal?: string;
  @IsObject() readonly parameters: RawParameters;

  constructor(parameters: RawParameters = {}, deal?: string) {
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
    private readonly store: EventStore,
  ) {}

  async execute({ deal, parameters }: ShowDeals): Promise<DealList | DealDocument> {
    await checkPosition(parameters, this.projector, this.store);
    const asked = questionFrom(parameters, [...parameterNames, 'scenario'], this.projector, this.clock);
    const { history } = this.projector;
    const through = readLogThrough(asked, { history, today: this.clock.today });
    if (through.problems)
      throw new BadRequest('the scenario cannot be looked through there', through.problems);
    const { log, notes } = through.value;
    const { scenario } = asked.question;
    const cut = cutOf(asked);
    const told = {
      ...shownQuestion(cut),
      ...(scenario !== undefined && { scenario, hypothetical: true as const }),
      ...(notes.length > 0 && { notes }),
    };
    if (deal === undefined) return { ...told, deals: dealsAt(log, cut) };
    const found = dealAt(log, deal, cut);
    if (!found) throw new NotFound(this.#missing(deal));
    return { ...told, ...listRests(found, history, cut.rests) };
  }

  #missing(deal: string): string {
    return this.projector.history.has(deal)
      ? `${deal} was not announced by then`
      : `there is no deal "${deal}"${nearestHint(deal, this.projector.history.streams('deal'))}`;
  }
}

/** All registered parties, or one with its deals, stakes and the totals it reports. */
export class ShowParties extends Query<PartyList | PartyDocument> {
  @IsOptional() @IsString() @Length(1, 200) readonly party?: string;
  @IsObject() readonly parameters: RawParameters;

  constructor(parameters: RawParameters = {}, party?: string) {
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
    private readonly store: EventStore,
  ) {}

  async execute({ party, parameters }: ShowParties): Promise<PartyList | PartyDocument> {
    await checkPosition(parameters, this.projector, this.store);
    const { history } = this.projector;
    const cut = cutFrom(parameters, this.projector, this.clock);
    if (party === undefined)
      return { ...shownQuestion(cut), parties: listRests(partiesAt(history, cut), history, cut.rests) };
    const found = partyAt(history, party, cut);
    if (!found) throw new NotFound(this.#missing(party));
    return { ...shownQuestion(cut), ...listRests(found, history, cut.rests) };
  }

  #missing(party: string): string {
    const { history } = this.projector;
    if (history.has(`party-${party}`)) return `${party} was not registered by then`;
    const names = [...history.streams('party')].map((stream) => stream.slice('party-'.length));
    return `no party is registered as "${party}"${nearestHint(party, names)}`;
  }
}
