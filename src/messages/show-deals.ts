import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { ViewQuestion, RawParameters } from '../../projections/asking.js';
import type { DealAnswer } from '../../projections/deal-answers.js';
import type { DealPage, ListPart } from '../../projections/deals.js';
import { type DealListing, shownQuestion } from '../../projections/selecting.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { slugCalled } from '../../projections/kit/identified.js';
import { listRests } from '../../projections/kit/rests.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { type ListedParty, partiesAt, type PartyAnswer } from '../../projections/parties.js';
import { askThrough } from '../simulator/saved/look-through.js';
import type { CutQuestion } from '../workers/readings.js';
import { Answering } from './answering.js';
import { BadRequest, NotFound } from './refusals.js';

type ThroughScenario = {
  /** The version of a saved scenario that it is read through, as scenario@version. */
  scenario?: string;
  /** It is read through a scenario: this is not what was recorded. */
  hypothetical?: true;
  /** What is assumed of edits that may or may not come about. */
  notes?: string[];
};

export type DealList = DealListing & ThroughScenario & DealPage;
export type DealDocument = DealListing & ThroughScenario & DealAnswer;
export type PartyList = DealListing & { parties: ListedParty[] };
export type PartyDocument = DealListing & PartyAnswer;

const cuts = ['effectiveAt', 'knownAt', 'atPosition', 'policy'];
const parameterNames = [...cuts, 'rests'];

const mostDeals = 1_000;

/** Which part of a list the parameters name, and the parameters that are left. */
const readPart = (
  parameters: RawParameters,
  isList: boolean,
): { part: ListPart; rest: RawParameters; problems: Problem[] } => {
  if (!isList) return { part: {}, rest: parameters, problems: [] };
  const { limit, after, ...rest } = parameters;
  const isRight = limit === undefined || (/^[1-9]\d{0,3}$/.test(String(limit)) && Number(limit) <= mostDeals);
  const detail = `limit must be a whole number from 1 to ${mostDeals}`;
  return {
    part: {
      ...(after !== undefined && { after: String(after) }),
      ...(limit !== undefined && { limit: Number(limit) }),
    },
    rest,
    problems: isRight ? [] : [{ pointer: '/limit', detail }],
  };
};

/** The question that the parameters name; any other parameter is refused. */
const questionFrom = (
  parameters: RawParameters,
  names: readonly string[],
  { ground }: Answering,
  found: readonly Problem[] = [],
): ViewQuestion => {
  const strange = Object.keys(parameters).filter((name) => !names.includes(name));
  const known = Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
  const asked = askThrough(computeCapacity.name, known, ground);
  const problems = [
    ...found,
    ...strange.map((name) => ({
      pointer: `/${name}`,
      detail: `${name} is not a parameter here; the parameters are ${names.join(', ')}`,
    })),
    ...(asked.problems ?? []),
  ];
  if (problems.length > 0) throw new BadRequest('the question cannot be read', problems);
  return asked.value!;
};

const cutOf = ({ question }: ViewQuestion): CutQuestion => {
  const { effectiveAt, knownAt, atPosition, policy, rests } = question;
  return { effectiveAt, knownAt, atPosition, policy, ...(rests && { rests }) };
};

/** The cut that the parameters name; any other parameter is refused. */
export const cutFrom = (parameters: RawParameters, answering: Answering): CutQuestion =>
  cutOf(questionFrom(parameters, parameterNames, answering));

export const isOneDeal = (answer: DealList | DealDocument): answer is DealDocument => 'deal' in answer;

export const isOneParty = (answer: PartyList | PartyDocument): answer is PartyDocument =>
  !('parties' in answer);

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
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowDeals): Promise<DealList | DealDocument> {
    const { deal, parameters } = query;
    await this.answering.checkPosition(parameters.atPosition);
    const { part, rest, problems } = readPart(parameters, deal === undefined);
    const asked = questionFrom(rest, [...parameterNames, 'scenario'], this.answering, problems);
    const { question } = asked;
    const found = await this.answering.answer('deals', { question, deal, part }, query);
    if (found.problems) throw new BadRequest('the scenario cannot be looked through there', found.problems);
    const { page, deal: one, notes } = found.value;
    const { scenario } = question;
    const told = {
      ...shownQuestion(cutOf(asked)),
      ...(scenario !== undefined && { scenario, hypothetical: true as const }),
      ...(notes.length > 0 && { notes }),
    };
    if (page) return { ...told, ...page };
    if (!one) throw new NotFound(this.#missing(deal!));
    return { ...told, ...one };
  }

  #missing(deal: string): string {
    const { history } = this.answering;
    return history.has(deal)
      ? `${deal} was not announced by then`
      : `there is no deal "${deal}"${nearestHint(deal, history.streams('deal'))}`;
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
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowParties): Promise<PartyList | PartyDocument> {
    const { parameters } = query;
    await this.answering.checkPosition(parameters.atPosition);
    const { history } = this.answering;
    const party = query.party === undefined ? undefined : slugCalled(history, query.party);
    const cut = cutFrom(parameters, this.answering);
    if (party === undefined)
      return { ...shownQuestion(cut), parties: listRests(partiesAt(history, cut), history, cut.rests) };
    const found = await this.answering.answer('party', { party, cut }, query);
    if (!found) throw new NotFound(this.#missing(party));
    return { ...shownQuestion(cut), ...found };
  }

  #missing(party: string): string {
    const { history } = this.answering;
    if (history.has(`party-${party}`)) return `${party} was not registered by then`;
    const names = [...history.streams('party')].map((stream) => stream.slice('party-'.length));
    return `no party is registered as "${party}"${nearestHint(party, names)}`;
  }
}
